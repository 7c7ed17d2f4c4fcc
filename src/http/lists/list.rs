//! `GET /chains/{chain}/list` and `/api/v1/list`: 目标清单, as a table whose files come back or as a board, with the forms that
//! assign, list another enterprise and hand packets out.

use std::collections::HashMap;

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use schemars::{JsonSchema, Schema, json_schema};
use serde::{Deserialize, Serialize};

use crate::app::Desk;
use crate::app::lists::{EntryLine, ListAnswer, ListDone, ListQuestion};
use crate::draw::{LinkTo, PageTick, Table};
use crate::http::frame::Now;
use crate::http::frame::address::{self, part};
use crate::http::frame::failure::Failure;
use crate::http::frame::links::{PageLinks, version_of_list};
use crate::http::frame::query::{OfChain, Parameter, QueryOf, Readable, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::frame::words::{FilterOption, options};
use crate::http::lists::board::{self, BoardColumn};
use crate::http::lists::entry::EntryQuery;
use crate::http::lists::refused::{ListForm, Refused};
use crate::http::lists::squads::SquadChoices;
use crate::model::TargetState;

/// Which entries of a list are asked for.
#[derive(Debug, Default, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct ListQuery {
    /// Id or name of the squad that has them.
    squad: Parameter<String>,
    /// In this state only.
    state: Parameter<TargetState>,
}

impl ListQuery {
    fn question(&self, chain: &str) -> Result<ListQuestion, Failure> {
        let (squad, state) = (self.squad.owned(), self.state.read("state")?);
        Ok(ListQuestion { chain: chain.to_owned(), squad, state })
    }
}

/// How a list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListView {
    Table,
    Board,
}

impl Readable for ListView {
    const EXPECTED: &'static str = "table（表）或 board（看板）";

    fn read(text: &str) -> Option<Self> {
        [("table", Self::Table), ("board", Self::Board)]
            .into_iter()
            .find(|(code, _)| *code == text)
            .map(|(_, view)| view)
    }

    fn schema() -> Schema {
        json_schema!({ "type": "string", "enum": ["table", "board"] })
    }
}

/// What the page of a list takes.
#[derive(Debug, Default, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct ListPageQuery {
    #[serde(flatten)]
    entries: ListQuery,
    /// As a table, or as a board.
    view: Parameter<ListView>,
    /// Journal number of the change that led here; 0 where nothing differed.
    done: Parameter<String>,
    #[serde(flatten)]
    standpoint: Standpoint,
}

impl ListPageQuery {
    /// The page that tells what a change did, with what the reader chose.
    pub fn after(&self, chain: &str, number: Option<u64>) -> String {
        Self { done: Parameter::of(number.unwrap_or_default()), ..self.clone() }.at(chain, "")
    }

    /// The page, or where a form of it is sent.
    fn at(&self, chain: &str, form: &str) -> String {
        format!("/chains/{}/list{form}{}", part(chain), address::query(self))
    }

    fn plain(&self) -> Self {
        Self { done: Parameter::default(), ..self.clone() }
    }

    fn shown_as(&self, view: &str) -> Self {
        Self { view: Parameter::of(view), ..self.plain() }
    }
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    shell: Shell,
    path: String,
    chain_name: String,
    /// What forms are sent with and lead back to.
    query: ListPageQuery,
    /// The page as it is shown otherwise.
    as_table: String,
    as_board: String,
    /// The squad whose targets are shown, and the one that was chosen in the form that assigns.
    squads: SquadChoices,
    takers: SquadChoices,
    states: Vec<FilterOption>,
    total: usize,
    waiting: usize,
    /// The change that led here.
    done: Option<ListDone>,
    /// Whether the form that led here changed nothing.
    same: bool,
    /// What stands twice on it.
    twice: Vec<String>,
    /// What the form of filters sends along.
    kept: Vec<(&'static str, String)>,
    /// None: it is shown as a table.
    board: Option<Vec<BoardColumn>>,
    rows: ShownTable,
    packets: ShownTable,
    /// What is wrong in the form that lists another one, and what was typed there.
    adding: (Option<String>, String),
    assigning: Option<String>,
    /// A squad of another chain that is asked about.
    asked: Option<String>,
    undoing: Option<String>,
    /// What was typed in the form that hands a packet out, and what is wrong with it.
    packing: Packing,
}

/// The form that hands a packet out.
struct Packing {
    wrong: Option<String>,
    squads: SquadChoices,
    /// Whether contacts may go along.
    with_contacts: bool,
    as_page: bool,
    to: String,
    contacts: bool,
    who: String,
}

impl ListPage {
    /// Where a form of the page is sent.
    fn form(&self, verb: &str) -> String {
        self.query.at(&self.shell.here, &format!("/{verb}"))
    }
}

/// The same answer as the command line's.
pub async fn answer(Now(desk): Now, QueryOf(asked): QueryOf<OfChain<ListQuery>>) -> Result<Json<ListAnswer>, Failure> {
    Ok(Json(desk.store_desk().target_list(&asked.query.question(asked.chain()?)?).await?))
}

/// Shows the list.
pub async fn show(
    Now(desk): Now,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<ListPageQuery>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    shown(&desk, &chain, query, asked, None).await
}

/// The same with a form that was refused.
pub async fn shown(
    desk: &Desk,
    chain: &str,
    query: ListPageQuery,
    asked: TableRequest,
    refused: Option<Refused>,
) -> Result<Response, Failure> {
    let question = query.entries.question(chain)?;
    let answer = desk.store_desk().target_list(&question).await?;
    let asked = asked.without("done").of_page(format!("/chains/{}/list", part(&answer.chain)));
    let city = desk.list_city(&answer)?;
    let origin = TableOrigin { city, chain: answer.chain_name.clone(), as_of: desk.today(), rules: String::new() };
    let table = answer.table();
    let may_list = desk.offers(&answer.chain).list;
    let boxes = if may_list { boxes(&table, &answer, refused.as_ref()) } else { HashMap::new() };
    let tables = [table, desk.packets(&answer.chain).await?];
    let seen = ListSeen { done: done(desk, &answer.chain, &query).await?, query, question, answer, refused };
    let leads_to = |thing: &LinkTo| leads_to(&seen.answer.chain, &seen.query.standpoint, thing);
    let page = asked.answer(tables, &origin, &leads_to, |[rows, packets]| {
        page(&seen.page(desk, asked.keeps(), [rows.with_ticks("enterprise", &boxes), packets])?)
    })?;
    Ok(seen.refused.iter().fold(page, |page, refused| refused.answered(page)))
}

/// The change that led here.
async fn done(desk: &Desk, chain: &str, query: &ListPageQuery) -> Result<Option<ListDone>, Failure> {
    match query.done.given().and_then(|number| number.parse().ok()) {
        Some(number) => Ok(desk.list_done(chain, number).await?),
        None => Ok(None),
    }
}

/// A list with what was asked and what was refused.
struct ListSeen {
    query: ListPageQuery,
    question: ListQuestion,
    answer: ListAnswer,
    done: Option<ListDone>,
    refused: Option<Refused>,
}

impl ListSeen {
    fn told(&self, form: ListForm) -> Option<String> {
        self.refused.as_ref().and_then(|refused| refused.told(form))
    }

    fn typed(&self, form: ListForm, field: &str) -> Option<&str> {
        self.refused.as_ref().and_then(|refused| refused.typed(form, field))
    }

    /// A page that shows the whole list tells when it has moved.
    fn watching(&self, shell: Shell) -> Shell {
        let answer = &self.answer;
        if answer.entries.len() < answer.total {
            return shell;
        }
        let last = answer.entries.iter().map(|entry| entry.version).max().unwrap_or_default();
        shell.watching(version_of_list(&answer.chain, ""), last)
    }

    fn packing(&self, desk: &Desk) -> Result<Packing, Failure> {
        let typed = |field| self.typed(ListForm::Packet, field).unwrap_or_default();
        let squad = Some(typed("squad")).filter(|squad| !squad.is_empty()).or(self.question.squad.as_deref());
        Ok(Packing {
            wrong: self.told(ListForm::Packet),
            squads: SquadChoices::of(desk, &self.answer.chain, squad)?.only(|id| desk.packs(&self.answer.chain, id)),
            with_contacts: desk.packs_contacts(&self.answer.chain),
            as_page: typed("form") == "html",
            to: typed("to").to_owned(),
            contacts: typed("contacts") == "1",
            who: typed("who").to_owned(),
        })
    }

    fn page(
        &self,
        desk: &Desk,
        kept: Vec<(&'static str, String)>,
        [rows, packets]: [ShownTable; 2],
    ) -> Result<ListPage, Failure> {
        let (answer, query, refused) = (&self.answer, &self.query, self.refused.as_ref());
        let asked = self.question.state;
        let told = |state: TargetState| format!("{} {}", state.zh(), answer.in_state(state));
        let states = TargetState::ALL.iter();
        let title = format!("{} 目标清单", answer.chain_name);
        let board = query.view.read("view")? == Some(ListView::Board);
        let columns = || board::columns(answer, asked, &query.standpoint, desk, refused);
        Ok(ListPage {
            shell: self.watching(Shell::new(desk, &title, Some((&answer.chain, "list")), &query.standpoint)?),
            path: part(&answer.chain),
            chain_name: answer.chain_name.clone(),
            as_table: query.shown_as("").at(&answer.chain, ""),
            as_board: query.shown_as("board").at(&answer.chain, ""),
            query: query.plain(),
            squads: SquadChoices::of(desk, &answer.chain, self.question.squad.as_deref())?,
            takers: SquadChoices::of(desk, &answer.chain, self.typed(ListForm::Assign, "squad"))?,
            states: options(states.map(|&state| (state.code(), told(state), asked == Some(state)))),
            total: answer.total,
            waiting: answer.in_state(TargetState::Listed),
            same: query.done.given() == Some("0"),
            done: self.done.clone(),
            twice: answer.twice(),
            kept,
            board: board.then(columns),
            rows,
            packets,
            adding: (
                self.told(ListForm::Add),
                desk.firm_called(self.typed(ListForm::Add, "enterprise").unwrap_or_default()),
            ),
            assigning: self.told(ListForm::Assign),
            asked: refused.and_then(|refused| refused.asked(ListForm::Assign)),
            undoing: self.told(ListForm::Undo),
            packing: self.packing(desk)?,
        })
    }
}

/// A firm of the list leads to its entry.
fn leads_to(chain: &str, standpoint: &Standpoint, thing: &LinkTo) -> Option<String> {
    match thing {
        LinkTo::Enterprise(record) => Some(EntryQuery::address(chain, record)),
        other => PageLinks::from(chain, standpoint).to(other),
    }
}

/// A box before every entry that can be assigned; it sends the version shown and the record. What was ticked stays ticked
/// where the form was refused.
fn boxes(table: &Table, answer: &ListAnswer, refused: Option<&Refused>) -> HashMap<String, PageTick> {
    let chosen = refused.map(|refused| refused.all(ListForm::Assign, "enterprise")).unwrap_or_default();
    let records: Vec<&str> = chosen.iter().filter_map(|chosen| Some(chosen.split_once('|')?.1)).collect();
    let rows = table.rows().zip(&answer.entries).filter(|(_, entry)| entry.state != TargetState::Dropped);
    let tick = |entry: &EntryLine| PageTick {
        value: format!("{}|{}", entry.version, entry.record),
        label: entry.name.clone(),
        ticked: records.contains(&&*entry.record),
    };
    rows.map(|(row, entry)| (row.key.clone(), tick(entry))).collect()
}
