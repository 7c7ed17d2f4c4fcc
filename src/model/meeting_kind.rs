use super::words::words;

words! {
    /// Kinds of meetings about chains.
    MeetingKind {
        Dispatch = "dispatch", "调度会";
        Group = "group", "工作组会", "工作组会议";
    }
}

impl MeetingKind {
    /// What people call a meeting of a kind: 会议 where nobody wrote it.
    pub fn name(kind: Option<Self>) -> &'static str {
        kind.map_or("会议", Self::zh)
    }
}
