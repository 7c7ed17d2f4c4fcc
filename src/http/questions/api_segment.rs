//! `GET /api/v1/chains/{chain}/segments/{segment}?home=&as_of=`: why a segment has its verdict.

use axum::Json;
use axum::extract::Path;

use crate::app::{Desk, SegmentExplanation};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The reasons, firms and facts of one segment.
pub async fn explain(
    desk: Desk,
    Path((chain, segment)): Path<(String, String)>,
    asked: Asked,
) -> Result<Json<SegmentExplanation>, Failure> {
    let question = Filters::of(asked)?.question(&chain)?;
    Ok(Json(desk.explain(&question, &segment).await?))
}
