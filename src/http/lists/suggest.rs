//! `/chains/{chain}/list/suggest`: who could take which target, to be confirmed one by one or all at once; what is
//! confirmed comes back by POST.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use crate::app::lists::{Suggestion, SuggestionAnswer, TargetChange};
use crate::app::{AppError, Head, Question};
use crate::draw::{PageTick, Table};
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::links::PageLinks;
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::{QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::lists::change::{chosen, to_list};

/// What the form sends that confirms suggestions.
pub const CONFIRMED: [FormField; 2] =
    [("enterprise", "看到的版本、招商队和企业，如 12|s1|e00005，可写多次"), ("who", "经手人；不写是本机网页")];

#[derive(Template)]
#[template(path = "suggest.html")]
struct SuggestPage {
    shell: Shell,
    path: String,
    chain_name: String,
    notices: Vec<String>,
    rows: ShownTable,
}

/// Shows the suggestion.
pub async fn show(
    Now(desk): Now,
    Path(chain): Path<String>,
    QueryOf(standpoint): QueryOf<Standpoint>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    let question = standpoint.question(&chain)?;
    let answer = desk.list_suggest(&question).await?;
    let origin = TableOrigin::from(&Head::of(&desk.gaps(&question)?));
    let links = PageLinks::from(&answer.chain, &standpoint);
    let table = answer.table();
    let boxes = boxes(&table, &answer);
    asked.answer([table], &origin, &|thing| links.to(thing), |[rows]| {
        let title = format!("{} 建议派发", answer.chain_name);
        page(&SuggestPage {
            shell: Shell::new(&desk, &title, Some((&answer.chain, "list")), &standpoint)?,
            path: part(&answer.chain),
            chain_name: answer.chain_name.clone(),
            notices: answer.notices.clone(),
            rows: rows.with_ticks("enterprise", &boxes),
        })
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

/// A ticked box before every target that somebody can take.
fn boxes(table: &Table, answer: &SuggestionAnswer) -> HashMap<String, PageTick> {
    let tick = |suggestion: &Suggestion| PageTick {
        value: token_of(suggestion),
        label: suggestion.name.clone(),
        ticked: true,
    };
    table.rows().zip(&answer.suggestions).map(|(row, line)| (row.key.clone(), tick(line))).collect()
}

/// What a confirmed suggestion is known by: the target and the squad that was shown for it.
fn token_of(suggestion: &Suggestion) -> String {
    format!("{}|{}|{}", suggestion.version, suggestion.squad.as_deref().unwrap_or_default(), suggestion.enterprise)
}
