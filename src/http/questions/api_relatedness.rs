//! `GET /api/v1/relatedness?chain=&home=&as_of=`: relatedness and complexity of the leaves of a chain, or of all.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::app::App;
use crate::app::questions::relatedness::{Answer, Question};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};

/// The same answer as the command line's.
pub async fn answer(State(app): State<Arc<App>>, asked: Asked) -> Result<Json<Answer>, Failure> {
    let filters = Filters::of(asked)?;
    let home = filters.home().map(str::to_owned);
    let (as_of, known_at) = (filters.as_of()?, filters.known_at()?);
    let question = Question { chain: filters.chain, home, as_of, known_at };
    Ok(Json(app.relatedness(&question).await?))
}
