//! The forms of a firm: every value, what it does, whom it supplies, whom to call.

use super::page::PageForms;
use super::value::FormValue;
use crate::app::edits::{RecordShown, ShownValue};
use crate::app::{Desk, EnterpriseAnswer};
use crate::http::frame::form::{EditForm, EditInput, Editing, PageAddress};
use crate::model::Kind;

/// The forms of a firm's page.
#[derive(Debug)]
pub struct FirmForms {
    pub page: PageForms,
    pub known: Vec<KnownValue>,
    pub unknown: Vec<FormValue>,
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
        let (known, unknown): (Vec<_>, Vec<_>) = record.values.iter().partition(|value| value.text.is_some());
        let form = |value: &ShownValue| FormValue::one(&record, value, &here, editing);
        let known = known.into_iter().map(|value| KnownValue::of(value, form(value))).collect();
        let unknown = unknown.into_iter().map(form).collect();
        let adding = editing.open().and_then(|open| adding(desk, open, answer, &here));
        Self { known, unknown, page: PageForms::of(desk, here, adding, record.edits, editing) }
    }
}

/// A value that somebody said.
#[derive(Debug)]
pub struct KnownValue {
    pub value: FormValue,
    pub source: String,
    pub seen: String,
}

impl KnownValue {
    fn of(shown: &ShownValue, value: FormValue) -> Self {
        let seen = shown.seen.clone().unwrap_or_else(|| "日期未知".to_owned());
        Self { value, source: source_word(&shown.source), seen }
    }
}

/// A source as people read it.
fn source_word(source: &str) -> String {
    match source.strip_prefix(crate::model::EDITED_BY) {
        Some(who) => format!("{who}改"),
        None if source == crate::model::LOCAL => "来源未注明".to_owned(),
        None => source.to_owned(),
    }
}

/// The form that adds what a firm does, whom it supplies, or whom to call there, or takes away what it does.
fn adding(desk: &Desk, open: &str, answer: &EnterpriseAnswer, here: &PageAddress) -> Option<EditForm> {
    let own = answer.enterprise.clone();
    let form = |title: &str, kind: Kind, columns: &[&str]| {
        EditForm::new(open, title.to_owned(), here, EditInput::of_table(kind, columns), false)
    };
    match open {
        "member" => {
            let form = form("它还做哪个环节", Kind::Member, &["segment", "adcode", "product", "role"]);
            Some(form.with("enterprise", own))
        }
        "member-off" => {
            let done = desk.done_by(&own).ok()?.into_iter();
            let input = EditInput::choice("segment", "环节", done);
            let form = EditForm::new(open, "它不做哪个环节".to_owned(), here, vec![input], true);
            Some(EditForm { submit: "移出", ..form.with("enterprise", own) })
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
