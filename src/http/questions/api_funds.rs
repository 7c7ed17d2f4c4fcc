//! `GET /api/v1/funds?chain=&home=&as_of=`: the fund group, its coverage of the gaps, and recommended partners.

use axum::Json;

use crate::app::{Desk, FundsAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The same answer as the command line's.
pub async fn answer(desk: Desk, asked: Asked) -> Result<Json<FundsAnswer>, Failure> {
    Ok(Json(desk.funds(&Filters::of(asked)?.named_question()?).await?))
}
