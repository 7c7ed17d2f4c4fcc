//! Accounts, their sessions and one-time links, as a store keeps them. Outside the journal; each change writes a batch that
//! says what was done.

use crate::model::Grant;

/// SHA-256 of a secret that only its bearer knows.
pub type SecretDigest = [u8; 32];

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What the person logs in as.
    pub login: String,
    /// What people call them.
    pub name: String,
    /// Of the password, with its parameters; none until one is set.
    pub hash: Option<String>,
    /// Whether it may no longer log in.
    pub disabled: bool,
    /// RFC 3339 in Asia/Shanghai.
    pub made: String,
    /// In order.
    pub grants: Vec<Grant>,
}

/// A log-in that lasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Of the secret that the browser keeps.
    pub digest: SecretDigest,
    /// Whose it is.
    pub login: String,
    /// When it began: RFC 3339 in Asia/Shanghai, as the moments below.
    pub begun: String,
    /// When it ends unless something is asked.
    pub idle_at: String,
    /// When it ends whatever is asked.
    pub ends: String,
    /// The address of whoever began it.
    pub address: String,
}

impl Session {
    /// Whether it has not ended yet.
    pub fn lasts(&self, now: &str) -> bool {
        now < self.idle_at.as_str() && now < self.ends.as_str()
    }
}

/// What is done to one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountChange {
    /// It is made; `first` is refused where there is one already.
    Add {
        /// What people call them.
        name: String,
        /// Of its password, where it has one already.
        hash: Option<String>,
        /// In order, no two alike.
        grants: Vec<Grant>,
        /// When, RFC 3339 in Asia/Shanghai.
        made: String,
        /// Whether it must be the first.
        first: bool,
    },
    /// It is granted this, and nothing else; its sessions end.
    Grants(Vec<Grant>),
    /// It gets this password; its sessions end, a link that was out no longer works.
    Password(String),
    /// A one-time link is out, of which this is the digest; one of before no longer works.
    Invite {
        /// Of the secret in the link.
        digest: SecretDigest,
        /// When it ends, RFC 3339 in Asia/Shanghai.
        until: String,
    },
    /// It may no longer log in, and its sessions end; or it may again.
    Disabled(bool),
    /// All its sessions end.
    EndSessions,
}

/// Who comes to the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comer {
    /// There is no account yet.
    NoAccounts,
    /// Nobody who is logged in.
    Stranger,
    /// Whose session it is, as both stand now.
    Known(Box<(Account, Session)>),
}
