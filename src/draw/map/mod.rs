//! The map (招商地图): bubbles of firms on a grid of provinces or on an outline that a person names.

mod bubbles;
mod drawing;
mod ground;
mod head;
mod input;
mod outline;
mod projection;
mod tiles;

pub use drawing::map;
pub use input::{Ground, MapInput, MapPlace, MapPost, gap_counts};
pub use outline::{LARGEST, Outline, OutlineError};
