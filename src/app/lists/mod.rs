//! The target list of a chain: rows of people's work, one a target, read anew for every question.
//!
//! An entry hangs on the enterprise record it was made on, so merging two firms keeps both entries and undoing the merge
//! gives both back. Every change names the version it saw: of two people at one entry the second is told.

mod add;
mod amount;
mod assess;
pub(in crate::app) mod change;
mod history;
mod history_table;
pub(in crate::app) mod listed;
mod reasons;
mod suggest;
mod suggestion_table;
mod table;

pub use add::{AddTargets, Added};
pub use assess::NewAssessment;
pub use change::{ListChanged, TargetChange};
pub use history::EntryChange;
pub use history_table::list_history_table;
pub use listed::{EntryLine, ListAnswer, ListQuestion};
pub use suggest::{Suggestion, SuggestionAnswer};
