//! `GET /chains/{chain}/list` and `/api/v1/list`: 目标清单, on the page with the form that assigns and the one that lists
//! another enterprise; its files come back.

use std::collections::HashMap;

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::lists::{EntryLine, ListAnswer, ListQuestion};
use crate::draw::{LinkTo, PageTick, Table};
use crate::http::frame::Now;
use crate::http::frame::address::{self, part};
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{OfChain, Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::frame::words::{FilterOption, options};
use crate::http::lists::entry::EntryQuery;
use crate::model::TargetState;

/// Which entries of a list are asked for.
#[derive(Debug, Default, Clone, Deserialize, Serialize, JsonSchema)]
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
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
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
    chain_name: String,
    squads: Vec<FilterOption>,
    states: Vec<FilterOption>,
    total: usize,
    waiting: usize,
    /// Rows written by the form that led here.
    done: Option<usize>,
    /// What stands twice on it.
    twice: Vec<String>,
    /// What the form of filters sends along.
    kept: Vec<(&'static str, String)>,
    rows: ShownTable,
}

/// The same answer as the command line's.
pub async fn answer(Now(desk): Now, QueryOf(asked): QueryOf<OfChain<ListQuery>>) -> Result<Json<ListAnswer>, Failure> {
    Ok(Json(desk.store_desk().target_list(&asked.query.question(asked.chain()?)?).await?))
}

/// Shows the list.
pub async fn show(
    Now(desk): Now,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<ListPageQuery>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    let (question, asked) = (query.entries.question(&chain)?, asked.without("done"));
    let answer = desk.store_desk().target_list(&question).await?;
    let squads = desk.store_desk().squads().await?.into_iter().map(|(id, name)| {
        let chosen = question.squad.as_ref() == Some(&id);
        (id, name, chosen)
    });
    let squads = options(squads);
    let (city, chain) = (desk.list_city(&answer)?, answer.chain_name.clone());
    let origin = TableOrigin { city, chain, as_of: desk.today(), rules: String::new() };
    let table = answer.table();
    let boxes = boxes(&table, &answer);
    asked.answer([table], &origin, &|thing| leads_to(&answer.chain, &query.standpoint, thing), |[rows]| {
        let told = |state: TargetState| format!("{} {}", state.zh(), answer.in_state(state));
        let states = TargetState::ALL.iter();
        let title = format!("{} 目标清单", answer.chain_name);
        page(&ListPage {
            shell: Shell::new(&desk, &title, Some((&answer.chain, "list")), &query.standpoint)?,
            path: part(&answer.chain),
            squads,
            states: options(states.map(|&state| (state.code(), told(state), question.state == Some(state)))),
            total: answer.total,
            waiting: answer.in_state(TargetState::Listed),
            done: query.done(),
            twice: answer.twice(),
            chain_name: answer.chain_name.clone(),
            kept: asked.keeps(),
            rows: rows.with_ticks("enterprise", &boxes),
        })
    })
}

/// A firm of the list leads to its entry.
fn leads_to(chain: &str, standpoint: &Standpoint, thing: &LinkTo) -> Option<String> {
    match thing {
        LinkTo::Enterprise(record) => Some(EntryQuery::address(chain, record)),
        other => PageLinks::from(chain, standpoint).to(other),
    }
}

/// A box before every entry that can be assigned; it sends the version shown and the record.
fn boxes(table: &Table, answer: &ListAnswer) -> HashMap<String, PageTick> {
    let rows = table.rows().zip(&answer.entries).filter(|(_, entry)| entry.state != TargetState::Dropped);
    let tick = |entry: &EntryLine| PageTick {
        value: format!("{}|{}", entry.version, entry.record),
        label: entry.name.clone(),
        ticked: false,
    };
    rows.map(|(row, entry)| (row.key.clone(), tick(entry))).collect()
}
