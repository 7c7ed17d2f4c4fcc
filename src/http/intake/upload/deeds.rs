//! What the forms of an upload do: each leads back to its page, or is shown there again with what is wrong.

use axum::extract::Path;
use axum::response::Response;

use super::page::{UploadRefused, refused};
use super::segments::SegmentsTyped;
use crate::app::intake::upload::{ApplyAsked, SegmentsAsked, UnitPlace};
use crate::app::{AppError, Desk, ErrorKind};
use crate::http::frame::Now;
use crate::http::frame::download::{CSV, JSON, file, streamed};
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent, see};
use crate::http::frame::openapi::FormField;
use crate::http::intake::mapping_columns::UNITS;
use crate::http::intake::upload_page::address_of;
use crate::model::Stage;

/// What the form sends that imports.
pub const APPLIED: [FormField; 4] = [
    ("renames", "1：有的行把一条记录换成另一家时也导入"),
    ("removals", "1：一个来源要关闭的行超过一成时也导入"),
    ("waiting", "1：有的行等着还没有的环节时，先导入其余的行"),
    ("who", "经手人；不写是本机网页"),
];

/// What the form sends that makes segments of the names in a list.
pub const SEGMENTS: [FormField; 7] = [
    ("chain", "产业链的编号；空：新建一条"),
    ("chain_name", "新产业链的名称"),
    ("city", "新产业链的主管城市，写地名或代码；新建产业链时要写"),
    ("segment", "位置:名称，如 upstream:晶圆制造；每个环节一次；和 rest 至少要有一样"),
    ("rest", "没有说位置的环节都在这一段；空：先不建"),
    ("absent", "名单里还没有的环节的名称；每个环节一次"),
    ("who", "经手人；已经导入的名单，新建以后接着导入等着的行"),
];

/// What the form sends that says in which units amounts are.
pub const UNITS_SAID: [FormField; 1] = [("unit", "文件.部分.表.列:单位，都从 0 数，如 0.0.0.4:亿元；每一列一次")];

/// What the form sends that leaves a file out.
pub const LEFT: [FormField; 1] = [("leave", "1：不导入；别的：重新算上")];

/// What the form sends that says what a file is written in.
pub const ENCODED: [FormField; 1] = [("encoding", "文字编码；空：自动")];

/// Leads back to the page of an upload, or shows it with the sentence that says why a form of it did nothing.
async fn back(desk: &Desk, id: &str, done: Result<(), AppError>) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(see(&address_of(id))),
        Err(error) if error.kind() == ErrorKind::BadRequest => {
            refused(desk, id, UploadRefused { told: Some(error.to_string()), ..UploadRefused::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Imports it; the page it leads to shows how far that is.
pub async fn apply(Now(desk): Now, Path(id): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let asked = ApplyAsked {
        accept_renames: fields.text("renames") == "1",
        confirm_removals: fields.text("removals") == "1",
        leave_waiting: fields.text("waiting") == "1",
        who: fields.who().map(str::to_owned),
    };
    back(&desk, &id, desk.store_desk().apply_upload(&id, asked)).await
}

/// Goes back to the preview of an import that loaded nothing.
pub async fn again(Now(desk): Now, Path(id): Path<String>, sent: Sent) -> Result<Response, Failure> {
    Fields::of(sent)?;
    back(&desk, &id, desk.store_desk().reopen_upload(&id)).await
}

/// Lets go of it.
pub async fn discard(Now(desk): Now, Path(id): Path<String>, sent: Sent) -> Result<Response, Failure> {
    Fields::of(sent)?;
    match desk.store_desk().discard(&id) {
        Ok(()) => Ok(see("/data")),
        wrong => back(&desk, &id, wrong).await,
    }
}

/// Makes segments of the names in a list, in a file beside it.
pub async fn add_segments(Now(desk): Now, Path(id): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let said = fields.all("segment");
    let segment = |said: &String| {
        let (stage, name) = said.split_once(':')?;
        Some((Stage::from_word(stage)?, name.to_owned()))
    };
    let mut segments = said.iter().map(segment).collect::<Option<Vec<_>>>().ok_or_else(Failure::bad_form)?;
    if let Some(stage) = Stage::from_word(fields.text("rest")) {
        let mut rest = fields.all("absent");
        rest.retain(|name| segments.iter().all(|(_, said)| said != name));
        segments.extend(rest.into_iter().map(|name| (stage, name)));
    }
    let [chain, chain_name, city] = ["chain", "chain_name", "city"].map(|name| fields.text(name).to_owned());
    let asked = SegmentsAsked { chain, chain_name, city, segments, who: fields.who().map(str::to_owned) };
    match desk.add_segments(&id, &asked) {
        Ok(Err(wrong)) => {
            let typed = SegmentsTyped::of(&fields, wrong);
            refused(&desk, &id, UploadRefused { segments: Some(typed), ..UploadRefused::default() }).await
        }
        done => back(&desk, &id, done.map(|_| ())).await,
    }
}

/// Reads amounts in the units that are said.
pub async fn say_units(Now(desk): Now, Path(id): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let said = fields.all("unit").into_iter().filter(|said| !said.is_empty());
    let said: Option<Vec<(UnitPlace, String)>> = said.map(|said| unit_said(&said)).collect();
    back(&desk, &id, desk.store_desk().say_units(&id, &said.ok_or_else(Failure::bad_form)?)).await
}

/// `0.0.0.4:亿元`.
fn unit_said(said: &str) -> Option<(UnitPlace, String)> {
    let (place, unit) = said.split_once(':')?;
    let place: Vec<usize> = place.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    UNITS.contains(&unit).then_some((place.try_into().ok()?, unit.to_owned()))
}

/// Reads whom to call out of one file, too.
pub async fn contacts_too(
    Now(desk): Now,
    Path((id, place)): Path<(String, usize)>,
    sent: Sent,
) -> Result<Response, Failure> {
    Fields::of(sent)?;
    let done = desk.store_desk().read_contacts_too(&id, place)?.map_err(AppError::BadRequest);
    back(&desk, &id, done).await
}

/// Leaves one file out, or takes it in again.
pub async fn leave(Now(desk): Now, Path((id, place)): Path<(String, usize)>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    back(&desk, &id, desk.store_desk().leave_out(&id, place, fields.text("leave") == "1")).await
}

/// Looks anew what the columns of one file are.
pub async fn anew(Now(desk): Now, Path((id, place)): Path<(String, usize)>, sent: Sent) -> Result<Response, Failure> {
    Fields::of(sent)?;
    back(&desk, &id, desk.store_desk().read_anew(&id, place)).await
}

/// Reads one file in another encoding; where it is not written so, its row says which line.
pub async fn encode(Now(desk): Now, Path((id, place)): Path<(String, usize)>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    back(&desk, &id, desk.store_desk().read_unread_in(&id, place, fields.text("encoding")).await).await
}

/// Hands out the rejected rows as they came.
pub async fn rejected(Now(desk): Now, Path((id, place)): Path<(String, usize)>) -> Result<Response, Failure> {
    let (name, path) = desk.store_desk().rejected_file(&id, place)?;
    let content = streamed(&path).map_err(|error| Failure::internal(&error.to_string()))?;
    Ok(file(content, if name.ends_with(".json") { JSON } else { CSV }, &name))
}
