//! The 招商地图: candidates by place, as rows and as a picture.

pub(in crate::app) mod picture;
pub(in crate::app) mod places;

pub use places::{FirmRow, GapCount, MapAnswer, MapQuestion, PlaceRow, SquadRow};
