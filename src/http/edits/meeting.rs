//! `POST /chains/{chain}/meetings/{meeting}`: the day of a meeting, its kind or what was promised there, corrected.

use axum::extract::Path;
use axum::response::Response;

use crate::app::edits::Subject;
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Editing, Fields, GROUNDS, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::{QueryOf, Standpoint};
use crate::http::{meeting_address, meeting_page};

/// What the forms of a meeting send.
pub fn said() -> impl Iterator<Item = FormField> {
    let own = [("form", "改哪一项"), ("value", "改成什么"), ("version", "看到的是哪一版")];
    own.into_iter().chain(GROUNDS)
}

/// Corrects it, and leads to it.
pub async fn save(
    Now(desk): Now,
    Path((chain, meeting)): Path<(String, String)>,
    QueryOf(standpoint): QueryOf<Standpoint>,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let form = fields.text("form").to_owned();
    let done = desk.correct(&fields.correction(Subject::Meeting(chain.clone(), meeting.clone()))).await;
    match Editing::outcome(&form, fields, done)? {
        Ok(edited) => Ok(meeting_address(&chain, &meeting, &standpoint).after(&edited)),
        Err(editing) => meeting_page(&desk, (&chain, &meeting), &standpoint, &editing).await,
    }
}
