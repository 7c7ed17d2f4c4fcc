//! Accounts: the door, what the admin does to accounts, and one's own things.
//!
//! Invariant: **Whoever is not let in learns nothing.** An unknown login, a wrong password, a disabled account and one without
//! a password take the same path, hash included, and are told the same words; attempts are counted before a password is looked
//! at, so that many at once are counted too. Whoever is logged in is read from the store at every request: an account that was
//! disabled, a grant that was withdrawn, a session or token that was ended are so at the next one. What proves something once
//! (a link, a code) is taken in the transaction of what it lets somebody do.

mod change;
mod compliance;
mod door;
mod factor;
mod first;
mod grants;
mod own;
mod password;
mod people;
mod preset;
mod recruiter;
mod secret;
mod tables;
mod tokens;

pub use compliance::{ComplianceLine, compliance_table};
pub(in crate::app) use door::Tried;
pub use door::{BegunSession, Comes, Door, Invited, LetIn, NotLetIn, Whence};
pub use factor::OfferedFactor;
pub(in crate::app) use factor::picture;
pub use grants::{GrantGroup, GrantTold};
pub use own::OwnSession;
pub(in crate::app) use password::{hash as hash_of_secret, matches as is_secret};
pub use people::{AccountLine, NewAccount};
pub use preset::{DoFirst, Preset};
pub(in crate::app) use secret::{digest, new_secret};
pub use tables::{accounts_table, sessions_table, tokens_table, told_grants};
pub use tokens::{NewToken, TokenLine};
