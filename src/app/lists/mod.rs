//! The target list of a chain: rows of people's work, one a target, read anew for every question.
//!
//! An entry hangs on the enterprise record it was made on, so merging two firms keeps both entries and undoing the merge
//! gives both back. Every change names the version it saw: of two people at one entry the second is told.
//!
//! Invariant: **A list is rows, and nothing else.** An entry of a target list (`Kind::Entry`: chain, enterprise
//! record) and a packet (`Kind::Packet`: chain, squad, id; rows with their versions) are people's work: versioned and
//! journaled, no canonical file, never in the graph. Pages read the list anew from the store; every change names the
//! version it saw, so of two people at one entry the second is told. An entry hangs on the record it was made on: a
//! merge keeps both entries (`twice`), its undo gives both back.

mod add;
mod amount;
mod assess;
mod change;
mod history;
mod history_table;
mod listed;
mod part;
mod reasons;
mod rows;
mod squads;
mod suggest;
mod suggestion_table;
mod table;
mod today;
mod undo;
mod work;

pub use add::{AddTargets, Added};
pub(in crate::app) use amount::{TEN_THOUSANDS, amount};
pub use assess::NewAssessment;
pub(in crate::app) use change::{LONGEST, canonical, changed_row, conflict_words, keeps_to_claim, recruiter};
pub use change::{ListChanged, TargetChange};
pub use history::EntryChange;
pub use history_table::list_history_table;
pub use listed::{EntryLine, ListAnswer, ListQuestion};
pub(in crate::app) use listed::{entry_lines, shown};
pub use rows::TakenBy;
pub(in crate::app) use rows::{ClaimRow, LONGEST_NAME, LeadFirm, Listed, claim_key, entry_key, name_of, talked};
pub use squads::ChainSquads;
pub use suggest::{ProposedSquad, Suggestion, SuggestionAnswer};
pub(in crate::app) use table::{column, plain_cell};
pub use undo::ListDone;
pub(in crate::app) use work::work_by_gap;
pub use work::{FirmWork, GapWork, NextStep};
