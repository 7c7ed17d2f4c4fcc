//! Rows of a JSON file: the objects of one array, or one a line, streamed.

mod cells;
mod fault;
mod input;
mod leaves;
mod lines;
mod nothings;
mod outline;
mod rows;
mod walk;

pub use outline::arrays;
pub use rows::{JsonRows, objects};
