//! An upload: the page that says what it would change or did, and the forms of that page.

mod deeds;
mod page;
mod problem_blocks;
mod segments;

pub use deeds::{
    APPLIED, ENCODED, LEFT, SEGMENTS, UNITS_SAID, add_segments, again, anew, apply, contacts_too, discard, encode,
    leave, rejected, say_units,
};
pub use page::show;
