//! Which address is answered by whom.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;

use super::failure::Failure;
use super::{
    api_atlas, api_chains, api_gaps, api_segment, failure, guard, health, page_atlas, page_gaps, page_overview,
    page_segment, statics,
};
use crate::app::App;

/// The whole service; `port` is the one it listens on, which Host and Origin must name.
pub fn router(app: Arc<App>, port: u16) -> Router {
    Router::new()
        .route("/", get(page_overview::show))
        .route("/chains/{chain}/atlas", get(page_atlas::show))
        .route("/chains/{chain}/gaps", get(page_gaps::show))
        .route("/chains/{chain}/segments/{segment}", get(page_segment::show))
        .route("/api/v1/chains", get(api_chains::list))
        .route("/api/v1/chains/{chain}/gaps", get(api_gaps::answer))
        .route("/api/v1/chains/{chain}/segments/{segment}", get(api_segment::explain))
        .route("/api/v1/chains/{chain}/atlas.svg", get(api_atlas::draw))
        .route("/healthz", get(health::check))
        .route("/static/{*name}", get(statics::show))
        .fallback(async || Failure::no_page())
        .with_state(Arc::clone(&app))
        .layer(from_fn_with_state(app, failure::tell))
        .layer(from_fn_with_state(port, guard::check))
}
