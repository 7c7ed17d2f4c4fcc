//! `/chains/{chain}/list/suggest`: who could take which target, to be confirmed one by one or all at once; what is
//! confirmed comes back by POST.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use crate::app::lists::{Suggestion, SuggestionAnswer, TargetChange};
use crate::app::{AppError, Desk, Head, Question};
use crate::draw::{PageTick, Table};
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent, see};
use crate::http::frame::links::PageLinks;
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::{QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::lists::change::chosen;
use crate::http::lists::list::ListPageQuery;
use crate::http::lists::refused::{ListForm, Refused, Why};
use crate::model::ListDeed;

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
    /// How many are suggested for squads of other chains.
    others: usize,
    /// What is wrong with what was confirmed, and by whom it was.
    wrong: Option<String>,
    who: String,
}

/// Shows the suggestion.
pub async fn show(
    Now(desk): Now,
    Path(chain): Path<String>,
    QueryOf(standpoint): QueryOf<Standpoint>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    shown(&desk, &chain, &standpoint, asked, None).await
}

/// The same with what was confirmed and refused.
async fn shown(
    desk: &Desk,
    chain: &str,
    standpoint: &Standpoint,
    asked: TableRequest,
    refused: Option<Refused>,
) -> Result<Response, Failure> {
    let question = standpoint.question(chain)?;
    let answer = desk.list_suggest(&question).await?;
    let origin = TableOrigin::from(&Head::of(&desk.gaps(&question)?));
    let links = PageLinks::from(&answer.chain, standpoint);
    let squads = desk.chain_squads(&answer.chain)?;
    let is_own = |suggestion: &Suggestion| squads.own.iter().any(|(id, _)| Some(id) == suggestion.squad.as_ref());
    let typed = refused.as_ref().map(|refused| refused.all(ListForm::Confirm, "enterprise"));
    let ticked = |suggestion: &Suggestion| match &typed {
        Some(typed) => typed.contains(&token_of(suggestion)),
        None => is_own(suggestion),
    };
    let table = answer.table();
    let boxes = boxes(&table, &answer, ticked);
    let page = asked.answer([table], &origin, &|thing| links.to(thing), |[rows]| {
        let title = format!("{} 建议派发", answer.chain_name);
        page(&SuggestPage {
            shell: Shell::new(desk, &title, Some((&answer.chain, "list")), standpoint)?,
            path: part(&answer.chain),
            chain_name: answer.chain_name.clone(),
            notices: answer.notices.clone(),
            rows: rows.with_ticks("enterprise", &boxes),
            others: answer.suggestions.iter().filter(|suggestion| !is_own(suggestion)).count(),
            wrong: refused.as_ref().and_then(|refused| refused.told(ListForm::Confirm)),
            who: refused.as_ref().and_then(|r| r.typed(ListForm::Confirm, "who")).unwrap_or_default().to_owned(),
        })
    })?;
    Ok(refused.iter().fold(page, |page, refused| refused.answered(page)))
}

/// Carries out the suggestions that were confirmed.
pub async fn confirm(
    Now(desk): Now,
    Path(chain): Path<String>,
    asked: TableRequest,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    match confirmed(&desk, &chain, &fields).await {
        Ok(number) => Ok(see(&ListPageQuery::default().after(&chain, number))),
        Err(why) => {
            let refused = Refused::of(ListForm::Confirm, fields, why)?;
            shown(&desk, &chain, &Standpoint::default(), asked, Some(refused)).await
        }
    }
}

async fn confirmed(desk: &Desk, chain: &str, fields: &Fields) -> Result<Option<u64>, Why> {
    let answer = desk.list_suggest(&Question { chain: chain.to_owned(), ..Question::default() }).await?;
    let confirmed = chosen(fields)?;
    let taken = answer.suggestions.iter().filter(|suggestion| confirmed.contains(&token_of(suggestion)));
    let changes: Vec<TargetChange> = taken.map(Suggestion::change).collect();
    if changes.len() < confirmed.len() {
        let text = "清单或招商队刚有变动，建议与刚才看到的不同了，没有派发；下面是现在的建议，请再确认";
        return Err(AppError::BadRequest(text.into()).into());
    }
    Ok(desk.store_desk().list_change(chain, fields.who(), ListDeed::Assign, &changes).await?.number)
}

/// A box before every target that somebody can take.
fn boxes(table: &Table, answer: &SuggestionAnswer, ticked: impl Fn(&Suggestion) -> bool) -> HashMap<String, PageTick> {
    let tick = |suggestion: &Suggestion| PageTick {
        value: token_of(suggestion),
        label: suggestion.name.clone(),
        ticked: ticked(suggestion),
    };
    table.rows().zip(&answer.suggestions).map(|(row, line)| (row.key.clone(), tick(line))).collect()
}

/// What a confirmed suggestion is known by: the target and the squad that was shown for it.
fn token_of(suggestion: &Suggestion) -> String {
    format!("{}|{}|{}", suggestion.version, suggestion.squad.as_deref().unwrap_or_default(), suggestion.enterprise)
}
