//! What a store holds of a person, and erasing it.

use crate::model::{Kind, NodeId, PersonPlace};

/// Who is sought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonSought {
    /// Names, telephone numbers and addresses of mail that are theirs and nobody else's.
    pub names: Vec<String>,
    /// Their logins.
    pub logins: Vec<String>,
}

/// Something that is held of a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonHeld {
    /// Where.
    pub place: PersonPlace,
    /// The kind of record, where it is one.
    pub kind: Option<Kind>,
    /// The thing it is of; none where it is of none.
    pub of: Option<NodeId>,
    /// How often.
    pub count: u64,
}

/// All that is held of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonFound {
    /// In order, no two of one place alike. What the journal says of who did what is among them, and stays.
    pub held: Vec<PersonHeld>,
    /// Texts in which a name stands inside another one, as 张伟 in 张伟业: these are left alone.
    pub similar: u64,
    /// Their logins, those that go by their name too.
    pub logins: Vec<String>,
}

/// How much was erased.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PersonErased {
    /// Contacts.
    pub contacts: u64,
    /// Texts of people's work.
    pub words: u64,
    /// Versions of records, and texts that records go by.
    pub records: u64,
    /// Files of evidence.
    pub evidence: u64,
    /// Links that ended, and what came back by links.
    pub links: u64,
    /// Names of files, and words of the journal that are not about who did something.
    pub titles: u64,
    /// Accounts that were closed, and no longer say whose they are.
    pub accounts: u64,
    /// Entries of the journal that name them, and stay as the law asks.
    pub kept: u64,
}
