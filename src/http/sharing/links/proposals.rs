//! `/chains/{chain}/links/{link}`: what was proposed from a link, cell by cell to take or to leave.

use std::collections::HashSet;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use crate::app::Desk;
use crate::app::sharing::links::{LinkLine, LinkReturn};
use crate::app::sharing::packet::{ReturnAsked, ReturnChoice, ReturnPreview};
use crate::draw::PageTable;
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::Standpoint;
use crate::http::frame::shell::{Shell, page};
use crate::http::returned_rows;

/// What the form sends.
pub const TAKEN: [FormField; 2] = [("take", "收下的一格：企业|字段，可写多次"), ("who", "经手人；不写是本机网页")];

#[derive(Template)]
#[template(path = "link_return.html")]
struct LinkReturnPage {
    shell: Shell,
    path: String,
    link: LinkLine,
    waits: Option<Waits>,
}

/// What waits, as it would be merged.
struct Waits {
    applied: PageTable,
    conflicting: PageTable,
    returned: ReturnPreview,
}

/// Shows what was proposed against what stands there now.
pub async fn show(Now(desk): Now, Path((chain, link)): Path<(String, String)>) -> Result<Response, Failure> {
    let found = desk.link_proposals(&chain, &link, &ReturnAsked::default()).await?;
    answer(&desk, found)
}

/// Takes what was chosen, all of that or nothing; the rest waits no more.
pub async fn take(
    Now(desk): Now,
    Path((chain, link)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let cell = |given: String| given.rsplit_once('|').map(|(of, field)| (of.to_owned(), field.to_owned()));
    let cells: HashSet<(String, String)> = fields.all("take").into_iter().filter_map(cell).collect();
    let chosen = Some(ReturnChoice { cells, leads: HashSet::new() });
    let asked = ReturnAsked { apply: true, who: fields.who().map(str::to_owned), chosen };
    answer(&desk, desk.link_proposals(&chain, &link, &asked).await?)
}

fn answer(desk: &Desk, LinkReturn { link, preview }: LinkReturn) -> Result<Response, Failure> {
    let waits = preview.map(|returned| Waits {
        applied: returned_rows(&returned.applied_table(), &returned, "take", &|_| Some(true)),
        conflicting: returned_rows(&returned.conflicting_table(), &returned, "take", &|_| Some(false)),
        returned,
    });
    let shell = Shell::new(desk, "从链接提的修改", Some((&link.chain, "list")), &Standpoint::default())?;
    page(&LinkReturnPage { shell, path: part(&link.chain), link, waits })
}
