use super::words::words;

words! {
    /// Where in its chain a segment stands; the order of the variants is the direction of flow.
    Stage {
        Upstream = "upstream", "上游";
        Midstream = "midstream", "中游";
        Downstream = "downstream", "下游";
    }
}
