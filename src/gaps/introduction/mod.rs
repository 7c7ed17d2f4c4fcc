//! Introductions to firms (以商招商): who in town could open the door.

mod introductions;
mod sources;

pub use introductions::{Introduction, Introductions};
pub use sources::is_near;
