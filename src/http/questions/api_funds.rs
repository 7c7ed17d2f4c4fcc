//! `GET /api/v1/funds?chain=&home=&as_of=`: the fund group, its coverage of the gaps, and recommended partners.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::app::{App, FundsAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The same answer as the command line's.
pub async fn answer(State(app): State<Arc<App>>, asked: Asked) -> Result<Json<FundsAnswer>, Failure> {
    Ok(Json(app.funds(&Filters::of(asked)?.named_question()?).await?))
}
