//! `/data/moved`: 有何变化 in a chain between two days, by default since the import before the last one.

use askama::Template;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::{Desk, ErrorKind};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableRequest};
use crate::http::frame::words::{FilterOption, options};
use crate::http::intake::imports::origin;
use crate::model::Day;

/// Days of imports that are offered.
const OFFERED: usize = 30;

/// Of which chain, from when to when.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct MovedQuery {
    /// Id or name of the chain; by default the first one.
    chain: Parameter<String>,
    /// From the end of this day.
    from: Parameter<Day>,
    /// To the end of this day; by default today.
    to: Parameter<Day>,
}

#[derive(Template)]
#[template(path = "data_moved.html")]
struct MovedPage {
    shell: Shell,
    chains: Vec<FilterOption>,
    from: String,
    to: String,
    /// Days on which something was imported.
    days: Vec<String>,
    moved: Option<ShownTable>,
    notes: Vec<String>,
}

/// Shows it.
pub async fn show(
    Now(desk): Now,
    QueryOf(query): QueryOf<MovedQuery>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    let chains = desk.chains()?;
    let days = import_days(&desk).await?;
    let to = query.to.read("to")?.unwrap_or(desk.today());
    let before = days.iter().rev().nth(1).and_then(|day| day.parse::<Day>().ok());
    let from = query.from.read("from")?.or(before).unwrap_or(to).min(to);
    let chosen = query.chain.owned().or_else(|| chains.first().map(|chain| chain.chain.clone()));
    let offered = options(chains.iter().map(|chain| {
        let here = chosen.as_ref().is_some_and(|chosen| *chosen == chain.chain || *chosen == chain.name);
        (chain.chain.clone(), chain.name.clone(), here)
    }));
    let shown = |moved: Option<ShownTable>, notes: Vec<String>| {
        let shell = Shell::new(&desk, "有何变化", Some(("", "data")), &Standpoint::default())?;
        let days = days.iter().rev().take(OFFERED).cloned().collect();
        page(&MovedPage { shell, chains: offered, from: from.to_string(), to: to.to_string(), days, moved, notes })
    };
    let Some(chain) = &chosen else { return shown(None, Vec::new()) };
    let moved = match desk.moved(chain, None, from, to).await {
        Err(error) if error.kind() != ErrorKind::Internal => return shown(None, vec![format!("{error}。")]),
        moved => moved?,
    };
    let table = moved.table();
    let notes = table.notes.clone();
    asked.answer([table], &origin(desk.today()), &|_| None, |[table]| shown(Some(table), notes))
}

/// The days on which something was imported, the first first.
async fn import_days(desk: &Desk) -> Result<Vec<String>, Failure> {
    let imports = desk.store_desk().imports().await?;
    let mut days: Vec<String> = imports.iter().filter_map(|line| line.when.get(..10)).map(str::to_owned).collect();
    days.dedup();
    Ok(days)
}
