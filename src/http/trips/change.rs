//! `GET` and `POST /trips/change`: a trip or a visit put right, in a form with what stands there.

use askama::Template;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use super::page::TripsQuery;
use crate::app::Desk;
use crate::app::trips::{WORK_COLUMNS, WorkLogged};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditAsked, EditForm, EditInput, Editing, Fields, PageAddress, Sent, see};
use crate::http::frame::links;
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::{QueryOf, Required, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::model::{CanonicalTable, Kind};

/// Which trip or visit.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ChangeQuery {
    /// visits:ID or trips:ID.
    of: Required,
}

#[derive(Template)]
#[template(path = "trips_change.html")]
struct ChangePage {
    shell: Shell,
    form: EditForm,
    evidence: String,
}

/// What the form sends.
pub fn changed() -> impl Iterator<Item = FormField> {
    let of_table = |(kind, columns): (Kind, &'static [&'static str])| {
        let all = CanonicalTable::of(kind).columns.iter();
        all.filter(move |column| columns.contains(&column.name)).map(|column| (column.name, column.zh[0]))
    };
    let mut all: Vec<FormField> = WORK_COLUMNS.into_iter().flat_map(of_table).collect();
    all.sort_by_key(|(name, _)| *name);
    all.dedup_by_key(|(name, _)| *name);
    let more =
        [("of", "visits:走访编号 或 trips:出行编号"), ("version", "看到的是哪一版"), ("who", "经手人；不写是本机网页")];
    all.into_iter().chain(more)
}

/// Shows the form.
pub async fn show(Now(desk): Now, QueryOf(query): QueryOf<ChangeQuery>) -> Result<Response, Failure> {
    let of = query.of.read("of", "visits:走访编号 或 trips:出行编号")?;
    shown(&desk, of, &Editing::asked(EditAsked::default())).await
}

async fn shown(desk: &Desk, of: &str, editing: &Editing) -> Result<Response, Failure> {
    let stands = desk.work_form(of).await?;
    let columns = WORK_COLUMNS.iter().find(|(kind, _)| *kind == stands.kind).map_or(&[][..], |(_, columns)| columns);
    let mut inputs = EditInput::of_table(stands.kind, columns);
    for input in &mut inputs {
        input.day = ["date", "due", "out", "back"].contains(&input.name);
        input.required |= input.name == "people";
        input.begin(&stands.row);
    }
    let by = desk.person().is_none().then(|| EditInput::text("who", "经手人", "不写是本机网页").required(false));
    inputs.extend(by);
    let trips = PageAddress("/trips".to_owned());
    let title = format!("改这次{}", stands.kind.zh());
    let form = EditForm::alone("change", title, (&trips, "/trips/change".to_owned()), inputs);
    let form = form.with("of", of.to_owned()).with("version", stands.row.version.to_string());
    let shell = Shell::new(desk, "改行程", Some(("", "trips")), &Standpoint::default())?;
    let told = page(&ChangePage { shell, form: editing.filled(form), evidence: links::evidence(of) })?;
    Ok(editing.answered(told))
}

/// Writes it.
pub async fn save(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let of = fields.text("of").to_owned();
    let cells = WORK_COLUMNS.iter().flat_map(|(kind, _)| fields.cells(*kind));
    let given = WorkLogged { kind: Kind::Visit, cells: cells.collect(), who: fields.who().map(str::to_owned) };
    let done = desk.work_changed(&of, &given, fields.seen()).await;
    match Editing::outcome("change", fields, done)? {
        Ok(edited) => Ok(see(&TripsQuery::done(edited.number).address())),
        Err(editing) => shown(&desk.looking_anew(), &of, &editing).await,
    }
}
