//! 基金招商: the fund group of a chain and what it opens, one fund, the plane, a plan.

mod coverage;
mod fund;
mod plan;
mod plane;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::app::App;

/// The addresses of this room.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/chains/{chain}/funds", get(coverage::show))
        .route("/api/v1/funds", get(coverage::answer))
        .route("/chains/{chain}/funds/{fund}", get(fund::show))
        .route("/api/v1/fund", get(fund::answer))
        .route("/api/v1/plan", get(plan::answer))
        .route("/api/v1/chains/{chain}/plane.svg", get(plane::draw))
}
