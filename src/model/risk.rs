use super::words::words;

words! {
    /// Known risk of an enterprise; absent means unknown.
    Risk {
        None = "none", "无";
        Watch = "watch", "关注";
        Severe = "severe", "严重";
    }
}
