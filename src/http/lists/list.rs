//! `GET /chains/{chain}/list` and `/api/v1/list`: 目标清单, on the page with the form that assigns and the one that lists
//! another enterprise; `/api/v1/list.csv` is the same rows as a table that comes back.

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use crate::app::lists::{EntryLine, ListAnswer, ListQuestion};
use crate::http::frame::Now;
use crate::http::frame::address::{self, part};
use crate::http::frame::download::file;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{OfChain, Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::{FilterOption, money, options};
use crate::model::TargetState;

/// Which entries of a list are asked for.
#[derive(Debug, Default, Clone, Deserialize, Serialize)]
#[serde(default)]
pub struct ListQuery {
    /// Id or name of the squad that has them.
    squad: Parameter<String>,
    /// In this state only.
    state: Parameter<TargetState>,
}

impl ListQuery {
    fn question(&self, chain: &str) -> Result<ListQuestion, Failure> {
        let (squad, state) = (self.squad.owned(), self.state.read("state")?);
        Ok(ListQuestion { chain: chain.to_owned(), squad, state })
    }
}

/// What the page of a list takes.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ListPageQuery {
    #[serde(flatten)]
    entries: ListQuery,
    /// How many rows the form that led here wrote.
    done: Parameter<String>,
    #[serde(flatten)]
    standpoint: Standpoint,
}

impl ListPageQuery {
    /// The page that says how many rows were written.
    pub fn address(chain: &str, done: usize) -> String {
        let query = Self { done: Parameter::of(done), ..Self::default() };
        format!("/chains/{}/list{}", part(chain), address::query(&query))
    }

    fn done(&self) -> Option<usize> {
        self.done.given()?.parse().ok()
    }
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    shell: Shell,
    path: String,
    /// Of the table of the same rows.
    csv: String,
    chain_name: String,
    squads: Vec<FilterOption>,
    states: Vec<FilterOption>,
    total: usize,
    waiting: usize,
    /// Rows written by the form that led here.
    done: Option<usize>,
    rows: Vec<EntryRow>,
}

struct EntryRow {
    /// Of its own page.
    path: String,
    amount: String,
    entry: EntryLine,
}

/// The same answer as the command line's.
pub async fn answer(Now(desk): Now, QueryOf(asked): QueryOf<OfChain<ListQuery>>) -> Result<Json<ListAnswer>, Failure> {
    Ok(Json(desk.store_desk().target_list(&asked.query.question(asked.chain()?)?).await?))
}

/// The table of the same rows, as a file.
pub async fn table(Now(desk): Now, QueryOf(asked): QueryOf<OfChain<ListQuery>>) -> Result<Response, Failure> {
    let answer = desk.store_desk().target_list(&asked.query.question(asked.chain()?)?).await?;
    let name = format!("{}.csv", desk.list_file_name(&answer)?);
    Ok(file(answer.table().csv(), "text/csv; charset=utf-8", &name))
}

/// Shows the list.
pub async fn show(
    Now(desk): Now,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<ListPageQuery>,
) -> Result<Response, Failure> {
    let asked = query.entries.question(&chain)?;
    let answer = desk.store_desk().target_list(&asked).await?;
    let whole = desk.store_desk().target_list(&ListQuestion { chain, ..Default::default() }).await?;
    let count = |state: TargetState| whole.entries.iter().filter(|entry| entry.state == state).count();
    let squads = desk.store_desk().squads().await?.into_iter().map(|(id, name)| {
        let chosen = asked.squad.as_ref() == Some(&id);
        (id, name, chosen)
    });
    let states = TargetState::ALL.iter();
    let title = format!("{} 目标清单", answer.chain_name);
    page(&ListPage {
        shell: Shell::new(&desk, &title, Some((&answer.chain, "list")), &query.standpoint)?,
        path: part(&answer.chain),
        csv: format!("/api/v1/list.csv{}", address::query(&OfChain::new(&answer.chain, query.entries.clone()))),
        squads: options(squads),
        states: options(states.map(|&s| (s.code(), format!("{} {}", s.zh(), count(s)), asked.state == Some(s)))),
        total: answer.total,
        waiting: count(TargetState::Listed),
        done: query.done(),
        rows: answer.entries.into_iter().map(row).collect(),
        chain_name: answer.chain_name,
    })
}

fn row(entry: EntryLine) -> EntryRow {
    EntryRow { path: part(&entry.record), amount: entry.amount.map(money).unwrap_or_default(), entry }
}
