//! `GET /api/v1/chains/{chain}/atlas.svg?home=&as_of=&width=`: the atlas as a file.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::failure::Failure;
use super::filters::{Asked, Filters};
use crate::app::App;

/// The same picture as on the page, `width` px wide.
pub async fn draw(State(app): State<Arc<App>>, Path(chain): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let picture = app.atlas(&filters.question(&chain)?, filters.width()?).await?;
    Ok(([(CONTENT_TYPE, "image/svg+xml")], picture).into_response())
}
