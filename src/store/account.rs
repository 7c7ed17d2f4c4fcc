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
    /// When its password was set, where that is known.
    pub set_at: Option<String>,
    /// Whether codes by time are asked for at its log-in.
    pub has_factor: bool,
    /// The recruiter it is, by id, where it is one.
    pub recruiter: Option<String>,
}

/// The second factor of an account: codes by time (RFC 6238).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// What the codes are made of.
    pub secret: Vec<u8>,
    /// The last step of 30 s whose code was used.
    pub used: i64,
    /// How many recovery codes are left.
    pub codes_left: u32,
}

/// A second factor that is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFactor {
    /// What the codes are made of.
    pub secret: Vec<u8>,
    /// The step of 30 s whose code was shown for it.
    pub used: i64,
    /// Of the recovery codes.
    pub codes: Vec<SecretDigest>,
    /// The hash of the password that was given for it.
    pub checked: String,
    /// The session in which it is set.
    pub session: SecretDigest,
}

/// What proves a second factor, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// The code of a step of 30 s.
    Code(i64),
    /// A recovery code.
    Recovery(SecretDigest),
}

/// By what a program comes as an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Of its secret.
    pub digest: SecretDigest,
    /// What people call it by.
    pub id: String,
    /// Whose rights it has.
    pub login: String,
    /// When it was made: RFC 3339 in Asia/Shanghai, as the moment below.
    pub made: String,
    /// When it ends.
    pub until: String,
}

/// How a session begins: what was checked before, and is looked at again as it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogIn {
    /// The session.
    pub session: Session,
    /// The hash that the password was checked against; none where no password was asked for.
    pub checked: Option<String>,
    /// The same password hashed as passwords are now, where that is otherwise.
    pub renewed: Option<String>,
    /// What proved the second factor.
    pub proof: Option<Proof>,
    /// Whether the other sessions of the account end.
    pub alone: bool,
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
        /// The recruiter it is, by id.
        recruiter: Option<String>,
        /// When, RFC 3339 in Asia/Shanghai.
        made: String,
        /// Whether it must be the first.
        first: bool,
    },
    /// It is granted this, and nothing else; its sessions end.
    Grants(Vec<Grant>),
    /// It is this recruiter, by id, or none; its sessions end.
    Recruiter(Option<String>),
    /// It gets this password; its sessions end, a link that was out no longer works.
    Password {
        /// Of the password.
        hash: String,
        /// Of the one of before that was given for it: another one is refused. None where none had to be given.
        checked: Option<String>,
    },
    /// It gets a second factor; its sessions end but the one in which it is set.
    Factor(NewFactor),
    /// It has no second factor any more; its sessions end.
    NoFactor,
    /// A program may come as it.
    Token(Token),
    /// That no longer may: its id.
    NoToken(String),
    /// A one-time link is out, of which this is the digest; one of before no longer works.
    Invite {
        /// Of the secret in the link.
        digest: SecretDigest,
        /// When it ends, RFC 3339 in Asia/Shanghai.
        until: String,
    },
    /// It may no longer log in, its sessions and tokens end; or it may again.
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
    /// Whose session it is, as both stand now, and the name of the rules by which people are let in.
    Known(Box<(Account, Session, Option<String>)>),
}
