//! `GET /api/v1/enterprise?id=&chain=&home=&as_of=`: one enterprise with its facts and its score.

use axum::Json;

use crate::app::{Desk, EnterpriseAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// What is known of an enterprise.
pub async fn answer(desk: Desk, asked: Asked) -> Result<Json<EnterpriseAnswer>, Failure> {
    let filters = Filters::of(asked)?;
    let question = filters.question(filters.chain.as_deref().unwrap_or_default())?;
    Ok(Json(desk.enterprise(filters.id()?, &question).await?))
}
