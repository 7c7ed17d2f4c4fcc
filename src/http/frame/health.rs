//! `GET /healthz`: whether the service answers, and which journal number it shows.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::app::App;

/// Answers as long as the service runs.
pub async fn check(State(app): State<Arc<App>>) -> Json<Value> {
    Json(json!({ "status": "ok", "journal": app.journal() }))
}
