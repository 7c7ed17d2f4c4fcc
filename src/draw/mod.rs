//! Pictures: the atlas (产业链全景图) of one chain, the paths (引荐路径) to one target, and the plane of relatedness ×
//! complexity, each as one SVG text, the same for screen, print and file; and the workbook that is filled in.
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
mod packet;
mod paths;
mod plane;
mod plane_labels;
mod plane_strip;
mod rect;
mod route;
mod svg;
mod template;

#[cfg(test)]
mod example;

pub use atlas::atlas;
pub use input::{AtlasInput, Band, Card, CardFirm, Edge};
pub use packet::{
    KEY_COLUMN, LEAD_COLUMNS, LEADS_SHEET, LIST_SHEET, PacketInput, PacketLine, packet_page, packet_workbook,
};
pub use paths::{PathsPicture, PictureNode, PicturePath, paths};
pub use plane::{Dot, PlaneInput, plane};
pub use template::template;

/// The fonts of every picture.
const FONTS: &str = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif";
