//! `GET /api/v1/group?chain=&home=&as_of=`: the working group and whom to invite.

use axum::Json;

use crate::app::{Desk, GroupAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The same answer as the command line's.
pub async fn answer(desk: Desk, asked: Asked) -> Result<Json<GroupAnswer>, Failure> {
    Ok(Json(desk.group(&Filters::of(asked)?.named_question()?)?))
}
