//! `GET /api/v1/plan?chain=&budget=&home=&as_of=`: the targets that together close the most gap priority.

use axum::Json;

use crate::app::{Desk, PlanAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The same answer as the command line's.
pub async fn answer(desk: Desk, asked: Asked) -> Result<Json<PlanAnswer>, Failure> {
    let filters = Filters::of(asked)?;
    Ok(Json(desk.plan(&filters.named_question()?, filters.budget()?)?))
}
