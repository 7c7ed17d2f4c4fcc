//! `/erase`: everything held of a person is found and erased. Who it is is sent by a form, so that it stands in no address.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::app::upkeep::person::{ErasureProtocol, PersonAsked, PersonFindings};
use crate::app::{AppError, Desk};
use crate::http::frame::Now;
use crate::http::frame::download::file;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent, see};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::Standpoint;
use crate::http::frame::shell::{Shell, page};

/// What the forms send.
pub const SAID: [FormField; 4] = [
    ("form", "做什么：find 查，erase 抹去"),
    ("names", "姓名、电话、邮箱，一行一个，都是同一个人的"),
    ("logins", "这个人的账号，用空格隔开"),
    ("sure", "1 是看过了，确认抹去"),
];

/// The kind of a protocol as a file.
pub const TEXT: &str = "text/plain; charset=utf-8";

#[derive(Template)]
#[template(path = "erase.html")]
struct ErasePage {
    shell: Shell,
    names: String,
    logins: String,
    found: Option<PersonFindings>,
    notes: Vec<String>,
    wrong: Option<String>,
    protocols: Vec<ErasureProtocol>,
}

#[derive(Template)]
#[template(path = "erased.html")]
struct ErasedPage {
    shell: Shell,
    protocol: ErasureProtocol,
}

/// Asks whose data.
pub async fn show(Now(desk): Now) -> Result<Response, Failure> {
    shown(&desk, ("", ""), Ok(None)).await
}

/// Finds it, or erases it and leads to the protocol.
pub async fn change(Now(desk): Now, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let (names, logins) = (fields.text("names"), fields.text("logins"));
    let asked = PersonAsked {
        names: names.lines().map(str::to_owned).collect(),
        logins: logins.split_whitespace().map(str::to_owned).collect(),
    };
    let sure = fields.text("sure") == "1";
    let done = match fields.text("form") {
        "erase" if sure => match desk.erase_person(&asked).await {
            Ok(protocol) => return Ok(see(&format!("/erase/{}", protocol.protocol))),
            Err(error) => Err(error),
        },
        "erase" => Err(AppError::BadRequest("没有勾选“看过了”，没有抹去".into())),
        "find" => desk.store_desk().person_found(&asked).await.map(Some),
        other => Err(AppError::BadRequest(format!("不认识“{other}”，没有改动；请刷新后重填"))),
    };
    shown(&desk, (names, logins), done).await
}

async fn shown(
    desk: &Desk,
    (names, logins): (&str, &str),
    done: Result<Option<PersonFindings>, AppError>,
) -> Result<Response, Failure> {
    let protocols = desk.store_desk().erasures().await?;
    let (found, wrong) = match done {
        Ok(found) => (found, None),
        Err(AppError::BadRequest(told)) => (None, Some(told)),
        Err(error) => return Err(error.into()),
    };
    let status = if wrong.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let page = page(&ErasePage {
        shell: Shell::new(desk, "抹去个人信息", Some(("", "erase")), &Standpoint::default())?,
        names: names.to_owned(),
        logins: logins.to_owned(),
        notes: found.as_ref().map(|found| found.table().notes).unwrap_or_default(),
        found,
        wrong,
        protocols,
    })?;
    Ok((status, page).into_response())
}

/// Shows a protocol.
pub async fn protocol(Now(desk): Now, Path(id): Path<String>) -> Result<Response, Failure> {
    let protocol = desk.store_desk().erasure(&id).await?;
    let shell = Shell::new(&desk, "抹去记录", Some(("", "erase")), &Standpoint::default())?;
    page(&ErasedPage { shell, protocol })
}

/// The same as a file.
pub async fn protocol_file(Now(desk): Now, Path(id): Path<String>) -> Result<Response, Failure> {
    let protocol = desk.store_desk().erasure(&id).await?;
    Ok(file(protocol.text(), TEXT, &format!("抹去记录_{}.txt", protocol.protocol)))
}
