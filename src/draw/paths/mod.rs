//! The paths (引荐路径) to one target.

mod drawing;

pub use drawing::{PathsPicture, PictureNode, PicturePath, paths};
