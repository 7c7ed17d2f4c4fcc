//! An upload: the page that says what it would change or did, and the forms of that page.

mod deeds;
mod page;
mod problem_blocks;
mod segments;

pub use deeds::{APPLIED, ENCODED, LEFT, SEGMENTS, add_segments, again, anew, apply, discard, encode, leave, rejected};
pub use page::show;
