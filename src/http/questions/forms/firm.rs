//! The forms of a firm: every value, what it does, whom it supplies, whom to call.

use std::collections::BTreeMap;

use super::page::PageForms;
use super::value::FormValue;
use crate::app::edits::{RecordShown, ShownValue};
use crate::app::{Desk, EnterpriseAnswer, source_name};
use crate::http::frame::form::{EditForm, EditInput, Editing, PageAddress};
use crate::model::Kind;

/// The forms of a firm's page.
#[derive(Debug)]
pub struct FirmForms {
    pub page: PageForms,
    pub known: Vec<KnownValue>,
    pub unknown: Vec<FormValue>,
    /// Who said most of the values, and when, told once.
    pub usual: String,
    /// Whether any other value says something else.
    pub apart: bool,
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
        let known = known.into_iter().map(|value| KnownValue { value: form(value), said: said(value) });
        let mut known: Vec<KnownValue> = known.collect();
        let usual = told_once(&mut known);
        let apart = known.iter().any(|value| !value.said.is_empty());
        let unknown = unknown.into_iter().map(form).collect();
        let adding = editing.open().and_then(|open| adding(desk, open, answer, &here));
        Self {
            known,
            unknown,
            usual,
            apart,
            page: PageForms::of(desk, ("", desk.offers("").facts), here, adding, record.edits, editing),
        }
    }
}

/// A value that somebody said.
#[derive(Debug)]
pub struct KnownValue {
    pub value: FormValue,
    /// Who said so, and when; blank where that is told once for all.
    pub said: String,
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
