//! `GET /chains/{chain}/list/entry`: one target of the list: what is written, the form that changes it, its history.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::claims::ClaimOffers;
use crate::app::lists::{EntryChange, EntryLine, ListDone};
use crate::app::{AppError, BriefContact, ContactCount, Desk, TargetSheet};
use crate::http::frame::Now;
use crate::http::frame::address::{self, part};
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{Fields, Sent};
use crate::http::frame::links::{PageLinks, version_of_list};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::{Parameter, QueryOf, Required, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::{FilterOption, options};
use crate::http::lists::refused::{ListForm, Refused};
use crate::http::lists::squads::SquadChoices;
use crate::model::{EntryField, EntryInput, Holds, InputWidth, Kind, TargetState};

/// Which target of a list is asked for.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct EntryQuery {
    /// Its id or full name.
    target: Required,
    /// Journal number of the change that led here; 0 where nothing differed.
    done: Parameter<String>,
    #[serde(flatten)]
    standpoint: Standpoint,
}

impl EntryQuery {
    /// About a target.
    pub fn of(target: &str) -> Self {
        Self { target: Parameter::of(target).into(), ..Self::default() }
    }

    /// The page of a target.
    pub fn address(chain: &str, target: &str) -> String {
        Self::of(target).at(chain)
    }

    /// The page of a target that tells what a change did.
    pub fn after(chain: &str, target: &str, number: Option<u64>) -> String {
        Self { done: Parameter::of(number.unwrap_or_default()), ..Self::of(target) }.at(chain)
    }

    fn target(&self) -> Result<&str, Failure> {
        self.target.read("target", "目标企业的编号或全称")
    }

    fn at(&self, chain: &str) -> String {
        format!("/chains/{}/list/entry{}", part(chain), address::query(self))
    }
}

/// States that are offered by one touch.
const NEXT: usize = 3;

#[derive(Template)]
#[template(path = "entry.html")]
struct EntryPage {
    shell: Shell,
    path: String,
    entry: EntryLine,
    /// The card of the firm.
    firm: String,
    /// How many contacts of it are known, whether more may be written down, and whom to call, where that was asked for.
    contacts: Option<ContactCount>,
    adds_contacts: bool,
    phones: Option<Vec<BriefContact>>,
    /// Why it is worth a call, who opens the door, what to say of us.
    sheet: TargetSheet,
    /// The states it can be said to have come to next, and the note, where the caller may say how far it is.
    steps: Vec<TargetState>,
    note: String,
    may_step: bool,
    /// What is offered of claims on its firm.
    claiming: ClaimOffers,
    /// What is written, where it is not in a form.
    written: Vec<(&'static str, String)>,
    /// Whether its next step was due before today.
    late: bool,
    inputs: Vec<FormInput>,
    history: Vec<EntryChange>,
    /// The change that led here, or that there was none.
    done: Option<ListDone>,
    same: bool,
    /// What is wrong with one of the forms.
    saving: Option<String>,
    dropping: Option<String>,
    undoing: Option<String>,
    /// A squad of another chain that is asked about.
    asked: Option<String>,
    /// What was typed why it is dropped, and by whom it was changed.
    drop_reason: String,
    who: String,
}

/// A field of the form.
struct FormInput {
    name: &'static str,
    known: EntryInput,
    value: String,
    date: bool,
    /// What can be chosen. None where it is typed.
    choices: Option<Vec<FilterOption>>,
    /// Squads of other chains.
    others: Vec<FilterOption>,
    /// What stands in the list now, where something else was typed in a form that was refused.
    now: Option<String>,
}

impl FormInput {
    fn is_line(&self) -> bool {
        self.known.width == InputWidth::Line
    }

    fn characters(&self) -> Option<u8> {
        match self.known.width {
            InputWidth::Characters(width) => Some(width),
            InputWidth::Usual | InputWidth::Line => None,
        }
    }

    /// The field with what was typed in it; where somebody else changed the entry meanwhile, with what stands there now.
    fn typed(mut self, typed: Option<&str>, conflict: bool) -> Self {
        let Some(typed) = typed else { return self };
        let choices = self.choices.iter_mut().flatten().chain(&mut self.others);
        let written = choices.filter(|choice| choice.chosen).map(|choice| choice.word.clone()).next();
        let stands = if self.choices.is_some() { written.unwrap_or_default() } else { self.value.clone() };
        typed.clone_into(&mut self.value);
        self.choices
            .iter_mut()
            .flatten()
            .chain(&mut self.others)
            .for_each(|choice| choice.chosen = choice.code == typed);
        let chosen = self.choices.iter().flatten().chain(&self.others).find(|choice| choice.chosen);
        let said = if self.choices.is_some() { chosen.map_or("", |choice| &choice.word) } else { typed };
        self.now = (conflict && said != stands && self.name != EntryField::Reason.code()).then_some(stands);
        self
    }
}

/// What whoever goes there takes along; nothing of a firm whose record is closed.
async fn sheet(desk: &Desk, chain: &str, entry: &EntryLine, standpoint: &Standpoint) -> Result<TargetSheet, Failure> {
    if entry.firm.is_none() {
        return Ok(TargetSheet::default());
    }
    let question = standpoint.question(chain)?;
    Ok(desk.target_sheet(&question, &entry.enterprise, entry.segment.as_deref()).await?)
}

/// How many contacts are known; none where the caller may not see them, or the firm's record is closed.
async fn known_contacts(desk: &Desk, entry: &EntryLine) -> Result<Option<ContactCount>, AppError> {
    match entry.firm {
        Some(_) => Ok(desk.firm_card(&entry.enterprise, &[]).await?.contacts),
        None => Ok(None),
    }
}

/// The states further on that an entry can be moved to by one touch; going back takes a reason, in the form below.
fn next_steps(desk: &Desk, chain: &str, entry: &EntryLine) -> Vec<TargetState> {
    let mut next = desk.next_states(chain, entry);
    next.retain(|state| *state > entry.state && *state != TargetState::Dropped && *state != TargetState::Assigned);
    next.truncate(NEXT);
    next
}

/// The fields that say something and stand in no form.
fn written(entry: &EntryLine, may_step: bool) -> Vec<(&'static str, String)> {
    let apart = EntryField::inputs().into_iter().filter(|(field, _)| !may_step || !Desk::steps().contains(field));
    let said = apart.map(|(field, _)| (field.zh(), entry.cell(field).to_owned()));
    said.filter(|(_, said)| !said.is_empty()).collect()
}

/// The fields that the form of an entry shows, as far as the caller may say them.
async fn inputs(
    desk: &Desk,
    chain: &str,
    entry: &EntryLine,
    refused: Option<&Refused>,
) -> Result<Vec<FormInput>, AppError> {
    let recruiters = desk.store_desk().recruiters(entry.squad.as_deref().unwrap_or_default()).await?;
    let squads = SquadChoices::of(desk, chain, entry.squad.as_deref())?;
    let chosen = |all: Vec<(String, String)>, written: Option<&str>| {
        options(all.into_iter().map(|(id, name)| {
            let is_chosen = written == Some(&*id);
            (id, name, is_chosen)
        }))
    };
    let kept = kept(desk, chain, entry, refused).await?;
    let input = |(field, known): (EntryField, EntryInput)| {
        let mut others = Vec::new();
        let choices = match field.schema().holds {
            Holds::Word(..) => Some(chosen(states(entry), Some(entry.state.code()))),
            Holds::Reference([Kind::Squad]) => {
                others.clone_from(&squads.others);
                Some(squads.own.clone())
            }
            Holds::Reference(_) => Some(chosen(recruiters.clone(), entry.recruiter.as_deref())),
            _ => None,
        };
        // Why a target goes back is asked for anew with every step.
        let value = if field == EntryField::Reason { "" } else { entry.cell(field) };
        let (name, value, date) = (field.code(), value.to_owned(), matches!(field.schema().holds, Holds::Date));
        let input = FormInput { name, known, value, date, choices, others, now: None };
        let conflict = refused.is_some_and(Refused::is_conflict);
        let typed = refused.and_then(|refused| refused.typed(ListForm::Set, name));
        input.typed(typed.filter(|_| kept.as_ref().is_none_or(|kept| kept.contains(&field))), conflict)
    };
    let nobody = |input: &FormInput| {
        input.name == EntryField::Recruiter.code() && input.choices.as_ref().is_some_and(Vec::is_empty)
    };
    let all = desk.offers(chain).list;
    let may = |field: EntryField| all || Desk::steps().contains(&field);
    let offered = EntryField::inputs().into_iter().filter(|(field, _)| may(*field));
    Ok(offered.map(input).filter(|input| !nobody(input)).collect())
}

/// The fields that keep what was typed, where somebody else changed the entry meanwhile: those that the writer touched.
async fn kept(
    desk: &Desk,
    chain: &str,
    entry: &EntryLine,
    refused: Option<&Refused>,
) -> Result<Option<Vec<EntryField>>, AppError> {
    let Some(refused) = refused.filter(|refused| refused.is_conflict()) else { return Ok(None) };
    let typed = |field: EntryField| Some((field, refused.typed(ListForm::Set, field.code())?.to_owned()));
    let said: Vec<_> = EntryField::said().filter_map(typed).collect();
    let seen = refused.typed(ListForm::Set, "version").and_then(|seen| seen.parse().ok()).unwrap_or_default();
    Ok(Some(desk.store_desk().touched(chain, &entry.record, seen, &said).await?))
}

/// The states an entry can be given here: a dropped one is listed again, another is dropped with a form of its own.
fn states(entry: &EntryLine) -> Vec<(String, String)> {
    let dropped = entry.state == TargetState::Dropped;
    let offered = TargetState::ALL.iter().filter(|state| (**state == TargetState::Dropped) == dropped);
    offered.map(|state| (state.code().to_owned(), state.zh().to_owned())).collect()
}

/// What the form sends that asks whom to call.
pub const PHONES: [FormField; 1] = [("who", "经手人；不写是本机网页")];

/// Shows one target with whom to call; a form, since reading that is written in the journal.
pub async fn phones(
    Now(desk): Now,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<EntryQuery>,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let question = query.standpoint.question(&chain)?;
    let told = desk.target_contacts(&question, query.target()?, fields.who()).await?;
    told_of(&desk, &chain, &query, Some(told), None).await
}

/// Shows one target.
pub async fn show(
    Now(desk): Now,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<EntryQuery>,
) -> Result<Response, Failure> {
    shown(&desk, &chain, &query, None).await
}

/// The same with a form that was refused.
pub async fn shown(
    desk: &Desk,
    chain: &str,
    query: &EntryQuery,
    refused: Option<Refused>,
) -> Result<Response, Failure> {
    told_of(desk, chain, query, None, refused).await
}

async fn told_of(
    desk: &Desk,
    chain: &str,
    query: &EntryQuery,
    phones: Option<Vec<BriefContact>>,
    refused: Option<Refused>,
) -> Result<Response, Failure> {
    let (chain, entry) = desk.store_desk().list_entry(chain, query.target()?).await?;
    let mut history = desk.store_desk().list_history(&chain, Some(&entry.record)).await?;
    history.reverse();
    let done = match query.done.given().and_then(|number| number.parse().ok()) {
        Some(number) => desk.list_done(&chain, number).await?,
        None => None,
    };
    let told = |form| refused.as_ref().and_then(|refused| refused.told(form));
    let typed = |form, field| refused.as_ref().and_then(|refused| refused.typed(form, field)).unwrap_or_default();
    let who = [ListForm::Set, ListForm::Drop].map(|form| typed(form, "who")).concat();
    let note = Some(typed(ListForm::Set, "note")).filter(|typed| !typed.is_empty());
    let may_step = desk.may_step(&chain, &entry);
    let page = page(&EntryPage {
        shell: Shell::new(desk, &format!("{} · 目标清单", entry.name), Some((&chain, "list")), &query.standpoint)?
            .watching(version_of_list(&chain, &entry.record), entry.version),
        path: part(&chain),
        firm: PageLinks::from(&chain, &query.standpoint).enterprise(&entry.enterprise),
        contacts: known_contacts(desk, &entry).await?,
        adds_contacts: entry.firm.is_some() && desk.adds_contacts(&entry.enterprise).await?,
        phones,
        sheet: sheet(desk, &chain, &entry, &query.standpoint).await?,
        steps: next_steps(desk, &chain, &entry),
        note: note.unwrap_or(&entry.note).to_owned(),
        may_step,
        claiming: desk.claim_offers(&chain, &entry),
        written: written(&entry, may_step),
        late: entry.is_late(desk.today()),
        inputs: inputs(desk, &chain, &entry, refused.as_ref()).await?,
        history,
        done,
        same: query.done.given() == Some("0"),
        saving: told(ListForm::Set),
        dropping: told(ListForm::Drop),
        undoing: told(ListForm::Undo),
        asked: refused.as_ref().and_then(|refused| refused.asked(ListForm::Set)),
        drop_reason: typed(ListForm::Drop, "reason").to_owned(),
        who,
        entry,
    })?;
    Ok(refused.iter().fold(page, |page, refused| refused.answered(page)))
}
