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
    /// Whatever part of a chain's list and work the right is held over, if any, by the chain's id or name: who asks so shows
    /// only what is held.
    Part(&'a str),
    /// What of a chain's target list was given to no squad; the chain by id or name.
    Free(&'a str),
    /// The part of a chain's target list that one squad has; chain and squad by id or name.
    Squad {
        /// The chain whose list it is.
        chain: &'a str,
        /// The squad whose part it is.
        squad: &'a str,
    },
    /// All that a squad and its people did, whatever its chain; the squad by id or name.
    Crew(&'a str),
    /// What the caller did as a recruiter of a squad, by id or name.
    Oneself(&'a str),
}

impl<'a> Scope<'a> {
    /// The chain it is about, as the caller named it; none where it is about no one chain.
    pub fn chain(self) -> Option<&'a str> {
        match self {
            Self::City | Self::Somewhere | Self::Crew(_) | Self::Oneself(_) => None,
            Self::Chain(chain) | Self::Part(chain) | Self::Free(chain) | Self::Squad { chain, .. } => Some(chain),
        }
    }

    /// An entry of a chain's target list, by the id of the squad that has it; blank: none has.
    pub fn entry(chain: &'a str, squad: &'a str) -> Self {
        if squad.is_empty() { Self::Free(chain) } else { Self::Squad { chain, squad } }
    }
}
