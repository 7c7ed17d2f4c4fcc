//! The forms of a segment: its values, a firm that does it, what feeds it.

use super::value::FormValue;
use crate::app::Desk;
use crate::app::edits::{EditLine, Subject};
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditForm, EditInput, Editing, PageAddress};
use crate::http::frame::query::Standpoint;
use crate::model::{Kind, Verdict};

/// What is corrected of a segment in place.
const COLUMNS: [&str; 6] = ["name", "stage", "key", "surveyed", "products", "industry_code"];

/// The forms of a segment's page.
#[derive(Debug)]
pub struct SegmentForms {
    pub here: String,
    /// Where a form is opened: what it is called follows.
    pub open: String,
    pub values: Vec<FormValue>,
    pub adding: Option<EditForm>,
    /// The form that assesses the segment, or takes an assessment back.
    pub judging: Option<EditForm>,
    pub done: Option<EditLine>,
    pub done_at: String,
    pub edits: Vec<EditLine>,
    /// Whether something may be changed: what was known in the past stays as it was.
    pub editable: bool,
}

impl SegmentForms {
    /// Whether the form of a value is open, or something was just changed.
    pub fn opened(&self) -> bool {
        self.done.is_some() || self.values.iter().any(|value| value.form.is_some())
    }

    /// The forms of a segment, the one that is open with what was typed.
    pub async fn of(
        desk: &Desk,
        (chain, segment): (&str, &str),
        standpoint: &Standpoint,
        editing: &Editing,
    ) -> Result<Self, Failure> {
        let here = PageAddress(format!("/chains/{}/segments/{}{}", part(chain), part(segment), standpoint.kept()));
        let record = desk.record_shown(&Subject::Segment(chain.to_owned(), segment.to_owned())).await?;
        let adding = match editing.open() {
            Some("member") => {
                let inputs = EditInput::of_table(Kind::Member, &["enterprise", "adcode", "product", "role"]);
                let form = EditForm::new("member", "哪家企业做它".to_owned(), &here, inputs, false);
                Some(form.with("segment", segment.to_owned()))
            }
            Some("feed") => {
                let others = desk.segments_of(chain)?.into_iter().filter(|(id, _)| id != segment);
                let inputs = vec![EditInput::choice("to", "供给哪个环节", others)];
                let form = EditForm::new("feed", format!("{}还供给谁", record.name), &here, inputs, false);
                Some(form.with("from", segment.to_owned()))
            }
            _ => None,
        };
        let judging = judging((chain, segment), standpoint, &here, editing);
        let done = editing.done(&record.edits).cloned();
        Ok(Self {
            judging: judging.map(|form| editing.filled(form)),
            values: FormValue::of(&record, &COLUMNS, &here, editing),
            adding: adding.map(|form| editing.filled(form)),
            done_at: done.as_ref().map_or_else(String::new, |edit| here.with("done", &edit.number.to_string())),
            done,
            open: here.with("edit", ""),
            here: here.0,
            edits: record.edits,
            editable: desk.known_at().is_none(),
        })
    }
}

/// The form of an assessment that is open, or of taking one back.
fn judging(
    (chain, segment): (&str, &str),
    standpoint: &Standpoint,
    here: &PageAddress,
    editing: &Editing,
) -> Option<EditForm> {
    let name = editing.open().filter(|open| ["assess", "withdraw"].contains(open))?;
    let action = format!("/chains/{}/segments/{}/{name}{}", part(chain), part(segment), standpoint.kept());
    if name == "withdraw" {
        return Some(EditForm::new(name, "收回认定".to_owned(), here, Vec::new(), true).sent_to(action));
    }
    let verdicts = Verdict::ALL.iter().map(|verdict| (verdict.code().to_owned(), verdict.zh().to_owned()));
    let inputs = vec![
        EditInput::choice("verdict", "认定为", verdicts),
        EditInput::text("reason", "理由", "为什么和计算的不同，或为什么就是这样"),
        EditInput::text("who", "认定人", ""),
        EditInput::text("until", "有效期至", "如 2027-06-30；不写是一直有效").required(false),
    ];
    Some(EditForm::alone(name, "认定这个环节".to_owned(), (here, action), inputs))
}
