//! The forms of a firm: every value, what it does, whom it supplies, whom to call.

use std::collections::BTreeMap;

use crate::app::edits::{EditLine, RecordShown, ShownValue};
use crate::app::{Desk, EnterpriseAnswer, source_name};
use crate::http::frame::form::{EditForm, EditInput, Editing, PageAddress};
use crate::model::Kind;

/// The forms of a firm's page.
#[derive(Debug)]
pub struct FirmForms {
    /// The page itself, where forms are sent and lead back to.
    pub here: String,
    /// Where a form is opened: what it is called follows.
    pub open: String,
    pub known: Vec<KnownValue>,
    pub unknown: Vec<KnownValue>,
    /// A form that adds something.
    pub adding: Option<EditForm>,
    /// The change that led here.
    pub done: Option<EditLine>,
    pub done_at: String,
    pub edits: Vec<EditLine>,
    /// Who said most of the values, and when, told once.
    pub usual: String,
    /// Whether any other value says something else.
    pub apart: bool,
    /// Whether something may be changed: what was known in the past stays as it was.
    pub editable: bool,
}

impl FirmForms {
    /// The forms of a firm, the one that is open with what was typed.
    pub fn of(
        desk: &Desk,
        record: RecordShown,
        answer: &EnterpriseAnswer,
        here: PageAddress,
        editing: &Editing,
    ) -> Self {
        let (mut known, unknown) = values(&record, &here, editing);
        let usual = told_once(&mut known);
        let done = editing.done(&record.edits).cloned();
        Self {
            apart: known.iter().any(|value| !value.said.is_empty()),
            usual,
            known,
            unknown,
            adding: editing.open().and_then(|open| adding(open, answer, &here)).map(|form| editing.filled(form)),
            done_at: done.as_ref().map_or_else(String::new, |edit| here.with("done", &edit.number.to_string())),
            done,
            open: here.with("edit", ""),
            here: here.0,
            edits: record.edits,
            editable: desk.known_at().is_none(),
        }
    }
}

/// One value with the form that corrects it, where that is open.
#[derive(Debug)]
pub struct KnownValue {
    pub column: &'static str,
    pub word: &'static str,
    pub text: String,
    /// Who said so, and when; blank where that is told once for all.
    pub said: String,
    pub form: Option<EditForm>,
}

/// What is known, and what is not; the full name stands in the title, and is corrected with the others.
fn values(record: &RecordShown, here: &PageAddress, editing: &Editing) -> (Vec<KnownValue>, Vec<KnownValue>) {
    let value = |value: &ShownValue| {
        let column = value.column;
        let form = || editing.filled(EditForm::correcting(column, &value.typed, record.version, here));
        KnownValue {
            column: column.name,
            word: column.zh[0],
            text: value.text.clone().unwrap_or_default(),
            said: said(value),
            form: (editing.open() == Some(column.name)).then(form),
        }
    };
    record.values.iter().map(value).partition(|value| !value.text.is_empty())
}

/// Who said a value, and when.
fn said(value: &ShownValue) -> String {
    let seen = value.seen.as_deref().unwrap_or("日期未知");
    format!("{} · {seen}", source_name(&value.source))
}

/// What most values have alike of who said them and when, which is taken off them; blank where no two are alike.
fn told_once(known: &mut [KnownValue]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    known.iter().for_each(|value| *counts.entry(&value.said).or_default() += 1);
    let most = counts.into_iter().filter(|(_, count)| *count > 1).max_by_key(|(_, count)| *count);
    let Some(usual) = most.map(|(said, _)| said.to_owned()) else { return String::new() };
    known.iter_mut().filter(|value| value.said == usual).for_each(|value| value.said.clear());
    usual
}

/// The form that adds what a firm does, whom it supplies, or whom to call there.
fn adding(open: &str, answer: &EnterpriseAnswer, here: &PageAddress) -> Option<EditForm> {
    let own = answer.enterprise.clone();
    let form = |title: &str, kind: Kind, columns: &[&str]| {
        EditForm::new(open, title.to_owned(), here, EditInput::of_table(kind, columns), false)
    };
    match open {
        "member" => {
            let form = form("它还做哪个环节", Kind::Member, &["segment", "adcode", "product", "role"]);
            Some(form.with("enterprise", own))
        }
        "supply" => Some(form("它还供应谁", Kind::Supply, &["customer", "product", "date"]).with("supplier", own)),
        "contact" => {
            let form = form("补充联系人", Kind::Contact, &["name", "title", "phone", "email"]).with("of", own);
            let action = here.0.replacen("/enterprise", "/enterprise/contacts", 1);
            Some(form.sent_to(action))
        }
        _ => None,
    }
}
