//! `GET /api/v1/relatedness?chain=&home=&as_of=`: relatedness and complexity of the leaves of a chain, or of all.

use axum::Json;

use crate::app::Desk;
use crate::app::{RelatednessAnswer, RelatednessQuestion};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The same answer as the command line's.
pub async fn answer(desk: Desk, asked: Asked) -> Result<Json<RelatednessAnswer>, Failure> {
    let filters = Filters::of(asked)?;
    let home = filters.home().map(str::to_owned);
    let as_of = filters.as_of()?;
    let question = RelatednessQuestion { chain: filters.chain, home, as_of };
    Ok(Json(desk.relatedness(&question)?))
}
