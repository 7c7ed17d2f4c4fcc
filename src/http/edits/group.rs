//! `POST /chains/{chain}/group`: a value of a working group corrected, a fund hung on or taken off, a squad sent or called
//! back, a meeting told.

use axum::extract::Path;
use axum::response::Response;

use crate::app::AppError;
use crate::app::Desk;
use crate::app::edits::{Addition, EditRefused, EditTie, Edited, MeetingGiven, Removed, Subject};
use crate::http::edits::firm::columns_of;
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Editing, Fields, GROUNDS, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::{QueryOf, Standpoint};
use crate::http::frame::table::TableRequest;
use crate::http::{group_address, group_page};
use crate::model::Kind;

/// What the forms of a working group send.
pub fn said() -> impl Iterator<Item = FormField> {
    let own = [
        ("form", "改哪一项，或 fund、squad、fund-off、squad-off、meeting、next-meeting"),
        ("value", "改成什么"),
        ("version", "看到的是哪一版"),
        ("fund", "基金的编号"),
        ("squad", "招商队的编号"),
    ];
    let meeting = columns_of(Kind::Meeting).filter(|(name, _)| MEETING.contains(name));
    own.into_iter().chain(meeting).chain(GROUNDS)
}

/// What is said of a meeting about the chain.
const MEETING: [&str; 3] = ["date", "kind", "promised"];

/// Changes the group, and leads to it.
pub async fn save(
    Now(desk): Now,
    Path(chain): Path<String>,
    QueryOf(standpoint): QueryOf<Standpoint>,
    asked: TableRequest,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let form = fields.text("form").to_owned();
    let done = changed(&desk, &chain, &form, &fields).await;
    match Editing::outcome(&form, fields, done)? {
        Ok(edited) => Ok(group_address(&chain, &standpoint).after(&edited)),
        Err(editing) => group_page(&desk, &chain, &standpoint, asked, &editing).await,
    }
}

async fn changed(
    desk: &Desk,
    chain: &str,
    form: &str,
    fields: &Fields,
) -> Result<Result<Edited, EditRefused>, AppError> {
    let grounds = fields.grounds();
    let add = |kind: Kind| {
        let mut cells = fields.cells(kind);
        cells.retain(|(name, _)| name != "chain");
        cells.push(("chain".to_owned(), chain.to_owned()));
        Addition { kind, chain: Some(chain.to_owned()), cells, beside: None, grounds: grounds.clone() }
    };
    let off = |tie: EditTie| Removed { chain: Some(chain.to_owned()), tie, grounds: grounds.clone() };
    let meeting = |ahead: bool| MeetingGiven {
        chain: chain.to_owned(),
        ahead,
        cells: fields.cells(Kind::Meeting),
        grounds: grounds.clone(),
    };
    match form {
        "meeting" => desk.tell_meeting(&meeting(false)).await,
        "next-meeting" => desk.tell_meeting(&meeting(true)).await,
        "fund" => desk.add(&add(Kind::FundGroup)).await,
        "squad" => desk.add(&add(Kind::Assignment)).await,
        "fund-off" => desk.remove(&off(EditTie::Fund(fields.text("fund").to_owned()))).await,
        "squad-off" => desk.remove(&off(EditTie::Squad(fields.text("squad").to_owned()))).await,
        _ => desk.correct(&fields.correction(Subject::Chain(chain.to_owned()))).await,
    }
}
