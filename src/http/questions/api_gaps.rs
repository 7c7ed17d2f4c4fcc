//! `GET /api/v1/chains/{chain}/gaps?home=&as_of=`: the verdicts of a chain, gaps first.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};

use crate::app::App;
use crate::gaps::GapAnswer;
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The same answer as the command line's.
pub async fn answer(
    State(app): State<Arc<App>>,
    Path(chain): Path<String>,
    asked: Asked,
) -> Result<Json<GapAnswer>, Failure> {
    let question = Filters::of(asked)?.question(&chain)?;
    Ok(Json(app.gaps(&question).await?.answer))
}
