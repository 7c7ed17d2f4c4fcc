//! The map, its document, and the packets of squads.

mod map;
mod map_document;
mod packet;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::http::frame::in_turn;

/// The addresses of this room.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/map", in_turn(get(map::show)))
        .route("/api/v1/map", get(map::answer))
        .route("/api/v1/map.svg", in_turn(get(map::draw)))
        .route("/api/v1/map/document", in_turn(get(map_document::answer)))
        .route("/api/v1/map.html", in_turn(get(map_document::html)))
        .route("/api/v1/map.pdf", in_turn(get(map_document::pdf)))
        .route("/api/v1/map.xlsx", in_turn(get(map_document::workbook)))
        .route("/chains/{chain}/list/packet", in_turn(post(packet::issue)))
}
