//! `GET /api/v1/relatedness`: relatedness and complexity of the leaves of a chain, or of all.

use axum::Json;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::{Desk, RelatednessAnswer, RelatednessQuestion};
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};

/// Which leaves are asked about.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RelatednessQuery {
    /// By default all chains.
    chain: Parameter<String>,
    #[serde(flatten)]
    standpoint: Standpoint,
}

/// The same answer as the command line's.
pub async fn answer(desk: Desk, QueryOf(query): QueryOf<RelatednessQuery>) -> Result<Json<RelatednessAnswer>, Failure> {
    let Standpoint { home, as_of, .. } = &query.standpoint;
    let (home, as_of) = (home.owned(), as_of.read("as_of")?);
    Ok(Json(desk.relatedness(&RelatednessQuestion { chain: query.chain.owned(), home, as_of })?))
}
