//! `/enterprise/new`: a firm nobody has recorded, with what it does where the way here says it.

use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::own_page::own_page;
use crate::app::Desk;
use crate::app::edits::Addition;
use crate::http::edits::firm::columns_of;
use crate::http::frame::Now;
use crate::http::frame::address;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditForm, EditInput, Editing, Fields, GROUNDS, PageAddress, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::{Parameter, QueryOf};
use crate::model::Kind;

/// What is asked of a firm that is new; the rest is corrected on its card.
const ASKED: [&str; 8] =
    ["name", "credit_code", "stock_code", "short_name", "adcode", "standing", "revenue", "website"];

/// What the form sends.
pub fn said() -> impl Iterator<Item = FormField> {
    columns_of(Kind::Enterprise).filter(|(name, _)| ASKED.contains(name)).chain(GROUNDS)
}

/// The way here.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct NewFirmQuery {
    /// What somebody looked for and did not find.
    text: Parameter<String>,
}

/// Shows the blank form.
pub async fn show(Now(desk): Now, QueryOf(query): QueryOf<NewFirmQuery>) -> Result<Response, Failure> {
    desk.offers_new_firm()?;
    shown(&desk, &query, &Editing::default())
}

/// Makes the firm, and leads to its card.
pub async fn save(Now(desk): Now, QueryOf(query): QueryOf<NewFirmQuery>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let cells = fields.cells(Kind::Enterprise);
    let given = Addition { kind: Kind::Enterprise, chain: None, cells, beside: None, grounds: fields.grounds() };
    let card = PageAddress(format!("/enterprise?id={}", address::part(fields.text("name"))));
    match Editing::outcome("new", fields, desk.add(&given).await)? {
        Ok(edited) => Ok(card.after(&edited)),
        Err(editing) => shown(&desk, &query, &editing),
    }
}

fn shown(desk: &Desk, query: &NewFirmQuery, editing: &Editing) -> Result<Response, Failure> {
    let here = PageAddress(format!("/enterprise/new{}", address::query(query)));
    let mut inputs = EditInput::of_table(Kind::Enterprise, &ASKED);
    for input in inputs.iter_mut().filter(|input| input.name == "name") {
        input.value = query.text.to_string();
    }
    let form = EditForm::new("new", "新建企业".to_owned(), &here, inputs, false);
    let form = EditForm { cancel: "/".to_owned(), ..form.sent_to(here.0) };
    let facts = "只写知道的；以后可以在它的卡片上逐项补、逐项改。库里已有的会提示，不会重复建。";
    own_page(desk, ("", "新建企业"), facts, editing.filled(form), editing)
}
