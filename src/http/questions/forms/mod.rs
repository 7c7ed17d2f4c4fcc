//! The forms that stand in the pages of a firm, a segment and of a working group.

mod firm;
mod group;
mod page;
mod segment;
mod value;

pub use firm::FirmForms;
pub use group::GroupForms;
pub use page::PageForms;
pub use segment::SegmentForms;
pub use value::FormValue;
