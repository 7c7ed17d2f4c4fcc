//! `GET /api/v1/group?chain=&home=&as_of=`: the working group and whom to invite.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use super::failure::Failure;
use super::filters::{Asked, Filters};
use crate::app::{App, GroupAnswer};

/// The same answer as the command line's.
pub async fn answer(State(app): State<Arc<App>>, asked: Asked) -> Result<Json<GroupAnswer>, Failure> {
    Ok(Json(app.group(&Filters::of(asked)?.named_question()?).await?))
}
