//! `GET /chains/{chain}/list/entry`: one target of the list: what is written, the form that changes it, its history.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use crate::app::lists::{EntryChange, EntryLine};
use crate::http::frame::Now;
use crate::http::frame::address::{self, part};
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::model::TargetState;

/// Which target of a list is asked for.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct EntryQuery {
    /// Its id or full name.
    target: Parameter<String>,
    #[serde(flatten)]
    standpoint: Standpoint,
}

impl EntryQuery {
    /// The page of a target.
    pub fn address(chain: &str, target: &str) -> String {
        let query = Self { target: Parameter::of(target), ..Self::default() };
        format!("/chains/{}/list/entry{}", part(chain), address::query(&query))
    }
}

#[derive(Template)]
#[template(path = "entry.html")]
struct EntryPage {
    shell: Shell,
    path: String,
    entry: EntryLine,
    amount: String,
    /// Code, word, whether it is the one written.
    states: Vec<(&'static str, &'static str, bool)>,
    squads: Vec<(String, String, bool)>,
    recruiters: Vec<(String, String, bool)>,
    history: Vec<EntryChange>,
}

/// Shows one target.
pub async fn show(
    Now(desk): Now,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<EntryQuery>,
) -> Result<Response, Failure> {
    let target = query.target.required("target", "目标企业的编号或全称")?;
    let (chain, entry) = desk.store_desk().list_entry(&chain, target).await?;
    let mut history = desk.store_desk().list_history(&chain, Some(&entry.record)).await?;
    history.reverse();
    let is = |id: &str, chosen: &Option<String>| chosen.as_deref() == Some(id);
    let squads = desk
        .store_desk()
        .squads()
        .await?
        .into_iter()
        .map(|(id, name)| (id.clone(), name, is(&id, &entry.squad)))
        .collect();
    let recruiters = desk.store_desk().recruiters(entry.squad.as_deref().unwrap_or_default()).await?.into_iter();
    let recruiters = recruiters.map(|(id, name)| (id.clone(), name, is(&id, &entry.recruiter))).collect();
    let offered =
        TargetState::ALL.iter().filter(|s| (**s == TargetState::Dropped) == (entry.state == TargetState::Dropped));
    page(&EntryPage {
        shell: Shell::new(&desk, &format!("{} · 目标清单", entry.name), Some((&chain, "list")), &query.standpoint)?,
        path: part(&chain),
        amount: entry.amount.map(|amount| amount.to_string()).unwrap_or_default(),
        states: offered.map(|s| (s.code(), s.zh(), *s == entry.state)).collect(),
        squads,
        recruiters,
        history,
        entry,
    })
}
