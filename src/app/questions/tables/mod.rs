//! Questions of a chain whose answers are read as rows: their tables.

mod branch;
mod chains;
mod explain;
mod gaps;
mod moved;
mod on_list;
mod overview;
mod plan;
mod plane;
mod relatedness;
mod targets;
mod what_if;

pub use chains::chains_table;
pub(in crate::app) use gaps::GAPS;
pub(in crate::app) use moved::MOVED;
pub use overview::overview_table;
pub(in crate::app) use targets::{TARGETS, target_key};
