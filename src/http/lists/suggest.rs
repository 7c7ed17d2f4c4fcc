//! `/chains/{chain}/list/suggest`: who could take which target, to be confirmed one by one or all at once; what is
//! confirmed comes back by POST.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use crate::app::lists::{Suggestion, SuggestionAnswer, TargetChange};
use crate::app::{AppError, Question};
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::query::{QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::lists::change::{chosen, to_list};

#[derive(Template)]
#[template(path = "suggest.html")]
struct SuggestPage {
    shell: Shell,
    path: String,
    lines: Vec<SuggestionLine>,
    answer: SuggestionAnswer,
}

struct SuggestionLine {
    token: String,
    score: String,
    suggestion: Suggestion,
}

/// Shows the suggestion.
pub async fn show(
    Now(desk): Now,
    Path(chain): Path<String>,
    QueryOf(standpoint): QueryOf<Standpoint>,
) -> Result<Response, Failure> {
    let answer = desk.list_suggest(&standpoint.question(&chain)?).await?;
    let title = format!("{} 建议派发", answer.chain_name);
    page(&SuggestPage {
        shell: Shell::new(&desk, &title, Some((&answer.chain, "list")), &standpoint)?,
        path: part(&answer.chain),
        lines: answer.suggestions.iter().map(line).collect(),
        answer,
    })
}

/// Carries out the suggestions that were confirmed.
pub async fn confirm(Now(desk): Now, Path(chain): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let confirmed = chosen(&fields)?;
    let answer = desk.list_suggest(&Question { chain: chain.clone(), ..Question::default() }).await?;
    let taken = answer.suggestions.iter().filter(|suggestion| confirmed.contains(&token_of(suggestion)));
    let changes: Vec<TargetChange> = taken.map(Suggestion::change).collect();
    if changes.len() < confirmed.len() {
        return Err(AppError::BadRequest("清单或招商队刚有变动，建议与刚才看到的不同了；请重新打开建议".into()).into());
    }
    let changed = desk.store_desk().list_change(&chain, fields.who(), crate::model::ListDeed::Assign, &changes).await?;
    Ok(to_list(&chain, changed.changed.len()))
}

fn line(suggestion: &Suggestion) -> SuggestionLine {
    SuggestionLine {
        token: token_of(suggestion),
        score: format!("{:.1}", suggestion.score),
        suggestion: suggestion.clone(),
    }
}

/// What a confirmed suggestion is known by: the target and the squad that was shown for it.
fn token_of(suggestion: &Suggestion) -> String {
    format!("{}|{}|{}", suggestion.version, suggestion.squad.as_deref().unwrap_or_default(), suggestion.enterprise)
}
