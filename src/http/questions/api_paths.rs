//! `GET /api/v1/paths?chain=&target=&k=&home=&as_of=`: the best introductions to one target.

use axum::Json;

use crate::app::{Desk, PathsAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The same answer as the command line's.
pub async fn answer(desk: Desk, asked: Asked) -> Result<Json<PathsAnswer>, Failure> {
    let filters = Filters::of(asked)?;
    let question = filters.named_question()?;
    let wanted = || Failure::bad_parameter("target", "", "目标企业的编号或全称");
    let target = filters.target().ok_or_else(wanted)?;
    Ok(Json(desk.paths(&question, target, filters.k()?).await?))
}
