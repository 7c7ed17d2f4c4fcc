//! `GET /api/v1/targets?chain=&segment=&home=&as_of=&standing=&region=&flag=&limit=&page=`: whom to knock on, best first.

use axum::Json;

use crate::app::{Desk, TargetQuestion, TargetsAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The same answer as the command line's.
pub async fn answer(desk: Desk, asked: Asked) -> Result<Json<TargetsAnswer>, Failure> {
    let filters = Filters::of(asked)?;
    let question = filters.named_question()?;
    let limit = filters.limit()?;
    let told = limit.unwrap_or(desk.rules().target.limit);
    let question = TargetQuestion {
        question,
        segment: filters.segment().map(str::to_owned),
        standing: filters.standing()?,
        region: filters.region().map(str::to_owned),
        flag: filters.flag()?,
        skip: told.saturating_mul(filters.page()? - 1),
        limit,
    };
    Ok(Json(desk.targets(&question).await?))
}
