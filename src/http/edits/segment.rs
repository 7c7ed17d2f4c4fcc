//! `POST /chains/{chain}/segments/{segment}`: a value of a segment corrected, a firm or a 供给 added.

use axum::extract::Path;
use axum::response::Response;

use crate::app::edits::{Addition, Subject};
use crate::http::edits::firm::columns_of;
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Editing, Fields, GROUNDS, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::{QueryOf, Standpoint};
use crate::http::frame::table::TableRequest;
use crate::http::{segment_address, segment_page};
use crate::model::Kind;

/// What the forms of a segment send.
pub fn said() -> impl Iterator<Item = FormField> {
    let own = [("form", "改哪一项，或 member、feed"), ("value", "改成什么"), ("version", "看到的是哪一版")];
    own.into_iter().chain(columns_of(Kind::Member)).chain(columns_of(Kind::Feed)).chain(GROUNDS)
}

/// Corrects or adds, and leads to the segment.
pub async fn save(
    Now(desk): Now,
    Path((chain, segment)): Path<(String, String)>,
    QueryOf(standpoint): QueryOf<Standpoint>,
    asked: TableRequest,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let form = fields.text("form").to_owned();
    let add = |kind: Kind| Addition {
        kind,
        chain: Some(chain.clone()),
        cells: fields.cells(kind),
        grounds: fields.grounds(),
    };
    let done = match form.as_str() {
        "member" => desk.add(&add(Kind::Member)).await,
        "feed" => desk.add(&add(Kind::Feed)).await,
        _ => desk.correct(&fields.correction(Subject::Segment(chain.clone(), segment.clone()))).await,
    };
    match Editing::outcome(&form, fields, done)? {
        Ok(edited) => Ok(segment_address(&chain, &segment, &standpoint).after(&edited)),
        Err(editing) => segment_page(&desk, (&chain, &segment), &standpoint, asked, &editing).await,
    }
}
