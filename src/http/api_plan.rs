//! `GET /api/v1/plan?chain=&budget=&home=&as_of=`: the targets that together close the most gap priority.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use super::failure::Failure;
use super::filters::{Asked, Filters};
use crate::app::{App, PlanAnswer};

/// The same answer as the command line's.
pub async fn answer(State(app): State<Arc<App>>, asked: Asked) -> Result<Json<PlanAnswer>, Failure> {
    let filters = Filters::of(asked)?;
    Ok(Json(app.plan(&filters.named_question()?, filters.budget()?).await?))
}
