//! `GET /api/v1/chains/{chain}/plane.svg?home=&as_of=&width=`: the plane of relatedness × complexity as a picture.

use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::app::{Desk, PlaneAnswer};
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The same picture as on the page, `width` px wide.
pub async fn draw(desk: Desk, Path(chain): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let plane = desk.plane(&filters.question(&chain)?)?;
    let picture = picture(&plane, filters.width()?, &filters.kept());
    Ok(([(CONTENT_TYPE, "image/svg+xml")], picture).into_response())
}

/// The picture with links to the pages of the segments; `kept` is the query that links carry on.
pub fn picture(plane: &PlaneAnswer, width: u32, kept: &str) -> String {
    let path = part(&plane.head.chain);
    plane.picture(width, |point| format!("/chains/{path}/segments/{}{kept}", part(&point.segment)))
}
