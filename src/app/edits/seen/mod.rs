//! What a page showed, and whether somebody changed it since.

mod judged;
mod version;

pub use version::ThingVersion;
