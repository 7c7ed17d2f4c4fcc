use super::words::words;

words! {
    /// Kinds of recruitment squads.
    SquadKind {
        TopPush = "top_push", "顶格推进组";
        Spearhead = "spearhead", "尖刀班";
        Bureau = "bureau", "专业招商分局", "招商分局";
        /// Posted in regions outside the city.
        Station = "station", "驻外招商队";
    }
}
