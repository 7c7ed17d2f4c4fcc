//! Use cases: the only place that puts the parts together, and that checks who may.

mod clock;
mod error;
pub mod import;

pub use clock::{Clock, random_id};
pub use error::{AppError, ErrorKind};
