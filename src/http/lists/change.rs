//! `POST /chains/{chain}/list/{add,assign,set,drop}`: changes of a target list. A form of this service only, see `guard` and `form`; the
//! answer leads to the page that shows what was written.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};

use crate::app::lists::{AddTargets, TargetChange};
use crate::app::{AppError, Desk, Question};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::lists::entry::EntryQuery;
use crate::http::lists::list::ListPageQuery;
use crate::model::{EntryField, ListDeed, TargetState};

type Chain = Path<String>;

const WHO: FormField = ("who", "经手人；不写是本机网页");

/// What the form sends that lists enterprises.
pub const ADDED: [FormField; 4] = [
    ("enterprise", "企业的编号，可写多次"),
    ("segment", "为哪个缺口：编号或名称"),
    ("home", "地区的代码或名称；不写是链所在的城市"),
    WHO,
];

/// What the form sends that assigns.
pub const ASSIGNED: [FormField; 3] =
    [("enterprise", "看到的版本和企业的记录，如 12|e00005，可写多次"), ("squad", "招商队的编号"), WHO];

/// What the form sends that drops a target.
pub const DROPPED: [FormField; 4] = [ENTERPRISE, VERSION, ("reason", "为什么放弃"), WHO];

const ENTERPRISE: FormField = ("enterprise", "企业的编号，只写一次");
const VERSION: FormField = ("version", "看到的是哪一版");

/// What the form of one target sends.
pub fn said() -> impl Iterator<Item = FormField> {
    EntryField::said().map(|field| (field.code(), field.zh())).chain([ENTERPRISE, VERSION, WHO])
}

/// Puts every enterprise sent on the list.
pub async fn add(Now(desk): Now, Path(chain): Chain, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let given = |name: &str| Some(fields.text(name)).filter(|text| !text.is_empty()).map(str::to_owned);
    let question = Question { chain: chain.clone(), home: given("home"), ..Question::default() };
    let enterprises = chosen(&fields)?;
    let given = AddTargets { question, enterprises, segment: given("segment"), who: fields.who().map(str::to_owned) };
    let added = desk.list_add(&given).await?;
    Ok(to_list(&chain, added.added.len()))
}

/// Assigns every enterprise sent to one squad; each comes as version and record, `12|e00005`.
pub async fn assign(Now(desk): Now, Path(chain): Chain, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    if fields.text("squad").is_empty() {
        return Err(AppError::BadRequest("没有选招商队".into()).into());
    }
    let set = vec![(EntryField::Squad, fields.text("squad").to_owned())];
    let change = |chosen: String| {
        let (seen, enterprise) = chosen.split_once('|').unwrap_or(("", &chosen));
        Ok(TargetChange { enterprise: enterprise.to_owned(), version: Some(version(seen)?), set: set.clone() })
    };
    let changes: Vec<TargetChange> = chosen(&fields)?.into_iter().map(change).collect::<Result<_, Failure>>()?;
    let changed = desk.store_desk().list_change(&chain, fields.who(), ListDeed::Assign, &changes).await?;
    Ok(to_list(&chain, changed.changed.len()))
}

/// Says something else of one target.
pub async fn set(Now(desk): Now, Path(chain): Chain, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let sent = |field: EntryField| fields.sent(field.code()).map(|text| (field, text.to_owned()));
    // A blank reason is none: the one of an earlier step stays.
    let mut set: Vec<_> = EntryField::said().filter_map(sent).collect();
    set.retain(|(field, text)| *field != EntryField::Reason || !text.trim().is_empty());
    changed(&desk, &chain, &fields, ListDeed::Set, set).await
}

/// Drops one target.
pub async fn drop(Now(desk): Now, Path(chain): Chain, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let set = vec![
        (EntryField::State, TargetState::Dropped.code().to_owned()),
        (EntryField::Reason, fields.text("reason").to_owned()),
    ];
    changed(&desk, &chain, &fields, ListDeed::Drop, set).await
}

async fn changed(
    desk: &Desk,
    chain: &str,
    fields: &Fields,
    what: ListDeed,
    set: Vec<(EntryField, String)>,
) -> Result<Response, Failure> {
    let [enterprise] = &chosen(fields)?[..] else {
        return Err(AppError::BadRequest("一次只能改一家企业".into()).into());
    };
    let version = version(fields.text("version"))?;
    let change = TargetChange { enterprise: enterprise.clone(), version: Some(version), set };
    desk.store_desk().list_change(chain, fields.who(), what, &[change]).await?;
    Ok(see(&EntryQuery::address(chain, enterprise)))
}

/// The version of an entry that the reader of a form saw: without it nobody knows what would be written over.
fn version(seen: &str) -> Result<u64, Failure> {
    let unknown = || {
        let text = format!("表单没有写明看到的是哪一版（“{seen}”），没有写入；请打开目标清单，重新填写后提交");
        AppError::BadRequest(text).into()
    };
    seen.parse().map_err(|_| unknown())
}

/// The enterprises sent, at least one.
pub fn chosen(fields: &Fields) -> Result<Vec<String>, Failure> {
    let chosen = fields.all("enterprise");
    if chosen.is_empty() {
        return Err(AppError::BadRequest("没有选企业；请先勾选或写明".into()).into());
    }
    Ok(chosen)
}

/// To the page of the list, which says how many rows were written.
pub fn to_list(chain: &str, done: usize) -> Response {
    see(&ListPageQuery::address(chain, done))
}

fn see(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, address.to_owned())]).into_response()
}
