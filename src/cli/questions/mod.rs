//! Commands that ask.

pub mod brief;
pub mod chains;
pub mod explain;
pub mod find;
pub mod funds;
pub mod gaps;
pub mod group;
pub mod moved;
pub mod paths;
pub mod plan;
pub mod reach;
pub mod relatedness;
pub mod targets;
pub mod today;
pub mod trend;
