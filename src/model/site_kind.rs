use super::words::words;

words! {
    /// What an enterprise does at a site; a branch is an office, not a place of work.
    SiteKind {
        Plant = "plant", "工厂", "生产基地", "基地";
        Rd = "rd", "研发中心", "研发";
        Headquarters = "headquarters", "总部";
        Branch = "branch", "分支机构", "办事处", "分公司";
    }
}
