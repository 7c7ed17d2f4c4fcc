//! `/data/uploads/{upload}/files/{place}/return`: a list that comes back from a squad, cell by cell to take or to leave; and
//! `POST /data/pasted`: what a squad's page copied, pasted out of a chat, on its way to the same preview as a file.

use std::collections::HashSet;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use crate::app::sharing::packet::{LeadState, ReturnAsked, ReturnChoice, ReturnPreview};
use crate::app::{AppError, Desk, ErrorKind};
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent, see};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::Standpoint;
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::TableRequest;
use crate::http::intake::begin::{Pasted, data_page};
use crate::http::intake::upload_page::address_of;

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

/// Takes the text, and leads to what it would change; what cannot be taken is told where it was pasted.
pub async fn paste(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let text = fields.text("text");
    match looked_at(&desk, text).await {
        Ok(address) => Ok(see(&address)),
        Err(error) if matches!(error.kind(), ErrorKind::BadRequest | ErrorKind::File | ErrorKind::NotFound) => {
            let pasted = Pasted { text: text.to_owned(), wrong: Some(error.to_string()) };
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
    let mut receiving = at.receive()?;
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
    looked.map(|()| format!("{}/files/0/return", address_of(&upload.id)))
}
