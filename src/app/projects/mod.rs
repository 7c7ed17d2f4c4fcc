//! 项目: what is built: which projects there are, how far each is, what is wrong with it, and writing that down.
//!
//! Invariant: what is wrong with a project is what [`crate::dispatch`] finds; here it gets names and words. What is typed goes
//! the way of an import, in the one source of this room, so that the last word stands.

mod amount;
mod change;
mod list;
mod one;
mod part;
mod picture;
mod table;
mod taken_back;
mod today;
mod told;
mod write;

pub(in crate::app) use amount::{asked as asked_of_amount, middle as middle_amount};
pub(in crate::app) use part::{ProjectReach, WhoseProject};

pub use change::CHANGED_COLUMNS;
pub use list::{ProjectLine, ProjectsAnswer, ProjectsQuestion};
pub use one::{NodeLine, ProgressLine, ProjectAnswer};
pub use write::{PROJECT_COLUMNS, ProjectSaid};
