//! What every page and sheet of a document says of it.

/// What every page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentHead {
    /// What the document is: 合肥市集成电路招商地图.
    pub title: String,
    /// YYYY-MM-DD: the day the data speaks of.
    pub as_of: String,
    /// Version of the rules with a short hash of their values.
    pub rules: String,
    /// What must stand on every page beside, such as 内部草图 or the receiver's name.
    pub mark: Option<String>,
}
