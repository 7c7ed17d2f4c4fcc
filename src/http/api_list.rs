//! `GET /api/v1/list?chain=&squad=&state=`: the target list of a chain; `list.csv` as a table that comes back.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::address::attached;
use super::failure::Failure;
use super::filters::{Asked, Filters};
use crate::app::App;
use crate::app::target_list::ListAnswer;

/// The table of the same rows, as a file.
pub async fn table(State(app): State<Arc<App>>, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let chain = filters.named_question()?.chain;
    let answer = app.target_list(&filters.list(&chain)?).await?;
    let name = attached(&format!("{}.csv", app.list_file_name(&answer)));
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, answer.csv()?).into_response())
}

/// The same answer as the command line's.
pub async fn answer(State(app): State<Arc<App>>, asked: Asked) -> Result<Json<ListAnswer>, Failure> {
    let filters = Filters::of(asked)?;
    let chain = filters.named_question()?.chain;
    Ok(Json(app.target_list(&filters.list(&chain)?).await?))
}
