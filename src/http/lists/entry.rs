//! `GET /chains/{chain}/list/entry`: one target of the list: what is written, the form that changes it, its history.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::lists::{EntryChange, EntryLine};
use crate::app::{AppError, StoreDesk};
use crate::http::frame::Now;
use crate::http::frame::address::{self, part};
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{Parameter, QueryOf, Required, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::model::{EntryField, EntryInput, Holds, InputWidth, Kind, TargetState};

/// Which target of a list is asked for.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct EntryQuery {
    /// Its id or full name.
    target: Required,
    #[serde(flatten)]
    standpoint: Standpoint,
}

impl EntryQuery {
    /// The page of a target.
    pub fn address(chain: &str, target: &str) -> String {
        let query = Self { target: Parameter::of(target).into(), ..Self::default() };
        format!("/chains/{}/list/entry{}", part(chain), address::query(&query))
    }
}

#[derive(Template)]
#[template(path = "entry.html")]
struct EntryPage {
    shell: Shell,
    path: String,
    entry: EntryLine,
    inputs: Vec<FormInput>,
    history: Vec<EntryChange>,
}

/// A field of the form.
struct FormInput {
    name: &'static str,
    known: EntryInput,
    value: String,
    date: bool,
    /// What can be chosen: code, word, whether it is the one written. None where it is typed.
    choices: Option<Vec<(String, String, bool)>>,
}

impl FormInput {
    fn is_line(&self) -> bool {
        self.known.width == InputWidth::Line
    }

    fn characters(&self) -> Option<u8> {
        match self.known.width {
            InputWidth::Characters(width) => Some(width),
            InputWidth::Usual | InputWidth::Line => None,
        }
    }
}

/// The fields that the form of an entry shows.
async fn inputs(desk: &StoreDesk, entry: &EntryLine) -> Result<Vec<FormInput>, AppError> {
    let squads = desk.squads().await?;
    let recruiters = desk.recruiters(entry.squad.as_deref().unwrap_or_default()).await?;
    let chosen = |all: Vec<(String, String)>, written: &Option<String>| {
        let choice = |(id, name): (String, String)| (id.clone(), name, written.as_ref() == Some(&id));
        all.into_iter().map(choice).collect::<Vec<_>>()
    };
    let input = |(field, known): (EntryField, EntryInput)| {
        let choices = match field.schema().holds {
            Holds::Word(..) => Some(chosen(states(entry), &Some(entry.state.code().to_owned()))),
            Holds::Reference([Kind::Squad]) => Some(chosen(squads.clone(), &entry.squad)),
            Holds::Reference(_) => Some(chosen(recruiters.clone(), &entry.recruiter)),
            _ => None,
        };
        // Why a target goes back is asked for anew with every step.
        let value = if field == EntryField::Reason { "" } else { entry.cell(field) };
        let (name, value, date) = (field.code(), value.to_owned(), matches!(field.schema().holds, Holds::Date));
        FormInput { name, known, value, date, choices }
    };
    let nobody = |input: &FormInput| {
        input.name == EntryField::Recruiter.code() && input.choices.as_ref().is_some_and(Vec::is_empty)
    };
    Ok(EntryField::inputs().into_iter().map(input).filter(|input| !nobody(input)).collect())
}

/// The states an entry can be given here: a dropped one is listed again, another is dropped with a form of its own.
fn states(entry: &EntryLine) -> Vec<(String, String)> {
    let dropped = entry.state == TargetState::Dropped;
    let offered = TargetState::ALL.iter().filter(|state| (**state == TargetState::Dropped) == dropped);
    offered.map(|state| (state.code().to_owned(), state.zh().to_owned())).collect()
}

/// Shows one target.
pub async fn show(
    Now(desk): Now,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<EntryQuery>,
) -> Result<Response, Failure> {
    let target = query.target.read("target", "目标企业的编号或全称")?;
    let (chain, entry) = desk.store_desk().list_entry(&chain, target).await?;
    let mut history = desk.store_desk().list_history(&chain, Some(&entry.record)).await?;
    history.reverse();
    page(&EntryPage {
        shell: Shell::new(&desk, &format!("{} · 目标清单", entry.name), Some((&chain, "list")), &query.standpoint)?,
        path: part(&chain),
        inputs: inputs(desk.store_desk(), &entry).await?,
        history,
        entry,
    })
}
