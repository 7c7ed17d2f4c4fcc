//! `GET /api/v1/fund?chain=&fund=&home=&as_of=`: one fund seen from a chain.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::app::{App, FundAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// What the fund's page shows.
pub async fn answer(State(app): State<Arc<App>>, asked: Asked) -> Result<Json<FundAnswer>, Failure> {
    let filters = Filters::of(asked)?;
    Ok(Json(app.fund(&filters.named_question()?, filters.fund()?).await?))
}
