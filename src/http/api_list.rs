//! `GET /api/v1/list?chain=&squad=&state=`: the target list of a chain; `list.csv` as a table that comes back.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::Response;

use super::download::file;
use super::failure::Failure;
use super::filters::{Asked, Filters};
use crate::app::App;
use crate::app::target_list::ListAnswer;

/// The table of the same rows, as a file.
pub async fn table(State(app): State<Arc<App>>, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let chain = filters.named_question()?.chain;
    let answer = app.target_list(&filters.list(&chain)?).await?;
    let name = format!("{}.csv", app.list_file_name(&answer));
    Ok(file(answer.table().csv(), "text/csv; charset=utf-8", &name))
}

/// The same answer as the command line's.
pub async fn answer(State(app): State<Arc<App>>, asked: Asked) -> Result<Json<ListAnswer>, Failure> {
    let filters = Filters::of(asked)?;
    let chain = filters.named_question()?.chain;
    Ok(Json(app.target_list(&filters.list(&chain)?).await?))
}
