//! `GET /api/v1/reach`: whom one party can introduce the chain's targets by; the page of paths shows the same.

use axum::Json;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::{Desk, ReachAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{OfChain, Parameter, QueryOf, Required, Standpoint};

/// Whose reach is asked for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ReachQuery {
    #[serde(flatten)]
    standpoint: Standpoint,
    /// Id or name of an enterprise, a fund, a manager, a person or an association.
    from: Required,
    /// How many targets are told; by default as the rules say.
    limit: Parameter<usize>,
}

/// The same answer as the command line's.
pub async fn answer(desk: Desk, QueryOf(asked): QueryOf<OfChain<ReachQuery>>) -> Result<Json<ReachAnswer>, Failure> {
    let query = &asked.query;
    let question = query.standpoint.question(asked.chain()?)?;
    let from = query.from.read("from", "企业、基金、管理人、人物或协会的编号或名称")?;
    Ok(Json(desk.reach(&question, from, query.limit.read("limit")?).await?))
}
