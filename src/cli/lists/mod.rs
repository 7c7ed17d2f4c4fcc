//! Commands of people's work: the target list, assessments.

pub mod assess;
pub mod change;
mod given_fields;
pub mod list;
pub mod show;
