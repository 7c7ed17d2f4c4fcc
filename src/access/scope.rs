//! What a right is held over.

/// What something that is asked or done is about, as the caller named it. A name is looked up only where a caller's rights
/// end somewhere, so that what they may not see answers as if it were not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope<'a> {
    /// Everything the store holds.
    City,
    /// Whatever the right is held over, if anything: who asks so shows of each chain what is held over it.
    Somewhere,
    /// One chain, by id or name.
    Chain(&'a str),
    /// The part of a chain's target list that one squad has; chain and squad by id or name.
    Squad {
        /// The chain whose list it is.
        chain: &'a str,
        /// The squad whose part it is.
        squad: &'a str,
    },
}
