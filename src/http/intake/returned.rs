//! `/data/uploads/{upload}/files/{place}/return`: a list that comes back from a squad, cell by cell to take or to leave; and
//! `POST /data/pasted`: what a squad's page copied, pasted out of a chat, on its way to the same preview as a file.

use std::collections::HashSet;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use crate::app::sharing::packet::{ReturnAsked, ReturnChoice, ReturnPreview};
use crate::app::{AppError, Desk, ErrorKind};
use crate::draw::{PageTable, PageTick, Row, Table, TableQuery};
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent, see};
use crate::http::frame::links::PageLinks;
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::Standpoint;
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::TableRequest;
use crate::http::intake::begin::{DataRefused, data_page};
use crate::http::intake::upload_page::{address_of, return_of};

/// What the form sends that takes a returned file.
pub const TAKEN: [FormField; 3] = [
    ("take", "收下的一格：行键|字段，可写多次"),
    ("lead", "收下的新线索：第几行，可写多次"),
    ("who", "经手人；不写是本机网页"),
];

/// What the form sends that pastes one.
pub const PASTED: [FormField; 1] = [("text", "招商队发来的文字")];
/// What the text is called where files are told.
const NAME: &str = "粘贴的文字.txt";

#[derive(Template)]
#[template(path = "data_return.html")]
struct ReturnPage {
    shell: Shell,
    upload: String,
    path: String,
    chain: String,
    name: String,
    applied: PageTable,
    conflicting: PageTable,
    leads: PageTable,
    returned: ReturnPreview,
}

impl ReturnPage {
    /// Whether a person may take anything of it.
    fn offers(&self) -> bool {
        self.returned.changes() || !self.returned.conflicting.is_empty()
    }
}

/// A table of a returned file, all of it on one page: what is ticked elsewhere would not be sent. `tick` says of a row
/// whether its box is ticked; none: it has no box.
pub fn rows(
    table: &Table,
    returned: &ReturnPreview,
    field: &'static str,
    tick: &dyn Fn(&str) -> Option<bool>,
) -> PageTable {
    let (nobody, links) = (Standpoint::default(), &returned.chain);
    let shown = table.on_page(&TableQuery::default(), None, &|thing| PageLinks::from(links, &nobody).to(thing));
    if returned.number.is_some() {
        return shown;
    }
    let boxed = |row: &Row| {
        let label = row.words(table.columns()).join(" ");
        Some((row.key.clone(), PageTick { value: row.key.clone(), label, ticked: tick(&row.key)? }))
    };
    shown.with_ticks(field, &table.rows().filter_map(boxed).collect())
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
    let takes = |row: &str| returned.leads.iter().any(|lead| lead.state.is_taken() && lead.row.to_string() == row);
    let title = if returned.number.is_some() { "已收回" } else { "收回清单" };
    page(&ReturnPage {
        shell: Shell::new(desk, title, Some(("", "data")), &Standpoint::default())?,
        path: format!("{upload}/files/{place}/return"),
        upload,
        chain: part(&returned.chain),
        name,
        applied: rows(&returned.applied_table(), &returned, "take", &|_| Some(true)),
        conflicting: rows(&returned.conflicting_table(), &returned, "take", &|_| Some(false)),
        leads: rows(&returned.lead_table(), &returned, "lead", &|row| takes(row).then_some(true)),
        returned,
    })
}

/// Takes the text, and leads to what it would change; what cannot be taken is told where it was pasted.
pub async fn paste(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let text = fields.text("text");
    match looked_at(&desk, text).await {
        Ok(address) => Ok(see(&address)),
        Err(error) if matches!(error.kind(), ErrorKind::BadRequest | ErrorKind::File | ErrorKind::NotFound) => {
            let pasted =
                DataRefused { text: text.to_owned(), pasted: Some(error.to_string()), ..DataRefused::default() };
            let mut page = data_page(&desk, TableRequest::read("/data", "")?, pasted).await?;
            *page.status_mut() = StatusCode::BAD_REQUEST;
            Ok(page)
        }
        Err(error) => Err(error.into()),
    }
}

/// The address of its preview. Nothing stays of a text that has none.
async fn looked_at(desk: &Desk, text: &str) -> Result<String, AppError> {
    if text.is_empty() {
        return Err(AppError::BadRequest("没有贴文字；请把聊天里的整段文字复制过来".into()));
    }
    let at = desk.store_desk();
    let mut receiving = at.receive_returned()?;
    receiving.file(NAME)?;
    receiving.write(text.as_bytes())?;
    let upload = at.received(receiving)?;
    let looked = match upload.file(0) {
        Some(file) => desk.returned(&file.path, NAME, &ReturnAsked::default()).await.map(drop),
        None => Err(AppError::Internal("what was received has no file".into())),
    };
    if looked.is_err() {
        at.discard(&upload.id)?;
    }
    looked.map(|()| return_of(&upload.id))
}
