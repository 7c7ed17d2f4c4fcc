//! `GET /api/v1/chains`: the chains there are.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use crate::app::{App, ChainLine};

/// All chains, by id.
#[derive(Serialize)]
pub struct Chains {
    chains: Vec<ChainLine>,
}

/// Lists the chains.
pub async fn list(State(app): State<Arc<App>>) -> Json<Chains> {
    Json(Chains { chains: app.chains() })
}
