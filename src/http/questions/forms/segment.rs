//! The forms of a segment: its values, a firm that does it, what feeds it.

use super::page::PageForms;
use super::value::FormValue;
use crate::app::edits::{RecordShown, Subject};
use crate::app::{AppError, Desk};
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditForm, EditInput, Editing, PageAddress};
use crate::http::frame::query::Standpoint;
use crate::http::frame::words::options;
use crate::model::{Kind, Verdict};

/// What is corrected of a segment in place.
const COLUMNS: [&str; 7] = ["name", "stage", "parent", "key", "surveyed", "products", "industry_code"];

/// The forms of a segment's page.
#[derive(Debug)]
pub struct SegmentForms {
    pub page: PageForms,
    pub values: Vec<FormValue>,
    /// Of the values.
    pub version: u64,
    /// The form that assesses the segment, or takes an assessment back.
    pub judging: Option<EditForm>,
}

impl SegmentForms {
    /// Whether a form is open, or something was just changed.
    pub fn opened(&self) -> bool {
        self.page.adding.is_some() || self.page.done.is_some() || self.values.iter().any(|value| value.form.is_some())
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
        let adding = editing.open().map(|open| adding(desk, open, (chain, segment), &record, &here));
        let adding = adding.transpose()?.flatten();
        let mut values = FormValue::of(&record, &COLUMNS, &here, editing);
        for value in values.iter_mut().filter(|value| value.column == "parent") {
            offer_parents(desk, chain, segment, value)?;
        }
        let judging = match judging((chain, segment), standpoint, &here, editing) {
            None => None,
            Some(form) => {
                let seen = desk.judged_version(&standpoint.question(chain)?, segment).await?;
                Some(editing.filled(form.with("version", seen.to_string())))
            }
        };
        let version = record.version;
        let page = PageForms::of(desk, (chain, desk.offers(chain).segments), here, adding, record.edits, editing);
        Ok(Self { page, values, version, judging })
    }
}

/// The form that adds something to a segment or to its chain, or takes it away.
fn adding(
    desk: &Desk,
    open: &str,
    (chain, segment): (&str, &str),
    record: &RecordShown,
    here: &PageAddress,
) -> Result<Option<EditForm>, AppError> {
    let form = |title: String, inputs| EditForm::new(open, title, here, inputs, false);
    let off =
        |title: String, input| EditForm { submit: "移出", ..EditForm::new(open, title, here, vec![input], true) };
    let name = &record.name;
    Ok(Some(match open {
        "member" => {
            let inputs = EditInput::of_table(Kind::Member, &["enterprise", "adcode", "product", "role"]);
            form("哪家企业做它".to_owned(), inputs).with("segment", segment.to_owned())
        }
        "member-off" => off(format!("哪家企业不做{name}"), EditInput::text("enterprise", "企业", "编号或全称")),
        "feed" => {
            let others = desk.segments_of(chain)?.into_iter().filter(|(id, _)| id != segment);
            let inputs = vec![EditInput::choice("to", "供给哪个环节", others)];
            form(format!("{name}还供给谁"), inputs).with("from", segment.to_owned())
        }
        "feed-off" => {
            let fed = desk.fed_by(chain, segment)?.into_iter();
            off(format!("{name}不供给谁"), EditInput::choice("to", "供给哪个环节", fed))
        }
        "segment" => {
            let mut inputs = EditInput::of_table(Kind::Segment, &["name", "stage"]);
            let all = desk.all_segments_of(chain)?.into_iter();
            inputs.push(EditInput::choice("parent", "上级环节", all).required(false));
            form("给这条产业链加一个环节".to_owned(), inputs)
        }
        _ => return Ok(None),
    }))
}

/// A parent is told by its name, and chosen among the other segments of the chain.
fn offer_parents(desk: &Desk, chain: &str, segment: &str, value: &mut FormValue) -> Result<(), AppError> {
    let all = desk.all_segments_of(chain)?;
    if let Some((_, name)) = all.iter().find(|(id, _)| *id == value.text) {
        name.clone_into(&mut value.text);
    }
    for input in value.form.iter_mut().flat_map(|form| &mut form.inputs).filter(|input| input.name == "value") {
        let others = all.iter().filter(|(id, _)| id != segment);
        let offered = others.map(|(id, name)| (id.clone(), name.clone(), *id == input.value));
        input.choices = Some(options(offered));
    }
    Ok(())
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
