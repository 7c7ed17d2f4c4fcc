//! `GET /chains/{chain}/list/entry?target=`: one target of the list: what is written, the form that changes it, its history.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use crate::app::lists::{EntryChange, EntryLine};
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};
use crate::http::frame::shell::{Shell, page};
use crate::model::TargetState;

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
pub async fn show(Now(desk): Now, Path(chain): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let target = filters.target().ok_or_else(|| Failure::bad_parameter("target", "", "目标企业的编号或全称"))?;
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
        shell: Shell::new(&desk, &format!("{} · 目标清单", entry.name), Some((&chain, "list")), &filters)?,
        path: part(&chain),
        amount: entry.amount.map(|amount| amount.to_string()).unwrap_or_default(),
        states: offered.map(|s| (s.code(), s.zh(), *s == entry.state)).collect(),
        squads,
        recruiters,
        history,
        entry,
    })
}
