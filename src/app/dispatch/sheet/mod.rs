//! The score sheet (成绩单): worked out, told, frozen, amended; what a cell was counted from.
//!
//! Invariant: **A frozen sheet never changes.** It is one row of people's work (`Kind::Sheet`: rows, home, period, cut-off and
//! the number of the amendment, 0 for the sheet itself), written where none is: of any number who freeze the same at once one
//! wins. An amendment is a row of its own. *Deliberately absent:* anything that takes one back.

mod amend;
mod cells_moved;
mod document;
mod facts;
mod facts_told;
mod freeze;
mod frozen;
mod kept_json;
mod moved;
mod part;
mod score;
mod table;
mod time;

pub use cells_moved::{CellMoved, MovedRow, SheetMoved};
pub use facts::FactsAsked;
pub use facts_told::{FactTold, FactsAnswer};
pub use frozen::{Amendment, FrozenAnswer, FrozenLine, FrozenList};
pub use part::SheetView;
pub use score::{PeriodDays, ScoreAnswer, ScoreQuestion};
pub(in crate::app::dispatch) use table::{cell as sheet_cell, column_of as sheet_column, words as sheet_words};
pub use time::SheetTime;
