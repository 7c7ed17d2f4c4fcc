//! The plane of relatedness × complexity of a home's leaves.

mod drawing;
mod labels;
mod strip;

pub use drawing::{Dot, PlaneInput, plane};
