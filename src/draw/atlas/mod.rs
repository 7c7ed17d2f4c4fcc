//! The atlas (产业链全景图) of one chain: bands of its stages, a card a leaf, what feeds what.

mod card;
mod drawing;
mod header;
mod input;
mod layout;
mod names;
mod paper;
mod route;

pub use drawing::atlas;
pub use input::{AtlasEdge, AtlasInput, Band, Card, CardFirm};
pub use paper::on_paper;
