//! `POST /chains/{chain}/segments/{segment}`: a value of a segment corrected, a firm, a 供给 or another segment added, a firm or
//! a 供给 taken away.

use axum::extract::Path;
use axum::response::Response;

use crate::app::AppError;
use crate::app::Desk;
use crate::app::edits::{Addition, EditRefused, EditTie, Edited, Removed, Subject};
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
    let own = [
        ("form", "改哪一项，或 member、feed、segment、member-off、feed-off"),
        ("value", "改成什么"),
        ("version", "看到的是哪一版"),
    ];
    let segment = columns_of(Kind::Segment).filter(|(name, _)| NEW.contains(name));
    own.into_iter().chain(columns_of(Kind::Member)).chain(columns_of(Kind::Feed)).chain(segment).chain(GROUNDS)
}

/// What is said of a segment that is added; the rest is corrected on its page.
const NEW: [&str; 3] = ["name", "stage", "parent"];

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
    let done = changed(&desk, (&chain, &segment), &form, &fields).await;
    answered(&desk, (&chain, &segment), &standpoint, asked, Editing::outcome(&form, fields, done)?).await
}

/// Leads to the segment, or shows it with the form that was refused.
pub async fn answered(
    desk: &Desk,
    (chain, segment): (&str, &str),
    standpoint: &Standpoint,
    asked: TableRequest,
    outcome: Result<Edited, Editing>,
) -> Result<Response, Failure> {
    match outcome {
        Ok(edited) => Ok(segment_address(chain, segment, standpoint).after(&edited)),
        Err(editing) => segment_page(desk, (chain, segment), standpoint, asked, &editing).await,
    }
}

async fn changed(
    desk: &Desk,
    (chain, segment): (&str, &str),
    form: &str,
    fields: &Fields,
) -> Result<Result<Edited, EditRefused>, AppError> {
    let (chain, grounds) = (chain.to_owned(), fields.grounds());
    let here = Subject::Segment(chain.clone(), segment.to_owned());
    let text = |name: &str| fields.text(name).to_owned();
    let off = |tie: EditTie| Removed { chain: Some(chain.clone()), tie, grounds: grounds.clone() };
    let add = |kind: Kind| Addition {
        kind,
        chain: Some(chain.clone()),
        cells: fields.cells(kind),
        beside: None,
        grounds: grounds.clone(),
    };
    match form {
        "member" => desk.add(&add(Kind::Member)).await,
        "feed" => desk.add(&add(Kind::Feed)).await,
        "segment" => {
            let mut cells: Vec<(String, String)> = NEW.map(|name| (name.to_owned(), text(name))).into();
            cells.push(("chain".to_owned(), chain.clone()));
            desk.add(&Addition { cells, beside: Some(here), ..add(Kind::Segment) }).await
        }
        "member-off" => {
            desk.remove(&off(EditTie::Member { enterprise: text("enterprise"), segment: segment.to_owned() })).await
        }
        "feed-off" => desk.remove(&off(EditTie::Feed { from: segment.to_owned(), to: text("to") })).await,
        _ => desk.correct(&fields.correction(here)).await,
    }
}
