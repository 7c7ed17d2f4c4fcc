//! `POST /chains/{chain}/list/{verb}`: changes of a target list. A form of this service only, see `guard` and `form`; the
//! answer leads to the page that shows what was written.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};

use crate::app::lists::{AddTargets, TargetChange};
use crate::app::{AppError, Desk, Question};
use crate::http::frame::Now;
use crate::http::frame::address::{part, query};
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::model::{EntryField, ListDeed, TargetState};

type Chain = Path<String>;

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

/// Assigns every enterprise sent to one squad.
pub async fn assign(Now(desk): Now, Path(chain): Chain, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    if fields.text("squad").is_empty() {
        return Err(AppError::BadRequest("没有选招商队".into()).into());
    }
    let set = vec![(EntryField::Squad, fields.text("squad").to_owned())];
    let change = |enterprise| TargetChange { enterprise, version: None, set: set.clone() };
    let changes: Vec<TargetChange> = chosen(&fields)?.into_iter().map(change).collect();
    let changed = desk.store_desk().list_change(&chain, fields.who(), ListDeed::Assign, &changes).await?;
    Ok(to_list(&chain, changed.changed.len()))
}

/// Carries out the suggestions that were confirmed.
pub async fn suggest(Now(desk): Now, Path(chain): Chain, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let confirmed = chosen(&fields)?;
    let answer = desk.list_suggest(&Question { chain: chain.clone(), ..Question::default() }).await?;
    let taken = answer.suggestions.iter().filter(|told| confirmed.contains(&token_of(told)));
    let changes: Vec<TargetChange> = taken.map(crate::app::lists::Suggestion::change).collect();
    if changes.len() < confirmed.len() {
        return Err(AppError::BadRequest("清单或招商队刚有变动，建议与刚才看到的不同了；请重新打开建议".into()).into());
    }
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
    let version = fields.text("version").parse().ok();
    let change = TargetChange { enterprise: enterprise.clone(), version, set };
    desk.store_desk().list_change(chain, fields.who(), what, &[change]).await?;
    let address = query(&[("target", Some(enterprise.as_str()))]);
    Ok(see(&format!("/chains/{}/list/entry{address}", part(chain))))
}

fn chosen(fields: &Fields) -> Result<Vec<String>, Failure> {
    let chosen = fields.all("enterprise");
    if chosen.is_empty() {
        return Err(AppError::BadRequest("没有选企业；请先勾选或写明".into()).into());
    }
    Ok(chosen)
}

/// What a confirmed suggestion is known by: the target and the squad that was shown for it.
pub fn token_of(told: &crate::app::lists::Suggestion) -> String {
    format!("{}|{}|{}", told.version, told.squad.as_deref().unwrap_or_default(), told.enterprise)
}

fn to_list(chain: &str, done: usize) -> Response {
    see(&format!("/chains/{}/list?done={done}", part(chain)))
}

fn see(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, address.to_owned())]).into_response()
}
