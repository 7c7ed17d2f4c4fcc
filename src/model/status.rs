use super::words::words;

words! {
    /// Whether an enterprise is in business; `active` unless a source says otherwise.
    Status {
        Active = "active", "存续", "在业", "开业";
        Closed = "closed", "注销", "吊销", "关闭";
    }
}
