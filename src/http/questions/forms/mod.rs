//! The forms that stand in the pages of a segment and of a working group.

mod group;
mod segment;
mod value;

pub use group::GroupForms;
pub use segment::SegmentForms;
