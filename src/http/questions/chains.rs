//! `GET /api/v1/chains`: the chains there are.

use axum::Json;
use schemars::JsonSchema;
use serde::Serialize;

use crate::app::{ChainLine, Desk};
use crate::http::frame::failure::Failure;

/// All chains, by id.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Chains {
    /// By id.
    chains: Vec<ChainLine>,
}

/// Lists the chains.
pub async fn answer(desk: Desk) -> Result<Json<Chains>, Failure> {
    Ok(Json(Chains { chains: desk.chains()? }))
}
