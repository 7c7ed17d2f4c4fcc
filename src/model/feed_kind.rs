use super::words::words;

words! {
    /// Kind of a feeds edge; a recycle edge is drawn and nothing else.
    FeedKind {
        /// What the one makes goes into what the other makes.
        Feed = "feed", "供给";
        /// What is left of the one goes back into the other.
        Recycle = "recycle", "回收", "循环";
    }
}
