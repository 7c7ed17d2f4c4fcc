//! `/data/uploads/{upload}/files/{place}/return`: a list that comes back from a squad, cell by cell to take or to leave.

use std::collections::HashSet;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use crate::app::Desk;
use crate::app::sharing::packet::{LeadState, ReturnAsked, ReturnChoice, ReturnPreview};
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::Standpoint;
use crate::http::frame::shell::{Shell, page};
use crate::http::intake::upload_page::address_of;

/// What the form sends that takes a returned file.
pub const TAKEN: [FormField; 3] = [
    ("take", "收下的一格：行键|字段，可写多次"),
    ("lead", "收下的新线索：第几行，可写多次"),
    ("who", "经手人；不写是本机网页"),
];

#[derive(Template)]
#[template(path = "data_return.html")]
struct ReturnPage {
    shell: Shell,
    upload: String,
    path: String,
    chain: String,
    name: String,
    returned: ReturnPreview,
}

impl ReturnPage {
    fn blank<'a>(&self, text: &'a str) -> &'a str {
        if text.is_empty() { "（空）" } else { text }
    }

    /// Whether a person may take anything of it.
    fn offers(&self) -> bool {
        self.returned.changes() || !self.returned.conflicting.is_empty()
    }

    /// What becomes of a new lead; whether it can be taken.
    fn lead(&self, state: &LeadState) -> (&'static str, bool) {
        match state {
            LeadState::New => ("新企业", true),
            LeadState::Known => ("库里已有这家企业", true),
            LeadState::Listed => ("已在清单上", false),
            LeadState::Refused => ("不能采用", false),
        }
    }
}

/// Shows what came back against what stands there now.
pub async fn show(Now(desk): Now, Path((id, place)): Path<(String, usize)>) -> Result<Response, Failure> {
    let file = desk.store_desk().returned_file(&id, place)?;
    let returned = desk.returned(&file.path, &file.name, &ReturnAsked::default()).await?;
    answer(&desk, &id, place, file.name, returned)
}

/// Takes what was chosen of it, all of that or nothing, and says what was written.
pub async fn take(Now(desk): Now, Path((id, place)): Path<(String, usize)>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let file = desk.store_desk().returned_file(&id, place)?;
    let cell = |given: String| given.rsplit_once('|').map(|(of, field)| (of.to_owned(), field.to_owned()));
    let cells: HashSet<(String, String)> = fields.all("take").into_iter().filter_map(cell).collect();
    let leads = fields.all("lead").iter().filter_map(|row| row.parse().ok()).collect();
    let asked =
        ReturnAsked { apply: true, who: fields.who().map(str::to_owned), chosen: Some(ReturnChoice { cells, leads }) };
    let returned = desk.returned(&file.path, &file.name, &asked).await?;
    if let Some(number) = returned.number {
        desk.store_desk().taken_back(&id, place, number)?;
    }
    answer(&desk, &id, place, file.name, returned)
}

fn answer(desk: &Desk, id: &str, place: usize, name: String, returned: ReturnPreview) -> Result<Response, Failure> {
    let upload = address_of(id);
    let title = if returned.number.is_some() { "已收回" } else { "收回清单" };
    page(&ReturnPage {
        shell: Shell::new(desk, title, Some(("", "data")), &Standpoint::default())?,
        path: format!("{upload}/files/{place}/return"),
        upload,
        chain: part(&returned.chain),
        name,
        returned,
    })
}
