//! The forms of a segment: its values, a firm that does it, what feeds it.

use super::page::PageForms;
use super::value::FormValue;
use crate::app::Desk;
use crate::app::edits::Subject;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditForm, EditInput, Editing, PageAddress};
use crate::http::frame::query::Standpoint;
use crate::model::Kind;

/// What is corrected of a segment in place.
const COLUMNS: [&str; 6] = ["name", "stage", "key", "surveyed", "products", "industry_code"];

/// The forms of a segment's page.
#[derive(Debug)]
pub struct SegmentForms {
    pub page: PageForms,
    pub values: Vec<FormValue>,
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
        Ok(Self {
            values: FormValue::of(&record, &COLUMNS, &here, editing),
            page: PageForms::of(desk, here, adding, record.edits, editing),
        })
    }
}
