//! `GET /api/v1/list?chain=&squad=&state=`: the target list of a chain.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use super::failure::Failure;
use super::filters::{Asked, Filters};
use crate::app::App;
use crate::app::target_list::ListAnswer;

/// The same answer as the command line's.
pub async fn answer(State(app): State<Arc<App>>, asked: Asked) -> Result<Json<ListAnswer>, Failure> {
    let filters = Filters::of(asked)?;
    let chain = filters.named_question()?.chain;
    Ok(Json(app.target_list(&filters.list(&chain)?).await?))
}
