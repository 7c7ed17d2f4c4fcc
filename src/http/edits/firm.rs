//! `POST /enterprise` and `/enterprise/contacts`: a value of a firm corrected, what it does, whom it supplies, whom to call.

use axum::response::Response;

use crate::app::edits::{Addition, EditRefused, EditTie, Edited, Removed, Subject};
use crate::app::{AppError, Desk};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Editing, Fields, GROUNDS, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::QueryOf;
use crate::http::{EnterpriseQuery, enterprise_page};
use crate::model::{CanonicalTable, Kind};

/// What the forms of a firm send.
pub fn said() -> impl Iterator<Item = FormField> {
    let own =
        [("form", "改哪一项，或 member、member-off、supply"), ("value", "改成什么"), ("version", "看到的是哪一版")];
    let columns = columns_of(Kind::Member).chain(columns_of(Kind::Supply).filter(|(name, _)| *name != "product"));
    own.into_iter().chain(columns).chain(GROUNDS)
}

/// What the form of a contact sends.
pub fn contact() -> impl Iterator<Item = FormField> {
    columns_of(Kind::Contact).chain(GROUNDS)
}

/// The columns of a table as fields of a form.
pub fn columns_of(kind: Kind) -> impl Iterator<Item = FormField> {
    CanonicalTable::of(kind).columns.iter().map(|column| (column.name, column.zh[0]))
}

/// Corrects or adds, and leads to the firm.
pub async fn save(Now(desk): Now, QueryOf(query): QueryOf<EnterpriseQuery>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let form = fields.text("form").to_owned();
    let done = match form.as_str() {
        "member" => added(&desk, Kind::Member, &fields).await,
        "supply" => added(&desk, Kind::Supply, &fields).await,
        "member-off" => {
            let (enterprise, segment) = (fields.text("enterprise").to_owned(), fields.text("segment").to_owned());
            let tie = EditTie::Member { enterprise, segment };
            desk.remove(&Removed { chain: None, tie, grounds: fields.grounds() }).await
        }
        _ => desk.correct(&fields.correction(Subject::Firm(query.id()?.to_owned()))).await,
    };
    answered(desk, &query, &form, fields, done).await
}

/// Adds whom to call, and leads to the firm.
pub async fn save_contact(
    Now(desk): Now,
    QueryOf(query): QueryOf<EnterpriseQuery>,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let done = added(&desk, Kind::Contact, &fields).await;
    answered(desk, &query, "contact", fields, done).await
}

async fn added(desk: &Desk, kind: Kind, fields: &Fields) -> Result<Result<Edited, EditRefused>, AppError> {
    let (cells, grounds) = (fields.cells(kind), fields.grounds());
    desk.add(&Addition { kind, chain: None, cells, beside: None, grounds }).await
}

async fn answered(
    desk: Desk,
    query: &EnterpriseQuery,
    form: &str,
    fields: Fields,
    done: Result<Result<Edited, EditRefused>, AppError>,
) -> Result<Response, Failure> {
    match Editing::outcome(form, fields, done)? {
        Ok(edited) => Ok(query.page().after(&edited)),
        Err(editing) => enterprise_page(&desk, query, &editing).await,
    }
}
