//! The 招商地图: candidates by place, as rows and as a picture.

mod outline_file;
mod picture;
mod places;

pub use outline_file::OutlineFile;
pub(in crate::app) use picture::{chosen, map_input};
pub(in crate::app) use places::squads_of;
pub use places::{FirmRow, GapCount, MapAnswer, MapQuestion, PlaceRow, SquadRow};
