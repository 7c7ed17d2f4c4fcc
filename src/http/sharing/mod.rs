//! The map, its document, the packets of squads, and links.

mod links;
mod map;
mod map_document;
mod pack;
mod packet;

use crate::access::Right::{Export, Packet, SeeChain};
use crate::http::frame::download::{PAGE, PDF, WORKBOOK};
use crate::http::frame::failure_code::FailureCode::PageNotFound;
use crate::http::frame::openapi::{Routes, Told, file, json, page, picture, sent};

/// The addresses of this room.
pub fn routes() -> Routes {
    Routes::new()
        .get("/map", page("招商地图", SeeChain).fails(PageNotFound).in_turn(), map::show)
        .get("/api/v1/map", json("招商地图", SeeChain).fails(PageNotFound), map::answer)
        .get("/api/v1/map.svg", picture("招商地图，一张图", SeeChain).fails(PageNotFound).in_turn(), map::draw)
        .get("/api/v1/map/document", document(json("招商地图的文件，各表的行", Export)), map_document::answer)
        .get("/api/v1/map.html", document(file("招商地图，一个网页", Export, PAGE)), map_document::html)
        .get("/api/v1/map.pdf", document(file("招商地图，A3 或 A4 多页", Export, PDF)), map_document::pdf)
        .get("/api/v1/pack.pdf", file("会议材料，A4 或 A3 多页", Export, PDF).in_turn(), pack::pdf)
        .get("/api/v1/pack.xlsx", file("会议材料，一个工作簿", Export, WORKBOOK).in_turn(), pack::workbook)
        .get("/api/v1/map.xlsx", document(file("招商地图，一个工作簿", Export, WORKBOOK)), map_document::workbook)
        .post(
            "/chains/{chain}/list/packet",
            sent("给招商队的离线包", Packet, packet::ISSUED).needs(&["squad", "form"]).answers(&[WORKBOOK, PAGE]),
            packet::issue,
        )
        .merge(links::routes())
}

/// A document takes its turn, and there is none without a chain.
fn document(told: Told) -> Told {
    told.fails(PageNotFound).in_turn()
}
