use super::words::words;

words! {
    /// Where in its chain a segment stands; the order of the variants is the direction of flow.
    Stage {
        Upstream = "upstream", "上游", "上", "上游环节", "上游端", "产业链上游";
        Midstream = "midstream", "中游", "中", "中游环节", "中游端", "产业链中游";
        Downstream = "downstream", "下游", "下", "下游环节", "下游端", "产业链下游";
    }
}
