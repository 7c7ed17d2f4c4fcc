//! The atlas (产业链全景图) of one chain: bands of its stages, a card a leaf, and, where a card is in hand, what feeds
//! what.

mod body;
mod card;
mod drawing;
mod header;
mod input;
mod layout;
mod names;
mod paper;
mod route;
mod shelves;

pub use drawing::atlas;
pub use input::{AtlasEdge, AtlasInput, Band, Card, CardFirm, CardList};
pub use paper::on_paper;
