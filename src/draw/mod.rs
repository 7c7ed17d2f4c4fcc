//! Pictures: the atlas (产业链全景图) of one chain as one SVG text, the same for screen, print and file; and the workbook
//! that is filled in.
//!
//! Invariant: only presentation attributes (no style, no script), every text measured, the same input gives the
//! same bytes.

mod advance;
mod atlas;
mod card;
mod header;
mod input;
mod layout;
mod look;
mod names;
mod rect;
mod route;
mod svg;
mod template;

#[cfg(test)]
mod example;

pub use atlas::atlas;
pub use input::{AtlasInput, Band, Card, CardFirm, Edge};
pub use template::template;
