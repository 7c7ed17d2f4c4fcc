//! `/chains/{chain}/city`: the city that runs a chain, from which every answer about it looks; written down, or corrected.

use axum::extract::Path;
use axum::response::Response;

use super::own_page::own_page;
use crate::app::Desk;
use crate::app::edits::{Correction, Subject};
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditForm, EditInput, Editing, Fields, GROUNDS, PageAddress, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::Standpoint;
use crate::http::group_address;

/// The column that says it.
const COLUMN: &str = "adcode";

/// What the form sends.
pub fn said() -> impl Iterator<Item = FormField> {
    [("value", "城市，写地名或代码"), ("version", "看到的是哪一版")].into_iter().chain(GROUNDS)
}

/// Shows the form.
pub async fn show(Now(desk): Now, Path(chain): Path<String>) -> Result<Response, Failure> {
    shown(&desk, &chain, &Editing::default()).await
}

/// Writes it down, and leads to the working group, where it can be taken back.
pub async fn save(Now(desk): Now, Path(chain): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let given = Correction {
        subject: Subject::Chain(chain.clone()),
        column: COLUMN.to_owned(),
        value: fields.text("value").to_owned(),
        version: fields.seen(),
        grounds: fields.grounds(),
    };
    match Editing::outcome(COLUMN, fields, desk.correct(&given).await)? {
        Ok(edited) => Ok(group_address(&chain, &Standpoint::default()).after(&edited)),
        Err(editing) => shown(&desk, &chain, &editing).await,
    }
}

async fn shown(desk: &Desk, chain: &str, editing: &Editing) -> Result<Response, Failure> {
    desk.offers_city(chain)?;
    let record = desk.record_shown(&Subject::Chain(chain.to_owned())).await?;
    let here = PageAddress(format!("/chains/{}/city", part(chain)));
    let value = record.value(COLUMN).map(|value| (value.column, value.typed.clone()));
    let Some((column, typed)) = value else { return Err(Failure::no_page()) };
    let title = format!("{}的主管城市", record.name);
    let mut form = EditForm::correcting(column, &typed, record.version, &here).sent_to(here.0.clone());
    form.title.clone_from(&title);
    for input in form.inputs.iter_mut().filter(|input| input.name == "value") {
        *input = EditInput { value: input.value.clone(), ..EditInput::text("value", "主管城市", "如 合肥") };
    }
    if typed.is_empty() {
        // What was blank needs no reason to be said.
        form.inputs.retain(|input| input.name != "reason");
        form = EditForm { submit: "写下", ..form.with("reason", "原来没有写".to_owned()) };
    }
    form.cancel = group_address(chain, &Standpoint::default()).0;
    let facts = "哪些企业在本地、缺哪一环，都从这个城市看；写到市，县、区和开发区也可以。";
    own_page(desk, (chain, &title), facts, editing.filled(form), editing)
}
