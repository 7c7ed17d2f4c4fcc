//! 出行与走访: trips and visits are written down by those who went, for nobody else's squad; and what is one's own of them.
//!
//! Invariant: **what people did is a row like any other.** A form of this room goes the way of an import (`app/edits/write.rs`):
//! a row of the source `local:WHO`, a note beside it, taken back from where it was made.

mod answer;
mod change;
mod log;
mod moves;
mod tables;
mod taken_back;
mod today;
mod whose;

pub use answer::{TripLine, TripsAnswer, TripsQuestion, VisitLine};
pub use change::{WORK_COLUMNS, WorkForm};
pub use log::WorkLogged;
pub(in crate::app) use log::renewed_by;
pub use moves::MoveOffered;
pub use taken_back::WorkDone;
pub use whose::Traveller;
