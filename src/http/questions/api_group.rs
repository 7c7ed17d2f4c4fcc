//! `GET /api/v1/group?chain=&home=&as_of=`: the working group and whom to invite.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::app::{App, GroupAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The same answer as the command line's.
pub async fn answer(State(app): State<Arc<App>>, asked: Asked) -> Result<Json<GroupAnswer>, Failure> {
    Ok(Json(app.group(&Filters::of(asked)?.named_question()?).await?))
}
