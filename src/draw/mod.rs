//! Pictures: the atlas (产业链全景图) of one chain, the map (招商地图), the paths (引荐路径) to one target, and the plane of
//! relatedness × complexity, each as one SVG, the same for screen, print and file; pages of them and of tables; PDF and
//! PNG; and the workbook that is filled in.
//!
//! Invariant: only presentation attributes (no style, no script), every text measured, the same input gives the
//! same bytes.
//!
//! Invariant: **One picture.** A `Picture` is drawn once; the page, the file, every page of paper (a window into it, cut
//! between rows, its head repeated) and PNG show the same. There is one weight of the font: bold is a stroke.
//! *Deliberately absent:* fonts of the machine; what the embedded one lacks is printed as 〓 and told by character
//! and text.

#![warn(missing_docs, clippy::missing_errors_doc)]

mod atlas;
mod brief;
mod gantt;
mod investment_map;
mod kit;
mod map;
mod packet;
mod paths;
mod plane;
mod template;

#[cfg(test)]
mod example;
#[cfg(test)]
use kit::boxes;

pub use atlas::{AtlasEdge, AtlasInput, Band, Card, CardFirm, CardList, atlas, on_paper};
pub use brief::{BriefSheet, brief, trend_picture, verdict_bar};
pub use gantt::{GanttInput, GanttNode, GanttRow, gantt};
pub use investment_map::{Cover, InvestmentMap, Part, Section, WorkbookError, map_page, map_workbook};
pub use kit::table::{
    Cell, Column, ColumnChoice, Group, LinkTo, PageCell, PageGroup, PageHead, PageRow, PageTable, PageTick, Row, RowAt,
    SortsBy, Table, TableQuery, TableQueryError, percent, table_workbook,
};
pub use kit::{
    Document, DocumentHead, Lacking, Pages, Paper, Picture, RenderError, TextBlock, TextItem, address_part, pdf, png,
};
pub use map::{
    Ground, LARGEST as LARGEST_OUTLINE, MapInput, MapPlace, MapPost, Outline, OutlineError, gap_counts, map,
};
pub use packet::{
    LEAD_COLUMNS, LEADS_SHEET, LIST_SHEET, PacketContact, PacketError, PacketInput, PacketLine, PacketPlace,
    packet_page, packet_workbook,
};
pub use paths::{PathsPicture, PictureNode, PicturePath, paths};
pub use plane::{Dot, PlaneInput, plane};
pub use template::{FilledIn, template};
