//! Who asks, and what may be asked: callers, rights and their scopes. Pure; the desk (`app::Desk`) asks here.
//!
//! Invariant: **Deny unless allowed.** A person holds what a grant says by `access.csv` and nothing else; a question about
//! everything ([`Scope::City`]) is held by a role of which the table says `all`.

#![warn(missing_docs, clippy::missing_errors_doc)]

mod caller;
mod person;
mod right;
mod scope;
mod table;

pub use caller::{Caller, Linked};
pub use person::{LoggedIn, Ties};
pub use right::Right;
pub use scope::Scope;
pub use table::{UsersPart, holds_part};
