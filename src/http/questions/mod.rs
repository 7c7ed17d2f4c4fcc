//! Pages and JSON of what is asked of the graph.

mod atlas;
mod brief;
mod chains;
mod enterprise;
mod find;
mod funds;
mod gaps;
mod group;
mod how;
mod overview;
mod paths;
mod reach;
mod relatedness;
mod segment;
mod targets;
mod today;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::app::App;
use crate::http::frame::in_turn;

/// The addresses of this room.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .merge(funds::routes())
        .route("/", get(overview::show))
        .route("/api/v1/today", get(today::answer))
        .route("/api/v1/chains", get(chains::answer))
        .route("/chains/{chain}/atlas", get(atlas::show))
        .route("/api/v1/chains/{chain}/atlas.pdf", in_turn(get(atlas::print)))
        .route("/api/v1/chains/{chain}/atlas.svg", in_turn(get(atlas::draw)))
        .route("/chains/{chain}/brief", get(brief::show))
        .route("/api/v1/chains/{chain}/brief", get(brief::answer))
        .route("/api/v1/chains/{chain}/brief.pdf", in_turn(get(brief::print)))
        .route("/enterprise", get(enterprise::show))
        .route("/api/v1/enterprise", get(enterprise::answer))
        .route("/find", get(find::show))
        .route("/api/v1/find", get(find::answer))
        .route("/how", get(how::show))
        .route("/chains/{chain}/gaps", get(gaps::show))
        .route("/api/v1/chains/{chain}/gaps", get(gaps::answer))
        .route("/chains/{chain}/group", get(group::show))
        .route("/api/v1/group", get(group::answer))
        .route("/chains/{chain}/paths", get(paths::show))
        .route("/api/v1/paths", get(paths::answer))
        .route("/api/v1/reach", get(reach::answer))
        .route("/api/v1/relatedness", get(relatedness::answer))
        .route("/chains/{chain}/segments/{segment}", get(segment::show))
        .route("/api/v1/chains/{chain}/segments/{segment}", get(segment::answer))
        .route("/chains/{chain}/targets", get(targets::show))
        .route("/api/v1/targets", get(targets::answer))
}
