use super::words::words;

words! {
    /// What an entry says. The number is its field on disk: new ones go to the end.
    EntryField {
        Segment = "segment", "环节";
        Why = "why", "列入理由";
        Leader = "leader", "包抓领导";
        Squad = "squad", "招商队";
        Recruiter = "recruiter", "招商员";
        Project = "project", "拟合作项目";
        /// 万元, as a plain number.
        Amount = "amount", "预计投资额（万元）";
        Products = "products", "主营产品";
        Introducer = "introducer", "引荐人";
        State = "state", "状态";
        Next = "next", "下一步";
        /// YYYY-MM-DD.
        Due = "due", "期限";
        Note = "note", "备注";
        /// Why it was dropped, or sent back.
        Reason = "reason", "理由";
    }
}

/// The column of a list in a file that tells a row whatever happens to it.
pub const KEY_COLUMN: &str = "行键";

impl EntryField {
    /// What a squad away from the office may change in a file.
    pub const RETURNED: [EntryField; 10] = [
        EntryField::State,
        EntryField::Note,
        EntryField::Next,
        EntryField::Due,
        EntryField::Project,
        EntryField::Amount,
        EntryField::Products,
        EntryField::Introducer,
        EntryField::Recruiter,
        EntryField::Reason,
    ];
}
