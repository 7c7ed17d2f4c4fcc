use super::words::words;

words! {
    /// Known risk of an enterprise; absent means unknown.
    Risk {
        /// Looked at, and nothing found.
        None = "none", "无";
        /// To be told beside a target's score.
        Watch = "watch", "关注";
        /// Never a target (docs/definitions.md#本地与外地).
        Severe = "severe", "严重";
    }
}
