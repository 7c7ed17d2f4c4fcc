//! `POST /data/pasted`: what a squad's page copied, pasted out of a chat, on its way to the same preview as a file.

use axum::http::StatusCode;
use axum::response::Response;

use crate::app::sharing::packet::ReturnAsked;
use crate::app::{AppError, Desk, ErrorKind};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent, see};
use crate::http::frame::openapi::FormField;
use crate::http::frame::table::TableRequest;
use crate::http::intake::begin::{Pasted, data_page};
use crate::http::intake::upload_page::address_of;

/// What the form sends.
pub const PASTED: [FormField; 1] = [("text", "招商队发来的文字")];
/// What the text is called where files are told.
const NAME: &str = "粘贴的文字.txt";

/// Takes the text, and leads to what it would change; what cannot be taken is told where it was pasted.
pub async fn paste(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let text = fields.text("text");
    match taken(&desk, text).await {
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
async fn taken(desk: &Desk, text: &str) -> Result<String, AppError> {
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
