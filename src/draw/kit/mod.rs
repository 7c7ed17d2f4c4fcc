//! What every picture and document is made with: tables, printed in every form from one set of typed cells, texts measured by the embedded font, SVG, pages, PDF and PNG, how a
//! verdict looks, what a workbook says of itself.

#[cfg(test)]
#[path = "boxes_tests.rs"]
pub mod boxes;
pub mod font;
pub mod table;

mod document;
mod document_head;
mod paper;
mod picture;
mod properties;
mod rect;
mod render;
mod svg;
mod text_block;
mod verdict_style;

pub use document::{Document, Pages};
pub use document_head::DocumentHead;
pub use font::{shorten, width, wrap};
pub use paper::Paper;
pub use picture::{FONTS, Lacking, Picture};
pub use properties::properties;
pub use rect::Rect;
pub use render::{RenderError, pdf, png};
pub use svg::{Line, Svg, address_part, number};
pub use text_block::{SMALLEST, TextBlock, TextItem, TextLine, TextSize, rule};
pub use verdict_style::{QUIET, TEXT, VerdictStyle, arrow, verdict_style};
