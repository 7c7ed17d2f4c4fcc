//! A ledger as a page and as JSON: its rows, the form of one, and what was just done.

use askama::Template;
use axum::Json;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::inputs::form;
use crate::access::{Right, Scope};
use crate::app::Desk;
use crate::app::dispatch::SuggestedLine;
use crate::app::edits::EditLine;
use crate::app::ledgers::{Ledger, LedgerAnswer, LedgerLine, LedgerQuestion};
use crate::draw::LinkTo;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditAsked, EditForm, Editing, PageAddress};
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{Parameter, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::frame::words::{FilterOption, money, options};

/// Suggested duties that a page shows at once.
const SUGGESTED: usize = 30;

/// Which rows are asked for.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct LedgerQuery {
    /// Which rows: all, or as the page offers: open, overdue, closed, follow, ended, unseen, behind, weak.
    only: Parameter<String>,
    /// Rows of this year, quarter or month.
    period: Parameter<String>,
    /// What a row says somewhere.
    text: Parameter<String>,
}

/// The same on a page, where a form may be open.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct LedgerPageQuery {
    #[serde(flatten)]
    asked: LedgerQuery,
    #[serde(flatten)]
    edit: EditAsked,
}

impl LedgerQuery {
    fn question(&self, ledger: Ledger) -> LedgerQuestion {
        let (only, period, text) = (self.only.owned(), self.period.owned(), self.text.to_string());
        LedgerQuestion { ledger, only, period, text }
    }
}

#[derive(Template)]
#[template(path = "ledger.html")]
struct LedgerPage {
    shell: Shell,
    title: &'static str,
    path: &'static str,
    /// The ledgers, this one among them.
    ledgers: Vec<FilterOption>,
    choices: Vec<FilterOption>,
    periods: Vec<FilterOption>,
    text: String,
    kept: Vec<(&'static str, String)>,
    enters: bool,
    done: Option<EditLine>,
    done_at: String,
    form: Option<EditForm>,
    /// The row that the form corrects, so that it can be taken out instead.
    open: Option<LedgerLine>,
    /// Where all that was ever said of that row is told; none: to others, or of a row without an id.
    history: Option<String>,
    /// Whether who does it is asked.
    asks_who: bool,
    without: Vec<(String, String)>,
    suggested: Vec<SuggestedLine>,
    suggested_names: Vec<String>,
    rows: ShownTable,
}

impl LedgerPage {
    /// What a suggested duty asks, in words.
    fn suggestion(line: &SuggestedLine) -> String {
        format!("{} 年 {}以上的项目 {} 个", line.year, money(line.least), line.count)
    }
}

/// The rows, for programs.
pub async fn answered(desk: &Desk, ledger: Ledger, query: &LedgerQuery) -> Result<Json<LedgerAnswer>, Failure> {
    Ok(Json(desk.ledger(&query.question(ledger)).await?))
}

/// Shows the rows.
pub async fn show(
    desk: &Desk,
    ledger: Ledger,
    query: &LedgerPageQuery,
    tables: TableRequest,
) -> Result<Response, Failure> {
    let editing = Editing::asked(query.edit.clone());
    let done = query.edit.done.given().and_then(|number| number.parse().ok());
    shown(desk, (ledger, &query.asked), tables, &editing, done).await
}

/// The same with a form that was refused, or with what was done.
pub async fn shown(
    desk: &Desk,
    (ledger, query): (Ledger, &LedgerQuery),
    tables: TableRequest,
    editing: &Editing,
    done: Option<u64>,
) -> Result<Response, Failure> {
    let answer = desk.ledger(&query.question(ledger)).await?;
    let (done, done_at) = done_here(desk, ledger, done).await?;
    let open = opened(desk, ledger, editing).await?;
    let suggested = suggested(desk, ledger, &answer).await?;
    let standpoint = Standpoint::default();
    let links = PageLinks::from("", &standpoint);
    let tables = tables.without("edit").without("done");
    let told = tables.answer([answer.table()], &origin(desk), &|thing| leads(ledger, &links, thing), |[rows]| {
        let form = form(desk, (ledger, &answer), editing, open.as_ref())?;
        page(&LedgerPage {
            shell: Shell::new(desk, ledger.title(), Some(("", "ledgers")), &standpoint)?,
            title: ledger.title(),
            path: ledger.path(),
            ledgers: options(Ledger::ALL.iter().map(|one| (one.path(), one.title(), *one == ledger))),
            choices: choices(ledger, query),
            periods: periods(ledger, &answer),
            text: query.text.to_string(),
            kept: tables.keeps(),
            enters: answer.enters,
            done_at,
            done,
            history: open.as_ref().and_then(|line| history(desk, ledger, line)),
            open: open.filter(|_| form.is_some()),
            form,
            asks_who: desk.person().is_none(),
            without: answer.without.clone(),
            suggested_names: suggested.iter().map(|line| named(&answer, &line.who)).collect(),
            suggested,
            rows,
        })
    })?;
    Ok(editing.answered(told))
}

/// Where a cell leads: the heading of a row to its form.
fn leads(ledger: Ledger, links: &PageLinks<'_>, thing: &LinkTo) -> Option<String> {
    match thing {
        LinkTo::Row(row) if row.table == "projects" => Some(format!("/projects/{}", part(&row.key))),
        LinkTo::Row(row) => Some(format!("{}?edit={}#edit", ledger.path(), part(&row.key))),
        thing => links.to(thing),
    }
}

/// Where the history of a row that has an id is told, for whoever sees all.
fn history(desk: &Desk, ledger: Ledger, line: &LedgerLine) -> Option<String> {
    let has_id = matches!(ledger, Ledger::Requests | Ledger::Bids);
    let sees = desk.holds(Right::SeeDispatch, Scope::City) && desk.holds(Right::SeeFacts, Scope::City);
    (has_id && sees).then(|| format!("/data/history?thing={}", part(&line.key)))
}

/// What was just done, and where that is told.
async fn done_here(desk: &Desk, ledger: Ledger, done: Option<u64>) -> Result<(Option<EditLine>, String), Failure> {
    let Some(number) = done else { return Ok((None, String::new())) };
    let here = PageAddress(ledger.path().to_owned());
    Ok((desk.ledger_done(ledger, number).await?, here.with("done", &number.to_string())))
}

/// What files of this room are called by.
fn origin(desk: &Desk) -> TableOrigin {
    let (city, chain) = ("链图".to_owned(), "调度".to_owned());
    TableOrigin { city, chain, as_of: desk.today(), rules: String::new() }
}

fn choices(ledger: Ledger, query: &LedgerQuery) -> Vec<FilterOption> {
    let asked = query.only.given().unwrap_or(ledger.choices()[0].0);
    options(ledger.choices().iter().map(|(code, word)| (*code, *word, *code == asked)))
}

/// The periods to look at; none where a ledger is looked at as a whole.
fn periods(ledger: Ledger, answer: &LedgerAnswer) -> Vec<FilterOption> {
    let Some(period) = answer.period.as_ref().filter(|_| ledger.by_period()) else { return Vec::new() };
    let mut all = answer.periods.clone();
    if !all.contains(period) {
        all.insert(0, period.clone());
    }
    options(all.into_iter().map(|text| {
        let is_chosen = text == *period;
        (text.clone(), text, is_chosen)
    }))
}

/// The row whose form is open, whatever the filters say; none where that is not the caller's to change.
async fn opened(desk: &Desk, ledger: Ledger, editing: &Editing) -> Result<Option<LedgerLine>, Failure> {
    let Some(key) = editing.open().filter(|key| *key != "new") else { return Ok(None) };
    // A period that holds everything.
    let question = LedgerQuestion {
        only: Some("all".to_owned()),
        period: Some("1000/9999".to_owned()).filter(|_| ledger.by_period()),
        ..LedgerQuestion::usual(ledger)
    };
    let all = desk.ledger(&question).await?.rows;
    Ok(all.into_iter().find(|line| line.edits && line.key == key))
}

/// Duties of the year that presets suggest and that nobody has yet, for whoever sets the city's.
async fn suggested(desk: &Desk, ledger: Ledger, answer: &LedgerAnswer) -> Result<Vec<SuggestedLine>, Failure> {
    let year = answer.period.as_ref().and_then(|period| period.parse::<i16>().ok());
    let may = answer.enters && desk.holds(Right::SetDuty, Scope::City) && desk.holds(Right::SeeDispatch, Scope::City);
    let Some(year) = year.filter(|_| ledger == Ledger::Duties && may) else { return Ok(Vec::new()) };
    let question = LedgerQuestion { period: Some(year.to_string()), ..LedgerQuestion::usual(ledger) };
    let kept = desk.ledger(&question).await?.rows;
    let is_kept = |line: &SuggestedLine| {
        let same = |row: &LedgerLine| row.value("who") == line.who && row.value("least").parse() == Ok(line.least);
        kept.iter().any(same)
    };
    let mut all = desk.suggested_duties(year, desk.scoring().presets()).await?;
    all.retain(|line| !is_kept(line));
    all.truncate(SUGGESTED);
    Ok(all)
}

/// Whoever answers for a row, by name.
fn named(answer: &LedgerAnswer, who: &str) -> String {
    answer.holders.iter().find(|(id, _)| id == who).map_or_else(|| who.to_owned(), |(_, name)| name.clone())
}
