use super::words::words;

words! {
    /// What to know of a target beside its score, in the order it is told.
    TargetFlag {
        /// Its risk is to be watched.
        Watch = "watch", "关注风险";
        /// What is known of it is older than the rules allow.
        Stale = "stale", "资料陈旧";
        /// It has an office in the home region.
        HasBranch = "has_branch", "本地有分支";
        /// It has a place in the same city as a home that is a county.
        SamePrefecture = "same_prefecture", "同市企业";
    }
}
