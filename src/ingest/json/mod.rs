//! Rows of a JSON file: the objects of one array, streamed.

mod cells;
mod input;
mod outline;
mod rows;
mod walk;

pub use outline::arrays;
pub use rows::{JsonRows, objects};
