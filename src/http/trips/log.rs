//! `POST /trips/{visit,trip}`: the answer leads to the page that tells what was written down, or is that page with what was
//! typed and what is wrong with it.

use axum::http::StatusCode;
use axum::response::Response;

use super::page::{RefusedWork, TripsQuery, shown};
use crate::app::edits::EditRefused;
use crate::app::trips::WorkLogged;
use crate::app::{Desk, ErrorKind};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent, see};
use crate::http::frame::openapi::FormField;
use crate::http::frame::table::TableRequest;
use crate::model::{CanonicalTable, Kind};

const WHO: FormField = ("who", "经手人；不写是本机网页");

/// The columns of a table but its id, which nobody types.
fn columns(kind: Kind) -> impl Iterator<Item = FormField> {
    let columns = CanonicalTable::of(kind).columns.iter().filter(|column| !column.role.is_id());
    columns.map(|column| (column.name, column.zh[0])).chain([WHO])
}

/// What the form of a visit sends.
pub fn visited() -> impl Iterator<Item = FormField> {
    columns(Kind::Visit)
}

/// What the form of a trip sends.
pub fn travelled() -> impl Iterator<Item = FormField> {
    columns(Kind::Trip)
}

/// Writes a visit down.
pub async fn visit(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    logged(&desk, Kind::Visit, Fields::of(sent)?).await
}

/// Writes a trip down.
pub async fn trip(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    logged(&desk, Kind::Trip, Fields::of(sent)?).await
}

async fn logged(desk: &Desk, kind: Kind, fields: Fields) -> Result<Response, Failure> {
    let mut cells = fields.cells(kind);
    // Of people several are ticked.
    cells.retain(|(name, _)| name != "people");
    cells.push(("people".to_owned(), fields.all("people").join("；")));
    let who = fields.who().map(str::to_owned);
    let given = WorkLogged { kind, cells, who };
    let (refused, status) = match desk.log_work(&given).await {
        Ok(Ok(edited)) => return Ok(see(&TripsQuery::after(&given, edited.number).address())),
        Ok(Err(refused)) => (refused, StatusCode::BAD_REQUEST),
        Err(error) => match error.kind() {
            ErrorKind::NotFound | ErrorKind::Ambiguous | ErrorKind::BadRequest | ErrorKind::Conflict => {
                (EditRefused::whole(error.to_string()), Failure::status_of(error.kind()))
            }
            _ => return Err(error.into()),
        },
    };
    let wrong = RefusedWork { kind, typed: fields, people: given.cell("people").to_owned(), refused, status };
    shown(desk, &TripsQuery::default(), TableRequest::read("/trips", "")?, Some(wrong)).await
}
