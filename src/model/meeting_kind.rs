use super::words::words;

words! {
    /// Kinds of meetings about chains.
    MeetingKind {
        Dispatch = "dispatch", "调度会";
        Group = "group", "工作组会", "工作组会议";
    }
}
