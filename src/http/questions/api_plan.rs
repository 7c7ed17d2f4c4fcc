//! `GET /api/v1/plan?chain=&budget=&home=&as_of=`: the targets that together close the most gap priority.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::app::{App, PlanAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The same answer as the command line's.
pub async fn answer(State(app): State<Arc<App>>, asked: Asked) -> Result<Json<PlanAnswer>, Failure> {
    let filters = Filters::of(asked)?;
    Ok(Json(app.plan(&filters.named_question()?, filters.budget()?).await?))
}
