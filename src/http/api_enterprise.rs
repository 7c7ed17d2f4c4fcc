//! `GET /api/v1/enterprise?id=&chain=&home=&as_of=`: one enterprise with its facts and its score.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use super::failure::Failure;
use super::filters::{Asked, Filters};
use crate::app::{App, EnterpriseAnswer};

/// What is known of an enterprise.
pub async fn answer(State(app): State<Arc<App>>, asked: Asked) -> Result<Json<EnterpriseAnswer>, Failure> {
    let filters = Filters::of(asked)?;
    let question = filters.question(filters.chain.as_deref().unwrap_or_default())?;
    Ok(Json(app.enterprise(filters.id()?, &question).await?))
}
