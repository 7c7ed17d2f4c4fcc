//! What the list says elsewhere: of one gap, and of one firm; and what it said when somebody looked.

mod firm_work;
mod gap_work;
mod seen;

pub use firm_work::FirmWork;
pub(in crate::app) use gap_work::work_by_gap;
pub use gap_work::{GapWork, NextStep};
