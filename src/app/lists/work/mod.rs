//! What the list says elsewhere: of one gap, of one firm, and to whom it was given; and what it said when somebody looked.

mod firm_work;
mod gap_work;
mod mine;
mod seen;

pub use firm_work::FirmWork;
pub(in crate::app) use gap_work::work_by_gap;
pub use gap_work::{GapWork, NextStep};
