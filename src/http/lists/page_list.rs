//! `GET /chains/{chain}/list`: 目标清单, with the form that assigns, and the one that lists another enterprise.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use crate::app::lists::EntryLine;
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::money;
use crate::model::TargetState;

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    shell: Shell,
    path: String,
    /// Of the table of the same rows.
    csv: String,
    chain_name: String,
    squads: Vec<Choice>,
    states: Vec<Choice>,
    total: usize,
    waiting: usize,
    /// Rows written by the form that led here.
    done: Option<usize>,
    rows: Vec<Row>,
}

/// One choice of a filter.
struct Choice {
    code: String,
    word: String,
    chosen: bool,
}

struct Row {
    /// Of its own page.
    path: String,
    amount: String,
    entry: EntryLine,
}

/// Shows the list.
pub async fn show(Now(desk): Now, Path(chain): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let asked = filters.list(&chain)?;
    let answer = desk.store_desk().target_list(&asked).await?;
    let whole = desk.store_desk().target_list(&crate::app::lists::ListQuestion { chain, ..Default::default() }).await?;
    let title = format!("{} 目标清单", answer.chain_name);
    let chosen = asked.squad.as_deref().unwrap_or_default();
    let squad = |(id, name): (String, String)| Choice { chosen: id == chosen, code: id, word: name };
    let state = |s: &TargetState| {
        let count = whole.entries.iter().filter(|e| e.state == *s).count();
        Choice { chosen: asked.state == Some(*s), code: s.code().into(), word: format!("{} {count}", s.zh()) }
    };
    page(&ListPage {
        shell: Shell::new(&desk, &title, Some((&answer.chain, "list")), &filters)?,
        path: part(&answer.chain),
        csv: format!("/api/v1/list.csv{}", filters.list_query(&answer.chain)),
        squads: desk.store_desk().squads().await?.into_iter().map(squad).collect(),
        states: TargetState::ALL.iter().map(state).collect(),
        total: answer.total,
        waiting: whole.entries.iter().filter(|e| e.state == TargetState::Listed).count(),
        done: filters.done(),
        rows: answer.entries.into_iter().map(row).collect(),
        chain_name: answer.chain_name,
    })
}

fn row(entry: EntryLine) -> Row {
    Row { path: part(&entry.record), amount: entry.amount.map(money).unwrap_or_default(), entry }
}
