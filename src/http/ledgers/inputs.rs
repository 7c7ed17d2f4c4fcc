//! The form of a row: a field a column, with what the row says, or what a new one usually says.

use crate::access::{Right, Scope};
use crate::app::Desk;
use crate::app::ledgers::{Ledger, LedgerAnswer, LedgerLine};
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditForm, EditInput, Editing, PageAddress};
use crate::http::frame::words::options;
use crate::model::{CanonicalColumn, Holds, Kind};

/// Things that a form offers to choose from; of more a name is typed.
const OFFERED: usize = 60;

/// The form that is open, with what stands in the row or was typed.
pub fn form(
    desk: &Desk,
    (ledger, answer): (Ledger, &LedgerAnswer),
    editing: &Editing,
    row: Option<&LedgerLine>,
) -> Result<Option<EditForm>, Failure> {
    let is_new = editing.open() == Some("new") && answer.enters;
    let (name, title) = match row {
        Some(line) => (line.key.clone(), format!("改{}：{}", ledger.kind().zh(), told_key(ledger, line))),
        None if is_new => ("new".to_owned(), format!("新增{}", ledger.kind().zh())),
        None => return Ok(None),
    };
    let asked = ledger.columns().filter(|column| row.is_none() || !column.role.in_key());
    let mut inputs = Vec::new();
    for column in asked {
        inputs.push(input(desk, (ledger, answer), column, row)?);
    }
    if desk.person().is_none() {
        inputs.push(EditInput::text("entered_by", "经手人", "不写是本机网页").required(false));
    }
    let page = PageAddress(ledger.path().to_owned());
    let form = EditForm::alone(&name, title, (&page, page.0.clone()), inputs).with("form", "row".to_owned());
    let form = match row {
        Some(line) => form.with("key", line.key.clone()).with("version", line.version.to_string()),
        None => form,
    };
    Ok(Some(editing.filled(form)))
}

/// What a row is known by, for people.
fn told_key(ledger: Ledger, line: &LedgerLine) -> String {
    let keys = ledger.columns().filter(|column| column.role.in_key());
    let told: Vec<&str> = keys.map(|column| line.text(column.name)).filter(|text| !text.is_empty()).collect();
    if told.is_empty() { line.text("enterprise").to_owned() + line.text("name") } else { told.join(" ") }
}

/// The field of a column, with what the row says.
fn input(
    desk: &Desk,
    (ledger, answer): (Ledger, &LedgerAnswer),
    column: &'static CanonicalColumn,
    row: Option<&LedgerLine>,
) -> Result<EditInput, Failure> {
    let (text, value) = row.map_or(("", ""), |line| (line.text(column.name), line.value(column.name)));
    let mut input = EditInput::of_column(column.name, column, value);
    input.day = matches!(column.holds, Holds::Date) && (value.is_empty() || value.len() == "2026-01-01".len());
    let Holds::Reference(kinds) = column.holds else {
        if row.is_none() {
            input.value = usual(desk, ledger, column).unwrap_or_default();
        }
        return Ok(input);
    };
    let offered = offered(desk, (ledger, answer), kinds)?;
    let own = answer.oneself.as_deref().filter(|_| row.is_none() && ledger.right() == Right::EditProject);
    let chosen = if row.is_some() { value } else { own.unwrap_or_default() };
    let known = value.is_empty() || offered.iter().any(|(id, _)| id == value);
    if (1..=OFFERED).contains(&offered.len()) && known {
        input.choices = Some(options(offered.into_iter().map(|(id, name)| {
            let is_chosen = id == chosen;
            (id, name, is_chosen)
        })));
    } else {
        input.value = if row.is_some() { text.to_owned() } else { chosen.to_owned() };
        "名称或编号".clone_into(&mut input.hint);
    }
    Ok(input)
}

/// What usually stands in a field of a new row.
fn usual(desk: &Desk, ledger: Ledger, column: &CanonicalColumn) -> Option<String> {
    match (ledger, column.name) {
        (Ledger::Requests | Ledger::Bids, "date") => Some(desk.today().to_string()),
        (_, "year") => Some(desk.today().year().to_string()),
        _ => None,
    }
}

/// What a field that names things of some kinds offers; of firms and people names are typed.
fn offered(
    desk: &Desk,
    (ledger, answer): (Ledger, &LedgerAnswer),
    kinds: &[Kind],
) -> Result<Vec<(String, String)>, Failure> {
    Ok(match kinds {
        [Kind::Chain] => {
            let chains = desk.chains()?.into_iter().filter(|chain| {
                desk.holds(ledger.right(), Scope::Chain(&chain.chain)) || ledger.right() == Right::EditProject
            });
            chains.map(|chain| (chain.chain, chain.name)).collect()
        }
        [Kind::Project] => answer.projects.clone(),
        kinds if kinds.contains(&Kind::Recruiter) => {
            let fits = |(id, _): &&(String, String)| kinds.contains(&Kind::Squad) || id.starts_with("recruiter:");
            answer.holders.iter().filter(fits).cloned().collect()
        }
        _ => Vec::new(),
    })
}
