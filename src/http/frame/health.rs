//! `GET /healthz`: whether the service answers, and which journal number it shows.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use schemars::JsonSchema;
use serde::Serialize;

use crate::app::App;

/// That the service runs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Health {
    /// The journal number of the version it shows.
    journal: u64,
    /// Says so.
    #[schemars(extend("enum" = ["ok"]))]
    status: &'static str,
}

/// Answers as long as the service runs.
pub async fn check(State(app): State<Arc<App>>) -> Json<Health> {
    Json(Health { journal: app.journal(), status: "ok" })
}
