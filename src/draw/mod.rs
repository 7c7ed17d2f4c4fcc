//! Pictures: the atlas (产业链全景图) of one chain, the map (招商地图), the paths (引荐路径) to one target, and the plane of
//! relatedness × complexity, each as one SVG, the same for screen, print and file; pages of them and of tables; PDF and
//! PNG; and the workbook that is filled in.
//!
//! Invariant: only presentation attributes (no style, no script), every text measured, the same input gives the
//! same bytes.

mod atlas;
#[cfg(test)]
#[path = "boxes_tests.rs"]
mod boxes;
mod bubbles;
mod card;
mod document;
mod font;
mod header;
mod input;
mod investment_map;
mod kit;
mod layout;
mod look;
mod map;
mod map_ground;
mod map_head;
mod map_input;
mod names;
mod outline;
mod packet;
mod paper;
mod paths;
mod picture;
mod plane;
mod plane_labels;
mod plane_strip;
mod projection;
mod properties;
mod rect;
mod render;
mod route;
mod svg;
mod template;
mod tiles;

#[cfg(test)]
mod example;

pub use atlas::atlas;
pub use document::{Document, Facts, Pages};
pub use input::{AtlasInput, Band, Card, CardFirm, Edge};
pub use investment_map::{InvestmentMap, Part, map_page, map_workbook};
pub use kit::table::{
    Cell, Column, ColumnChoice, Group, LinkTo, PageCell, PageGroup, PageHead, PageRow, PageTable, Row, RowAt, SortsBy,
    Table, TableQuery, TableQueryError,
};
pub use map::map;
pub use map_input::{Ground, MapInput, MapPlace, Post, told_gaps};
pub use outline::{LARGEST as LARGEST_OUTLINE, Outline, OutlineError};
pub use packet::{
    LEAD_COLUMNS, LEADS_SHEET, LIST_SHEET, PacketError, PacketInput, PacketLine, PacketPlace, packet_page,
    packet_workbook,
};
pub use paper::on_paper;
pub use paths::{PathsPicture, PictureNode, PicturePath, paths};
pub use picture::{Lacking, Picture};
pub use plane::{Dot, PlaneInput, plane};
pub use render::{RenderError, pdf, png};
pub use template::template;
