//! `GET /api/v1/find?text=&chain=&home=&as_of=`: is this firm at home, a candidate, of which gaps?

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use super::failure::Failure;
use super::filters::{Asked, Filters};
use crate::app::{App, FindAnswer};

/// The same answer as the command line's.
pub async fn answer(State(app): State<Arc<App>>, asked: Asked) -> Result<Json<FindAnswer>, Failure> {
    Ok(Json(app.find(&Filters::of(asked)?.find()?).await?))
}
