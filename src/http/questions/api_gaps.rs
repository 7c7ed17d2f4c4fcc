//! `GET /api/v1/chains/{chain}/gaps?home=&as_of=`: the verdicts of a chain, gaps first.

use axum::Json;
use axum::extract::Path;

use crate::app::Desk;
use crate::gaps::GapAnswer;
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The same answer as the command line's.
pub async fn answer(desk: Desk, Path(chain): Path<String>, asked: Asked) -> Result<Json<GapAnswer>, Failure> {
    let question = Filters::of(asked)?.question(&chain)?;
    Ok(Json(desk.gaps(&question)?))
}
