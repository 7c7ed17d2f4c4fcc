//! `POST /chains/{chain}/list/{add,assign,move,set,drop,undo}`: changes of a target list. A form of this service only, see
//! `guard` and `form`; the answer leads to the page that tells what was written, or is the page with what was typed and
//! what is wrong with it.

use axum::extract::Path;
use axum::response::Response;

use crate::app::lists::{AddTargets, TargetChange};
use crate::app::{AppError, Desk, Question};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent, see};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::QueryOf;
use crate::http::frame::table::TableRequest;
use crate::http::lists::board::anchor;
use crate::http::lists::entry::{self, EntryQuery};
use crate::http::lists::list::{self, ListPageQuery};
use crate::http::lists::refused::{ListForm, Refused, Why};
use crate::model::{EntryField, ListDeed, TargetState};

type Chain = Path<String>;
type Query = QueryOf<ListPageQuery>;

const WHO: FormField = ("who", "经手人；不写是本机网页");
const ENTERPRISE: FormField = ("enterprise", "企业的编号，只写一次");
const VERSION: FormField = ("version", "看到的是哪一版");
const OTHER: FormField = ("other", "招商队没有派在这条链上时，再写一次它的编号");

/// What the form sends that lists enterprises.
pub const ADDED: [FormField; 4] = [
    ("enterprise", "企业的编号，可写多次"),
    ("segment", "为哪个缺口：编号或名称"),
    ("home", "地区的代码或名称；不写是链所在的城市"),
    WHO,
];

/// What the form sends that assigns.
pub const ASSIGNED: [FormField; 4] =
    [("enterprise", "看到的版本和企业的记录，如 12|e00005，可写多次"), ("squad", "招商队的编号"), OTHER, WHO];

/// What the form of a card sends.
pub const MOVED: [FormField; 5] = [ENTERPRISE, VERSION, ("state", "移到哪个状态"), ("reason", "为什么放弃或退回"), WHO];

/// What the form sends that drops a target.
pub const DROPPED: [FormField; 4] = [ENTERPRISE, VERSION, ("reason", "为什么放弃"), WHO];

/// What the form sends that takes a change back.
pub const UNDONE: [FormField; 3] = [("number", "改动的日志号"), ("target", "回到清单上的哪一家；不写是回清单"), WHO];

/// What the form of one target sends.
pub fn said() -> impl Iterator<Item = FormField> {
    EntryField::said().map(|field| (field.code(), field.zh())).chain([ENTERPRISE, VERSION, OTHER, WHO])
}

/// Puts every enterprise sent on the list.
pub async fn add(
    Now(desk): Now,
    Path(chain): Chain,
    QueryOf(query): Query,
    asked: TableRequest,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let done = added(&desk, &chain, &fields).await.map(|number| query.after(&chain, number));
    on_list(&desk, &chain, (query, asked), ListForm::Add, fields, done).await
}

async fn added(desk: &Desk, chain: &str, fields: &Fields) -> Result<Option<u64>, Why> {
    let given = |name: &str| Some(fields.text(name)).filter(|text| !text.is_empty()).map(str::to_owned);
    let question = Question { chain: chain.to_owned(), home: given("home"), ..Question::default() };
    let (segment, who) = (given("segment"), fields.who().map(str::to_owned));
    Ok(desk.list_add(&AddTargets { question, enterprises: chosen(fields)?, segment, who }).await?.number)
}

/// Assigns every enterprise sent to one squad; each comes as version and record, `12|e00005`.
pub async fn assign(
    Now(desk): Now,
    Path(chain): Chain,
    QueryOf(query): Query,
    asked: TableRequest,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let done = assigned(&desk, &chain, &fields).await.map(|number| query.after(&chain, number));
    on_list(&desk, &chain, (query, asked), ListForm::Assign, fields, done).await
}

async fn assigned(desk: &Desk, chain: &str, fields: &Fields) -> Result<Option<u64>, Why> {
    squad_is_meant(desk, chain, fields, None).await?;
    if fields.text("squad").is_empty() {
        return Err(AppError::BadRequest("没有选招商队".into()).into());
    }
    let set = vec![(EntryField::Squad, fields.text("squad").to_owned())];
    let change = |chosen: String| {
        let (seen, enterprise) = chosen.split_once('|').unwrap_or(("", &chosen));
        Ok(TargetChange { enterprise: enterprise.to_owned(), version: Some(version(seen)?), set: set.clone() })
    };
    let changes: Vec<TargetChange> = chosen(fields)?.into_iter().map(change).collect::<Result<_, AppError>>()?;
    Ok(desk.store_desk().list_change(chain, fields.who(), ListDeed::Assign, &changes).await?.number)
}

/// A squad that is not assigned to the chain takes targets of it only where its id is sent twice: that it is meant.
async fn squad_is_meant(desk: &Desk, chain: &str, fields: &Fields, record: Option<&str>) -> Result<(), Why> {
    let (squad, meant) = (fields.text("squad"), fields.text("other"));
    if squad.is_empty() {
        return Ok(());
    }
    match desk.squad_question(chain, squad, record).await? {
        Some(question) if meant != squad => Err(Why::Asked(question)),
        _ => Ok(()),
    }
}

/// Moves a card of the board.
pub async fn go(
    Now(desk): Now,
    Path(chain): Chain,
    QueryOf(query): Query,
    asked: TableRequest,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let card = anchor(fields.text("enterprise"));
    let done = moved(&desk, &chain, &fields).await.map(|number| format!("{}#{card}", query.after(&chain, number)));
    on_list(&desk, &chain, (query, asked), ListForm::Move, fields, done).await
}

async fn moved(desk: &Desk, chain: &str, fields: &Fields) -> Result<Option<u64>, Why> {
    let (state, reason) = (fields.text("state"), fields.text("reason"));
    let deed = if TargetState::from_word(state) == Some(TargetState::Dropped) { ListDeed::Drop } else { ListDeed::Set };
    changed(desk, chain, fields, deed, with_reason(vec![(EntryField::State, state.to_owned())], reason)).await
}

/// A blank reason is none: the one of an earlier step stays.
fn with_reason(mut set: Vec<(EntryField, String)>, reason: &str) -> Vec<(EntryField, String)> {
    set.extend(Some(reason).filter(|reason| !reason.is_empty()).map(|reason| (EntryField::Reason, reason.to_owned())));
    set
}

/// Says something else of one target.
pub async fn set(Now(desk): Now, Path(chain): Chain, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let done = said_of_one(&desk, &chain, &fields).await;
    let target = fields.text("enterprise").to_owned();
    on_entry(&desk, &chain, &target, ListForm::Set, fields, done).await
}

async fn said_of_one(desk: &Desk, chain: &str, fields: &Fields) -> Result<Option<u64>, Why> {
    squad_is_meant(desk, chain, fields, Some(fields.text("enterprise"))).await?;
    let sent = |field: EntryField| fields.sent(field.code()).map(|text| (field, text.to_owned()));
    let set = EntryField::said().filter(|field| *field != EntryField::Reason).filter_map(sent).collect();
    changed(desk, chain, fields, ListDeed::Set, with_reason(set, fields.text("reason"))).await
}

/// Drops one target.
pub async fn drop(Now(desk): Now, Path(chain): Chain, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let set = vec![
        (EntryField::State, TargetState::Dropped.code().to_owned()),
        (EntryField::Reason, fields.text("reason").to_owned()),
    ];
    let done = changed(&desk, &chain, &fields, ListDeed::Drop, set).await;
    let target = fields.text("enterprise").to_owned();
    on_entry(&desk, &chain, &target, ListForm::Drop, fields, done).await
}

/// Leads to an address of the list, or shows the list with the form that was refused.
async fn on_list(
    desk: &Desk,
    chain: &str,
    (query, asked): (ListPageQuery, TableRequest),
    form: ListForm,
    fields: Fields,
    done: Result<String, Why>,
) -> Result<Response, Failure> {
    match done {
        Ok(address) => Ok(see(&address)),
        Err(why) => {
            let refused = Refused::of(form, fields, why)?;
            list::shown(desk, chain, query, asked, Some(refused)).await
        }
    }
}

/// Leads to the page of a target, or shows it with the form that was refused.
async fn on_entry(
    desk: &Desk,
    chain: &str,
    target: &str,
    form: ListForm,
    fields: Fields,
    done: Result<Option<u64>, Why>,
) -> Result<Response, Failure> {
    match done {
        Ok(number) => Ok(see(&EntryQuery::after(chain, target, number))),
        Err(why) => {
            let typed = typed(&fields);
            let refused = Refused::of(form, fields, why)?;
            match desk.store_desk().list_entry(chain, target).await {
                // Whoever wrote it finds their words nowhere else.
                Err(error @ (AppError::BadRequest(_) | AppError::NotFound { .. })) if !typed.is_empty() => {
                    let told = format!("{error}。它可能刚被移出清单；没有写入，您写的是：{}", typed.join("；"));
                    Err(AppError::BadRequest(told).into())
                }
                _ => entry::shown(desk, chain, &EntryQuery::of(target), Some(refused)).await,
            }
        }
    }
}

/// What was typed of a target, by field.
fn typed(fields: &Fields) -> Vec<String> {
    let said = EntryField::said().map(|field| (field.zh(), fields.text(field.code())));
    said.filter(|(_, text)| !text.is_empty()).map(|(field, text)| format!("{field}「{text}」")).collect()
}

async fn changed(
    desk: &Desk,
    chain: &str,
    fields: &Fields,
    what: ListDeed,
    set: Vec<(EntryField, String)>,
) -> Result<Option<u64>, Why> {
    let [enterprise] = &chosen(fields)?[..] else {
        return Err(AppError::BadRequest("一次只能改一家企业".into()).into());
    };
    let version = version(fields.text("version"))?;
    let change = TargetChange { enterprise: enterprise.clone(), version: Some(version), set };
    Ok(desk.store_desk().list_change(chain, fields.who(), what, &[change]).await?.number)
}

/// Takes a change of the list back.
pub async fn undo(
    Now(desk): Now,
    Path(chain): Chain,
    QueryOf(query): Query,
    asked: TableRequest,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let target = fields.text("target").to_owned();
    let done = undone(&desk, &chain, &fields).await;
    if target.is_empty() {
        let done = done.map(|number| query.after(&chain, number));
        return on_list(&desk, &chain, (query, asked), ListForm::Undo, fields, done).await;
    }
    on_entry(&desk, &chain, &target, ListForm::Undo, fields, done).await
}

async fn undone(desk: &Desk, chain: &str, fields: &Fields) -> Result<Option<u64>, Why> {
    let number = fields.text("number");
    let unread = || AppError::BadRequest(format!("表单没有写明要撤销哪一次改动（“{number}”），没有撤销"));
    Ok(desk.store_desk().list_undo(chain, number.parse().map_err(|_| unread())?, fields.who()).await?.number)
}

/// The version of an entry that the reader of a form saw: without it nobody knows what would be written over.
fn version(seen: &str) -> Result<u64, AppError> {
    let unknown = || {
        let text = format!("表单没有写明看到的是哪一版（“{seen}”），没有写入；请打开目标清单，重新填写后提交");
        AppError::BadRequest(text)
    };
    seen.parse().map_err(|_| unknown())
}

/// The enterprises sent, at least one.
pub fn chosen(fields: &Fields) -> Result<Vec<String>, AppError> {
    let chosen = fields.all("enterprise");
    if chosen.is_empty() {
        return Err(AppError::BadRequest("没有选企业；请先勾选或写明".into()));
    }
    Ok(chosen)
}
