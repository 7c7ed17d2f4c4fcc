//! `/chains/{chain}/squads/new`: a squad that nobody has recorded, on the way to send it to a chain.

use axum::extract::Path;
use axum::response::Response;

use super::firm::columns_of;
use super::own_page::own_page;
use crate::app::Desk;
use crate::app::edits::{Addition, Subject};
use crate::http::frame::Now;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditForm, EditInput, Editing, Fields, GROUNDS, PageAddress, Sent, see};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::Standpoint;
use crate::http::group_address;
use crate::model::Kind;

/// What is asked of it.
const ASKED: [&str; 4] = ["name", "kind", "adcodes", "capacity"];

/// What the form sends.
pub fn said() -> impl Iterator<Item = FormField> {
    columns_of(Kind::Squad).filter(|(name, _)| ASKED.contains(name)).chain(GROUNDS)
}

/// Shows the blank form.
pub async fn show(Now(desk): Now, Path(chain): Path<String>) -> Result<Response, Failure> {
    shown(&desk, &chain, &Editing::default())
}

/// Makes the squad, and leads to the form that sends it to the chain.
pub async fn save(Now(desk): Now, Path(chain): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let given = Addition {
        kind: Kind::Squad,
        chain: None,
        cells: fields.cells(Kind::Squad),
        beside: Some(Subject::Chain(chain.clone())),
        grounds: fields.grounds(),
    };
    match Editing::outcome("new", fields, desk.add(&given).await)? {
        Ok(edited) => {
            let group = PageAddress(group_address(&chain, &Standpoint::default()).with("edit", "squad"));
            Ok(see(&format!("{}#edit", group.with("done", &edited.number.to_string()))))
        }
        Err(editing) => shown(&desk, &chain, &editing),
    }
}

fn shown(desk: &Desk, chain: &str, editing: &Editing) -> Result<Response, Failure> {
    desk.offers_new_squad(chain)?;
    let here = PageAddress(format!("/chains/{}/squads/new", part(chain)));
    let inputs = EditInput::of_table(Kind::Squad, &ASKED);
    let form = EditForm::new("new", "新建招商队".to_owned(), &here, inputs, false);
    let cancel = group_address(chain, &Standpoint::default()).0;
    let form = EditForm { cancel, ..form.sent_to(here.0) };
    let facts = "写下之后，接着派到这条产业链上，清单里的目标就能派给它。";
    own_page(desk, (chain, "新建招商队"), facts, editing.filled(form), editing)
}
