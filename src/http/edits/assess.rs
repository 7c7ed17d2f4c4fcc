//! `POST /chains/{chain}/segments/{segment}/assess` and `/withdraw`: 认定, what a person holds a segment to be, and taking that
//! back.

use axum::extract::Path;
use axum::response::Response;

use crate::app::edits::{EditRefused, Edited, Withdrawn};
use crate::app::{AppError, Desk, NewAssessment};
use crate::http::edits::segment::answered;
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Editing, Fields, GROUNDS, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::{QueryOf, Standpoint};
use crate::http::frame::table::TableRequest;
use crate::model::{Day, Verdict};

/// What the form of an assessment sends.
pub const ASSESSED: [FormField; 5] = [
    ("verdict", "认定为哪种结论"),
    ("reason", "理由"),
    ("who", "认定人"),
    ("until", "有效期至哪一天；不写是一直有效"),
    SEEN,
];
/// Which version of what people held it to be the form showed.
const SEEN: FormField = ("version", "看到的是哪一版");
/// What the form sends that takes one back.
pub fn withdrawn() -> impl Iterator<Item = FormField> {
    GROUNDS.into_iter().chain([SEEN])
}

/// Assesses, and leads to the segment.
pub async fn save(
    Now(desk): Now,
    Path((chain, segment)): Path<(String, String)>,
    QueryOf(standpoint): QueryOf<Standpoint>,
    asked: TableRequest,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let done = assessed(&desk, (&chain, &segment), &standpoint, &fields).await;
    answered(&desk, (&chain, &segment), &standpoint, asked, Editing::outcome("assess", fields, done)?).await
}

/// Takes an assessment back, and leads to the segment.
pub async fn withdraw(
    Now(desk): Now,
    Path((chain, segment)): Path<(String, String)>,
    QueryOf(standpoint): QueryOf<Standpoint>,
    asked: TableRequest,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let question = standpoint.question(&chain)?;
    let given = Withdrawn { question, segment: segment.clone(), grounds: fields.grounds(), seen: fields.seen() };
    let done = desk.withdraw(&given).await;
    answered(&desk, (&chain, &segment), &standpoint, asked, Editing::outcome("withdraw", fields, done)?).await
}

async fn assessed(
    desk: &Desk,
    (chain, segment): (&str, &str),
    standpoint: &Standpoint,
    fields: &Fields,
) -> Result<Result<Edited, EditRefused>, AppError> {
    let Some(verdict) = Verdict::from_word(fields.text("verdict")) else {
        return Ok(Err(EditRefused::of("verdict", "请选认定为哪种结论")));
    };
    let until = fields.text("until");
    let until: Option<Day> = match until.parse() {
        _ if until.is_empty() => None,
        Ok(day) => Some(day),
        Err(_) => return Ok(Err(EditRefused::of("until", "读不懂：应写成日期，如 2027-06-30"))),
    };
    let given = NewAssessment {
        chain: chain.to_owned(),
        segment: segment.to_owned(),
        home: standpoint.home.owned(),
        verdict,
        reason: fields.text("reason").to_owned(),
        who: fields.text("who").to_owned(),
        until,
        seen: fields.seen(),
    };
    desk.assess(&given).await
}
