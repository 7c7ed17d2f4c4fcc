//! Pages and forms of the target list.

mod change;
mod entry;
mod list;
mod suggest;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;

/// The addresses of this room.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/chains/{chain}/list", get(list::show))
        .route("/api/v1/list", get(list::answer))
        .route("/chains/{chain}/list/entry", get(entry::show))
        .route("/chains/{chain}/list/suggest", get(suggest::show).post(suggest::confirm))
        .route("/chains/{chain}/list/add", post(change::add))
        .route("/chains/{chain}/list/assign", post(change::assign))
        .route("/chains/{chain}/list/set", post(change::set))
        .route("/chains/{chain}/list/drop", post(change::drop))
}
