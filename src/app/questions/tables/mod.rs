//! Questions of a chain whose answers are read as rows: their tables.

mod chains;
mod explain;
pub(in crate::app) mod gaps;
pub(in crate::app) mod moved;
mod plan;
mod plane;
mod relatedness;
pub(in crate::app) mod targets;
mod what_if;

pub use chains::chains_table;
