//! The forms of a working group: who leads it, who is in it, its funds and squads.

use super::page::PageForms;
use super::value::FormValue;
use crate::app::edits::Subject;
use crate::app::{Desk, GroupAnswer, PartnerLine, Question};
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditForm, EditInput, Editing, PageAddress};
use crate::http::frame::query::Standpoint;
use crate::model::Kind;
use crate::model::schema::GROUP_COLUMNS;

/// The forms that tell a meeting: one that was held, and the next one.
const MEETINGS: [&str; 2] = ["meeting", "next-meeting"];
/// Funds that are recommended on this page; the page of funds has all.
const RECOMMENDED: usize = 3;

/// The forms of a working group's page.
#[derive(Debug)]
pub struct GroupForms {
    pub page: PageForms,
    /// The form that tells a meeting, where it is open.
    pub meeting: Option<EditForm>,
    pub values: Vec<FormValue>,
    pub recommended: Vec<PartnerLine>,
    /// Of the values.
    pub version: u64,
    /// Why a fund could not be hung on.
    pub wrong: Option<String>,
}

impl GroupForms {
    /// The forms of a working group, the one that is open with what was typed.
    pub async fn of(
        desk: &Desk,
        question: &Question,
        answer: &GroupAnswer,
        standpoint: &Standpoint,
        editing: &Editing,
    ) -> Result<Self, Failure> {
        let here = PageAddress(format!("/chains/{}/group{}", part(&answer.head.chain), standpoint.kept()));
        let record = desk.record_shown(&Subject::Chain(answer.head.chain.clone())).await?;
        let may = desk.offers(&answer.head.chain).group;
        let recommended = match may {
            true => desk.funds(question).await?.recommended,
            false => Vec::new(),
        };
        let adding = editing.open().map(|open| tie_form(desk, open, answer, &here)).transpose()?.flatten();
        let (meeting, adding): (Option<EditForm>, _) = match adding {
            Some(form) if MEETINGS.contains(&&*form.name) => (Some(editing.filled(form)), None),
            adding => (None, adding),
        };
        let hung = EditForm::new("fund", String::new(), &here, Vec::new(), false);
        Ok(Self {
            values: FormValue::of(&record, &GROUP_COLUMNS, &here, editing),
            recommended: recommended.into_iter().take(RECOMMENDED).collect(),
            meeting,
            version: record.version,
            wrong: editing.filled(hung).wrong,
            page: PageForms::of(desk, (&answer.head.chain, may), here, adding, record.edits, editing),
        })
    }
}

/// The form that tells a meeting, sends a squad, or takes a fund or a squad off.
fn tie_form(desk: &Desk, open: &str, answer: &GroupAnswer, here: &PageAddress) -> Result<Option<EditForm>, Failure> {
    let funds = || answer.funds.iter().map(|line| (line.fund.fund.clone(), line.fund.name.clone()));
    let squads = || answer.squads.iter().map(|line| (line.squad.clone(), line.name.clone()));
    let form = |title: &str, input: EditInput, with_reason: bool| {
        let submit = if with_reason { "移出" } else { "派来" };
        Some(EditForm { submit, ..EditForm::new(open, title.to_owned(), here, vec![input], with_reason) })
    };
    let meeting = |title: &str, columns: &[&str]| {
        let mut inputs = EditInput::of_table(Kind::Meeting, columns);
        for input in inputs.iter_mut().filter(|input| input.name == "date") {
            input.day = true;
            input.value = if open == "meeting" { desk.today().to_string() } else { String::new() };
        }
        let form = EditForm::new(open, title.to_owned(), here, inputs, false);
        Some(EditForm { submit: "记下", ..form })
    };
    Ok(match open {
        "meeting" => meeting("记一次开过的会议", &["date", "kind", "promised"]),
        "next-meeting" => meeting("定下次会议", &["date", "kind"]),
        "squad" => {
            let here: Vec<String> = squads().map(|(id, _)| id).collect();
            let others = desk.all_squads()?.into_iter().filter(|(id, _)| !here.contains(id));
            let mut input = EditInput::choice("squad", "招商队", others);
            // The only one there is need not be looked for.
            if let Some([only]) = input.choices.as_deref_mut() {
                only.chosen = true;
            }
            form("派一支招商队来", input, false)
        }
        "fund-off" => form("基金移出工作组", EditInput::choice("fund", "基金", funds()), true),
        "squad-off" => form("招商队撤回", EditInput::choice("squad", "招商队", squads()), true),
        _ => None,
    })
}
