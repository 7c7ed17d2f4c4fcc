//! `POST /chains/{chain}/list/packet`: a squad's part of the list as a file to take away. It is written into the journal, so it
//! is a form of this service, as every change is.

use axum::extract::Path;
use axum::response::Response;
use std::path::Path as FilePath;

use crate::app::sharing::packet::{NewPacket, PacketForm};
use crate::app::{AppError, Question};
use crate::http::frame::Now;
use crate::http::frame::download::{PAGE, WORKBOOK, file};
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};

/// Hands out the packet.
pub async fn issue(Now(desk): Now, Path(chain): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    if fields.text("squad").is_empty() {
        return Err(AppError::BadRequest("没有选招商队".into()).into());
    }
    let given = |name: &str| Some(fields.text(name)).filter(|text| !text.is_empty()).map(str::to_owned);
    let form = PacketForm::of(FilePath::new(&format!("离线包.{}", fields.text("form"))))?;
    let given = NewPacket {
        question: Question { chain, home: given("home"), ..Question::default() },
        squad: fields.text("squad").to_owned(),
        form,
        contacts: fields.text("contacts") == "1",
        to: given("to"),
        who: fields.who().map(str::to_owned),
    };
    let (name, content) = desk.packet_file(&given).await?;
    let kind = match form {
        PacketForm::Workbook => WORKBOOK,
        PacketForm::Page => PAGE,
    };
    Ok(file(content, kind, &name))
}
