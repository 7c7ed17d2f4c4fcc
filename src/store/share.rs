//! Parts of target lists that are shown to others by link, as a store keeps them. Outside the journal; each change writes a
//! batch that says what was done.

use super::{Account, SecretDigest};

/// So often the passcode of a link may be tried.
pub const PASSCODE_TRIES: u32 = 10;

/// A link: what it shows to whom, and how long. What it shows never widens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// What people call it by.
    pub id: String,
    /// The account that made it; none where the command line or the page of this machine did.
    pub login: Option<String>,
    /// Whether it was the page of this machine.
    pub local: bool,
    /// Who made it, as the journal has it.
    pub who: String,
    /// Id of the chain whose list it shows part of.
    pub chain: String,
    /// Id of the squad that the receiver belongs to, where one was named.
    pub squad: Option<String>,
    /// To whom it is shown.
    pub receiver: String,
    /// What for.
    pub purpose: String,
    /// On which legal basis.
    pub basis: String,
    /// Whether it shows whom to call.
    pub contacts: bool,
    /// Every column it shows, by its word.
    pub columns: Vec<String>,
    /// Every entry it shows, by its record.
    pub rows: Vec<String>,
    /// When it was made: RFC 3339 in Asia/Shanghai, as the moments below.
    pub made: String,
    /// When it ends.
    pub until: String,
    /// The hash of its passcode, where it has one.
    pub passcode: Option<String>,
    /// How often that may still be tried.
    pub tries: u32,
    /// How often it could be opened.
    pub openings: u32,
    /// How many of these are left.
    pub left: u32,
    /// When it was revoked.
    pub revoked: Option<String>,
}

/// A link that lasts, with the account of its maker as it stands now.
pub type LastingShare = (Share, Option<Account>);

/// A link that is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewShare {
    /// What it is.
    pub share: Share,
    /// Of its token.
    pub digest: SecretDigest,
    /// Id of the one in whose place it comes, which is revoked.
    pub instead: Option<String>,
}

/// An opening that is asked for: what was checked before, and is looked at again as one is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOpening {
    /// Of what the browser keeps. The same again is the same opening.
    pub grant: SecretDigest,
    /// So long the page stays open.
    pub until: String,
    /// The address of whoever opens it.
    pub address: String,
    /// The account of its maker as it was found to hold what is needed.
    pub maker: Option<Account>,
    /// The hash of the passcode that was given.
    pub proved: Option<String>,
}

/// An opening that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Id of the link.
    pub share: String,
    /// When.
    pub at: String,
    /// The address of whoever opened it.
    pub address: String,
}

/// What a receiver proposes to say of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// In the order in which they came.
    pub id: i64,
    /// Id of the link.
    pub share: String,
    /// The record of the entry.
    pub record: String,
    /// The version that was seen.
    pub version: u64,
    /// The state as people read it; blank: none is proposed.
    pub state: String,
    /// Why, where the state needs it.
    pub reason: String,
    /// The note; none where none is proposed.
    pub note: String,
    /// When.
    pub at: String,
}
