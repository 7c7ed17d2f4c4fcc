//! 数据: bringing files in, looking what they would change, importing, taking back; history and templates.

mod begin;
mod imports;
mod mapping;
mod progress;
mod receive;
mod returned;
mod templates;
mod upload;
mod upload_page;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::app::App;
use crate::app::MOST_BYTES;

/// What stands around the files of a form.
const AROUND: usize = 1 << 20;

/// The addresses of this room.
pub fn routes() -> Router<Arc<App>> {
    let files = DefaultBodyLimit::max(usize::try_from(MOST_BYTES).unwrap_or(usize::MAX) + AROUND);
    Router::new()
        .route("/data", get(begin::show).post(receive::receive).layer(files))
        .route("/data/templates/{name}", get(templates::download))
        .route("/data/history", get(imports::history))
        .route("/data/imports", get(imports::list))
        .route("/data/imports/{import}", get(imports::show))
        .route("/data/imports/{import}/undo", post(imports::undo))
        .route("/data/uploads/{upload}", get(upload::show))
        .route("/data/uploads/{upload}/progress", get(progress::events))
        .route("/data/uploads/{upload}/apply", post(upload::apply))
        .route("/data/uploads/{upload}/again", post(upload::again))
        .route("/data/uploads/{upload}/discard", post(upload::discard))
        .route("/data/uploads/{upload}/rejected/{place}", get(upload::rejected))
        .route("/data/uploads/{upload}/files/{place}", get(mapping::show).post(mapping::save))
        .route("/data/uploads/{upload}/files/{place}/leave", post(upload::leave))
        .route("/data/uploads/{upload}/files/{place}/return", get(returned::show).post(returned::take))
}
