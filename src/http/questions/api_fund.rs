//! `GET /api/v1/fund?chain=&fund=&home=&as_of=`: one fund seen from a chain.

use axum::Json;

use crate::app::{Desk, FundAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// What the fund's page shows.
pub async fn answer(desk: Desk, asked: Asked) -> Result<Json<FundAnswer>, Failure> {
    let filters = Filters::of(asked)?;
    Ok(Json(desk.fund(&filters.named_question()?, filters.fund()?).await?))
}
