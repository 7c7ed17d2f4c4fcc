//! Links (分享链接): part of a chain's list, shown to somebody without an account.
//!
//! Invariant: **A link never widens.** What it shows is an allow-list of entries and columns that is stored when it is made; a
//! row that leaves the list leaves it, a column or a row that comes later is not on it. Each page of it is made at the desk of
//! its maker, so that it shows nothing they may not show any more, and ends with their right or account. Only a POST opens it
//! (what reads addresses in chats takes nothing), and takes one of its openings in the transaction of its journal entry;
//! whoever opened it keeps a secret by which the page, its table, its files and its proposals are one grant. Whatever does not
//! open is told in one page, after one time.

mod columns;
mod ending;
mod link;
mod make;
mod opening;
mod out;
mod proposals;
mod revoke;
mod shown;

pub use columns::LinkColumn;
pub use link::{LinkLine, LinkState};
pub use make::{LinkBegun, MadeLink, NewLink};
pub use opening::{Knock, OpenedLink};
pub use proposals::{LinkReturn, Proposed};
pub use revoke::{RevokeAsked, Revoked};
pub use shown::{SharedAnswer, SharedLine, SharedList};
