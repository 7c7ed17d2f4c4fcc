//! The forms of a ledger: the answer leads to its page with what was done, or is that page with what was typed and what is
//! wrong with it.

use axum::response::Response;

use super::page::{LedgerQuery, shown};
use crate::app::ledgers::{Ledger, LedgerRemoval, LedgerSaid};
use crate::app::{AppError, Desk};
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Editing, Fields, PageAddress, Sent};
use crate::http::frame::openapi::FormField;
use crate::http::frame::table::TableRequest;

/// What the forms of a ledger send.
pub fn fields(ledger: Ledger) -> impl Iterator<Item = FormField> {
    let own = [
        ("form", "row：记一行；remove：删去一行"),
        ("key", "要改或删去的那一行；不写是新增"),
        ("version", "看到的是哪一版"),
        ("why", "为什么删去"),
        ("entered_by", "经手人；不写是本机网页"),
    ];
    let sure = (ledger == Ledger::Bids).then_some(("sure", "1：金额没有写错"));
    ledger.columns().map(|column| (column.name, column.zh[0])).chain(own).chain(sure)
}

/// Adds, corrects or takes out a row.
pub async fn save(desk: &Desk, ledger: Ledger, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let said = |name: &str| Some(fields.text(name)).filter(|said| !said.is_empty()).map(str::to_owned);
    let (key, version, who) = (said("key"), fields.seen(), said("entered_by"));
    let done = match fields.text("form") {
        "row" => {
            let cells = fields.cells(ledger.kind());
            let sure = ledger == Ledger::Bids && fields.text("sure") == "1";
            desk.ledger_write(&LedgerSaid { ledger, key: key.clone(), version, cells, sure, who }).await
        }
        "remove" => {
            let key = key.clone().unwrap_or_default();
            desk.ledger_remove(&LedgerRemoval { ledger, key, version, reason: fields.text("why").to_owned(), who })
                .await
        }
        _ => return Err(AppError::BadRequest("没有这种表：写 row 或 remove".to_owned()).into()),
    };
    let open = key.unwrap_or_else(|| "new".to_owned());
    match Editing::outcome(&open, fields, done)? {
        Ok(edited) => Ok(PageAddress(ledger.path().to_owned()).after(&edited)),
        Err(editing) => {
            let query = LedgerQuery::default();
            shown(desk, (ledger, &query), TableRequest::read(ledger.path(), "")?, &editing, None).await
        }
    }
}
