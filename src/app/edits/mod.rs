//! 改一处: a value is corrected, something learnt is added, a tie is taken away; each in one batch, with the note why, and
//! each can be taken back from where it was made.
//!
//! Invariant: **What people change in place beats every source and overwrites none.** It is a row of the source
//! `local:WHO` (`model/edit_note.rs`, `resolve/trust.rs`), read, normalised, resolved and refused as a row of a file
//! is (`app/intake/import/edit.rs`), and says the one column that was changed. Who corrects a value somebody else
//! corrected takes that one's word back in the same batch, so that the last word stands whatever the day.

mod add;
mod choices;
mod correct;
mod grounds;
mod history;
mod known;
mod meetings;
mod remove;
mod seen;
mod segments;
mod shown;
mod subject;
mod told;
mod undo;
mod withdraw;
mod write;

pub use add::Addition;
pub use correct::Correction;
pub use grounds::{EditGrounds, EditRefused, Edited};
pub(in crate::app) use grounds::{set_typed, typed_in, typed_row};
pub use history::ToldHistory;
pub use meetings::MeetingGiven;
pub use remove::{EditTie, Removed};
pub use seen::{RowForm, ThingVersion};
pub(in crate::app) use seen::{RowMeant, SettledRow, WorkRow};
pub use shown::{RecordShown, ShownValue};
pub use subject::Subject;
pub use told::{EditLine, in_force};
pub use withdraw::Withdrawn;
