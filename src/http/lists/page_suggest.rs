//! `GET /chains/{chain}/list/suggest`: who could take which target, to be confirmed one by one or all at once.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use crate::app::lists::{Suggestion, SuggestionAnswer};
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};
use crate::http::frame::shell::{Shell, page};

#[derive(Template)]
#[template(path = "suggest.html")]
struct SuggestPage {
    shell: Shell,
    path: String,
    lines: Vec<Line>,
    answer: SuggestionAnswer,
}

struct Line {
    score: String,
    told: Suggestion,
}

/// Shows the suggestion.
pub async fn show(Now(desk): Now, Path(chain): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let answer = desk.list_suggest(&filters.question(&chain)?).await?;
    let line = |told: &Suggestion| Line { score: format!("{:.1}", told.score), told: told.clone() };
    page(&SuggestPage {
        shell: Shell::new(&desk, &format!("{} 建议派发", answer.chain_name), Some((&answer.chain, "list")), &filters)?,
        path: part(&answer.chain),
        lines: answer.suggestions.iter().map(line).collect(),
        answer,
    })
}
