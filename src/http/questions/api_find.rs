//! `GET /api/v1/find?text=&chain=&home=&as_of=`: is this firm at home, a candidate, of which gaps?

use axum::Json;

use crate::app::{Desk, FindAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The same answer as the command line's.
pub async fn answer(desk: Desk, asked: Asked) -> Result<Json<FindAnswer>, Failure> {
    Ok(Json(desk.find(&Filters::of(asked)?.find()?).await?))
}
