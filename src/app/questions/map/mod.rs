//! The 招商地图: candidates by place, as rows and as a picture.

mod outline_file;
pub(in crate::app) mod picture;
pub(in crate::app) mod places;

pub use outline_file::OutlineFile;
pub use places::{FirmRow, GapCount, MapAnswer, MapQuestion, PlaceRow, SquadRow};
