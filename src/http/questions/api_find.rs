//! `GET /api/v1/find?text=&chain=&home=&as_of=`: is this firm at home, a candidate, of which gaps?

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::app::{App, FindAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The same answer as the command line's.
pub async fn answer(State(app): State<Arc<App>>, asked: Asked) -> Result<Json<FindAnswer>, Failure> {
    Ok(Json(app.find(&Filters::of(asked)?.find()?).await?))
}
