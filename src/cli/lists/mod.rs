//! Commands of people's work: the target list, assessments.

pub mod assess;
pub mod change;
pub mod list;
pub mod show;
