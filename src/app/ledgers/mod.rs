//! 台账: requests, bids, care, nominations, duties and indicators: one list and one form for all, by the columns of their files.
//!
//! Invariant: **a ledger knows no column of its own.** What is shown, asked and written are the columns of its canonical file;
//! beside them stands only what [`crate::dispatch`] counts from the rows, and what of a row cannot be.

mod answer;
mod far;
mod ledger;
mod line;
mod meant;
mod part;
mod refused;
mod removed;
mod stand;
mod table;
mod taken_back;
mod today;
mod write;

pub use answer::{LedgerAnswer, LedgerQuestion};
pub use ledger::Ledger;
pub use line::{LedgerCell, LedgerLine};
pub use removed::LedgerRemoval;
pub use write::LedgerSaid;
