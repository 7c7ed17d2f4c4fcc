//! What the list says elsewhere: of one gap, of one firm, and to whom it was given.

mod firm_work;
mod gap_work;
mod mine;

pub use firm_work::FirmWork;
pub(in crate::app) use gap_work::work_by_gap;
pub use gap_work::{GapWork, NextStep};
