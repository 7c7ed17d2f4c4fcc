//! `GET /api/v1/list?chain=&squad=&state=`: the target list of a chain; `list.csv` as a table that comes back.

use axum::Json;
use axum::response::Response;

use crate::app::lists::ListAnswer;
use crate::http::frame::Now;
use crate::http::frame::download::file;
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The table of the same rows, as a file.
pub async fn table(Now(desk): Now, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let chain = filters.named_question()?.chain;
    let answer = desk.store_desk().target_list(&filters.list(&chain)?).await?;
    let name = format!("{}.csv", desk.list_file_name(&answer)?);
    Ok(file(answer.table().csv(), "text/csv; charset=utf-8", &name))
}

/// The same answer as the command line's.
pub async fn answer(Now(desk): Now, asked: Asked) -> Result<Json<ListAnswer>, Failure> {
    let filters = Filters::of(asked)?;
    let chain = filters.named_question()?.chain;
    Ok(Json(desk.store_desk().target_list(&filters.list(&chain)?).await?))
}
