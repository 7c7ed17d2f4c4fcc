//! `POST /chains/{chain}/list/packet`: a squad's part of the list as a file to take away. It is written into the journal, so it
//! is a form of this service, as every change is.

use axum::extract::Path;
use axum::response::Response;
use std::path::Path as FilePath;

use crate::app::sharing::packet::{NewPacket, PacketForm};
use crate::app::{AppError, Desk, Question};
use crate::http::frame::Now;
use crate::http::frame::download::{PAGE, WORKBOOK, file};
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::QueryOf;
use crate::http::frame::table::TableRequest;
use crate::http::{ListForm, ListPageQuery, Refused, list_page};

/// What the form sends.
pub const ISSUED: [FormField; 6] = [
    ("squad", "招商队的编号或名称"),
    ("form", "xlsx 或 html"),
    ("contacts", "1 是带联系方式"),
    ("home", "地区的代码或名称；不写是链所在的城市"),
    ("to", "接收人"),
    ("who", "经手人；不写是本机网页"),
];

/// Hands out the packet; where there is none to hand out, the page of the list says why in the form that asked.
pub async fn issue(
    Now(desk): Now,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<ListPageQuery>,
    asked: TableRequest,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    match issued(&desk, &chain, &fields).await {
        Ok(packet) => Ok(packet),
        Err(error) => {
            let refused = Refused::of(ListForm::Packet, fields, error.into())?;
            list_page(&desk, &chain, query, asked, Some(refused)).await
        }
    }
}

async fn issued(desk: &Desk, chain: &str, fields: &Fields) -> Result<Response, AppError> {
    if fields.text("squad").is_empty() {
        return Err(AppError::BadRequest("没有选招商队".into()));
    }
    let given = |name: &str| Some(fields.text(name)).filter(|text| !text.is_empty()).map(str::to_owned);
    let form = PacketForm::of(FilePath::new(&format!("离线包.{}", fields.text("form"))))?;
    let given = NewPacket {
        question: Question { chain: chain.to_owned(), home: given("home"), ..Question::default() },
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
