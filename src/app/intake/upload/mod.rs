//! Files brought in by the browser: received, recognised, looked at before anything is written, imported.
//!
//! Invariant: **One import.** What an upload would change and what it changes are worked out by [`StoreDesk::import`],
//! the same that the command line runs; it goes on when the browser is closed, and its report waits for whoever comes
//! back.
//!
//! [`StoreDesk::import`]: crate::app::StoreDesk::import

mod as_before;
mod by_hand;
mod file_mapping;
mod imported;
mod kept_mapping;
mod new_segments;
mod received;
mod recognise;
mod report_tables;
mod units;
mod unread;

pub use by_hand::{MappedPlace, PartShown, SaidByHand, ThenDo, contacts_left};
pub use imported::{ApplyAsked, UploadRun};
pub use new_segments::{SegmentsAsked, SegmentsRefused, chains_beside};
pub use report_tables::{
    alike_table, change_table, no_records, problem_table, problems_told, renaming_table, waiting_rows, wrong_rows,
};
pub use units::{UnitLine, UnitPlace, unit_lines};
pub use unread::Unread;
