//! `GET /api/v1/reach?chain=&from=&limit=&home=&as_of=`: whom one party can introduce the chain's targets by.

use axum::Json;

use crate::app::{Desk, ReachAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The same answer as the command line's.
pub async fn answer(desk: Desk, asked: Asked) -> Result<Json<ReachAnswer>, Failure> {
    let filters = Filters::of(asked)?;
    let question = filters.named_question()?;
    let wanted = || Failure::bad_parameter("from", "", "企业、基金、管理人、人物或协会的编号或名称");
    let from = filters.from().ok_or_else(wanted)?;
    Ok(Json(desk.reach(&question, from, filters.limit()?).await?))
}
