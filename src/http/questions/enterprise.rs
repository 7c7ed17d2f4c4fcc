//! `GET /enterprise` and `/api/v1/enterprise`: 企业, everything recorded of one firm with source and date, where it
//! stands, and why it is worth a visit.

use askama::Template;
use axum::Json;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::edits::{EditLine, RecordShown, ShownValue, Subject};
use crate::app::{Desk, EnterpriseAnswer, FactGroup, Position, Question};
use crate::http::frame::address::{self, part};
use crate::http::frame::fact_line::{FactLine, ScoreReason};
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditAsked, EditForm, EditInput, Editing, PageAddress};
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{Parameter, QueryOf, Required, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::model::Kind;

/// Paths told on this page; the page of paths has more.
const PATHS: usize = 3;

/// Which enterprise is asked about, and from where.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct EnterpriseQuery {
    /// Its id or full name.
    id: Required,
    /// The chain it is scored in; by default the first it is a candidate in.
    chain: Parameter<String>,
    #[serde(flatten)]
    standpoint: Standpoint,
}

impl EnterpriseQuery {
    /// The page it asks for.
    pub fn page(&self) -> PageAddress {
        PageAddress(format!("/enterprise{}", address::query(self)))
    }

    /// The enterprise, which has to be named.
    pub fn id(&self) -> Result<&str, Failure> {
        self.id.read("id", "企业的编号或全称")
    }

    fn question(&self) -> Result<Question, Failure> {
        self.standpoint.question(self.chain.given().unwrap_or_default())
    }
}

#[derive(Template)]
#[template(path = "enterprise.html")]
struct EnterprisePage {
    shell: Shell,
    id: String,
    /// The page itself, where forms are sent and lead back to.
    here: String,
    /// Where a form is opened: what it is called follows.
    open: String,
    known: Vec<KnownValue>,
    unknown: Vec<KnownValue>,
    /// A form that adds something.
    adding: Option<EditForm>,
    /// The change that led here.
    done: Option<EditLine>,
    done_at: String,
    edits: Vec<EditLine>,
    /// Whether something may be changed: what was known in the past stays as it was.
    editable: bool,
    positions: Vec<(String, Position)>,
    /// 0–100 with what it could reach, and the reasons.
    score: Option<(String, String, Vec<ScoreReason>)>,
    scored_in: String,
    paths: Vec<String>,
    /// Why there are none, where there is more to say than that.
    no_paths: Option<String>,
    paths_address: Option<String>,
    groups: Vec<RecordGroup>,
    name: String,
}

struct RecordGroup {
    title: &'static str,
    more: usize,
    facts: Vec<FactLine>,
}

/// What is known of an enterprise.
pub async fn answer(desk: Desk, QueryOf(query): QueryOf<EnterpriseQuery>) -> Result<Json<EnterpriseAnswer>, Failure> {
    let question = query.question()?;
    Ok(Json(desk.enterprise(query.id()?, &question).await?))
}

/// One value with the form that corrects it, where that is open.
struct KnownValue {
    column: &'static str,
    word: &'static str,
    text: String,
    source: String,
    seen: String,
    form: Option<EditForm>,
}

/// Shows one enterprise.
pub async fn show(
    desk: Desk,
    QueryOf(query): QueryOf<EnterpriseQuery>,
    QueryOf(edit): QueryOf<EditAsked>,
) -> Result<Response, Failure> {
    shown(&desk, &query, &Editing::asked(edit)).await
}

/// The same with a form that was refused.
pub async fn shown(desk: &Desk, query: &EnterpriseQuery, editing: &Editing) -> Result<Response, Failure> {
    let question = query.question()?;
    let answer = desk.enterprise(query.id()?, &question).await?;
    let record = desk.record_shown(&Subject::Firm(answer.enterprise.clone())).await?;
    let chain = answer.chain.clone().or_else(|| answer.positions.first().map(|position| position.chain.clone()));
    let (mut paths, mut no_paths) = (Vec::new(), None);
    if let Some(chain) = &chain {
        let asked = query.standpoint.question(chain)?;
        let found = desk.paths(&asked, &answer.enterprise, Some(PATHS)).await?;
        (paths, no_paths) = (found.paths, found.note);
    }
    let chain = chain.as_deref();
    let place = (chain.unwrap_or_default(), "enterprise");
    let scored_in = answer.positions.iter().find(|position| Some(&position.chain) == answer.chain.as_ref());
    let here = query.page();
    let (known, unknown) = values(&record, &here, editing);
    let done = editing.done(&record.edits).cloned();
    let shown = page(&EnterprisePage {
        shell: Shell::new(desk, &answer.name, Some(place), &query.standpoint)?,
        id: answer.enterprise.clone(),
        known,
        unknown,
        adding: editing.open().and_then(|open| adding(open, &answer, &here)).map(|form| editing.filled(form)),
        done_at: done.as_ref().map_or_else(String::new, |edit| here.with("done", &edit.number.to_string())),
        done,
        open: here.with("edit", ""),
        here: here.0,
        editable: desk.known_at().is_none(),
        edits: record.edits,
        scored_in: scored_in.map(|position| position.chain_name.clone()).unwrap_or_default(),
        no_paths,
        paths: paths.into_iter().map(|path| path.sentence).collect(),
        paths_address: chain.map(|chain| PageLinks::from(chain, &query.standpoint).paths_to(&answer.enterprise)),
        positions: answer.positions.iter().map(|position| (part(&position.chain), position.clone())).collect(),
        score: answer.target.as_ref().map(|line| {
            let reasons = line.reasons.iter().map(ScoreReason::of).collect();
            (format!("{:.1}", line.target.score), format!("{:.1}", line.target.range[1]), reasons)
        }),
        groups: answer.groups.iter().map(group).collect(),
        name: answer.name,
    })?;
    Ok(editing.answered(shown))
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
            source: source_word(&value.source),
            seen: value.seen.clone().unwrap_or_else(|| "日期未知".to_owned()),
            form: (editing.open() == Some(column.name)).then(form),
        }
    };
    record.values.iter().map(value).partition(|value| !value.text.is_empty())
}

/// A source as people read it.
fn source_word(source: &str) -> String {
    match source.strip_prefix(crate::model::EDITED_BY) {
        Some(who) => format!("{who}改"),
        None if source == crate::model::LOCAL => "来源未注明".to_owned(),
        None => source.to_owned(),
    }
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

fn group(group: &FactGroup) -> RecordGroup {
    let facts = group.facts.iter().cloned().map(FactLine::of).collect();
    RecordGroup { title: group.title, more: group.partners.saturating_sub(50), facts }
}
