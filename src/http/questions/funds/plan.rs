//! `GET /api/v1/plan`: the targets that together close the most gap priority; the page of funds shows it too.

use axum::Json;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::{Desk, PlanAnswer};
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{OfChain, Parameter, QueryOf, Standpoint};

/// How many targets a plan chooses unless asked otherwise.
pub const USUAL_BUDGET: usize = 5;

/// How large a plan is asked for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PlanQuery {
    #[serde(flatten)]
    standpoint: Standpoint,
    /// How many targets it may choose.
    budget: Parameter<usize>,
}

/// The same answer as the command line's.
pub async fn answer(desk: Desk, QueryOf(asked): QueryOf<OfChain<PlanQuery>>) -> Result<Json<PlanAnswer>, Failure> {
    let question = asked.query.standpoint.question(asked.chain()?)?;
    Ok(Json(desk.plan(&question, asked.query.budget.read("budget")?.unwrap_or(USUAL_BUDGET))?))
}
