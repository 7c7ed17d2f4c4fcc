//! `GET /chains/{chain}/meetings/{meeting}`: one meeting, with what may be corrected of it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use crate::app::Desk;
use crate::app::edits::Subject;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditAsked, Editing, PageAddress};
use crate::http::frame::links::version_of;
use crate::http::frame::query::{QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::questions::forms::{FormValue, PageForms};

/// What is corrected of a meeting in place.
const COLUMNS: [&str; 3] = ["date", "kind", "promised"];

#[derive(Template)]
#[template(path = "meeting.html")]
struct MeetingPage {
    shell: Shell,
    /// What people call it: 2026-10-23 工作组会.
    name: String,
    /// The page of the working group.
    group: String,
    values: Vec<FormValue>,
    forms: PageForms,
}

/// Shows it.
pub async fn show(
    desk: Desk,
    Path((chain, meeting)): Path<(String, String)>,
    QueryOf(standpoint): QueryOf<Standpoint>,
    QueryOf(edit): QueryOf<EditAsked>,
) -> Result<Response, Failure> {
    shown(&desk, (&chain, &meeting), &standpoint, &Editing::asked(edit)).await
}

/// The page of a meeting, where forms are sent and lead back to.
pub fn address(chain: &str, meeting: &str, standpoint: &Standpoint) -> PageAddress {
    PageAddress(format!("/chains/{}/meetings/{}{}", part(chain), part(meeting), standpoint.kept()))
}

/// The same with a form that was refused.
pub async fn shown(
    desk: &Desk,
    (chain, meeting): (&str, &str),
    standpoint: &Standpoint,
    editing: &Editing,
) -> Result<Response, Failure> {
    let subject = Subject::Meeting(chain.to_owned(), meeting.to_owned());
    let record = desk.record_shown(&subject).await?;
    let here = address(chain, meeting, standpoint);
    let may = desk.offers_correction(&subject);
    let values = FormValue::of(&record, &COLUMNS, &here, editing);
    let answered = page(&MeetingPage {
        shell: Shell::new(desk, &record.name, Some((chain, "group")), standpoint)?
            .watching(version_of(&subject), record.version),
        group: format!("/chains/{}/group{}", part(chain), standpoint.kept()),
        name: record.name,
        values,
        forms: PageForms::of(desk, (chain, may), here, None, record.edits, editing),
    })?;
    Ok(editing.answered(answered))
}
