use super::words::words;

words! {
    /// Kind of a feeds edge; a recycle edge is drawn and nothing else.
    FeedKind {
        Feed = "feed", "供给";
        Recycle = "recycle", "回收", "循环";
    }
}
