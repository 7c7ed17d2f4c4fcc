use super::words::words;

words! {
    /// What to know of a target beside its score, in the order it is told.
    TargetFlag {
        Watch = "watch", "关注风险";
        Stale = "stale", "资料陈旧";
        HasBranch = "has_branch", "本地有分支";
        SamePrefecture = "same_prefecture", "同市企业";
    }
}
