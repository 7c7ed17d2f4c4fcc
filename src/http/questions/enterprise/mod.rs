//! `GET /enterprise` and `/api/v1/enterprise`: 企业, everything recorded of one firm with source and date, where it
//! stands, and why it is worth a visit.

mod glance;
mod told;

use self::glance::FirmGlance;
use self::told::{ToldFact, ToldGroup, each_once};
use askama::Template;
use axum::Json;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::edits::Subject;
use crate::app::{
    CallFirst, CardContact, Desk, EnterpriseAnswer, FactGroup, FirmCard, PathsAnswer, Position, Question, TargetLine,
};
use crate::gaps::TargetReason;
use crate::http::frame::address::{self, part};
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditAsked, Editing, Fields, PageAddress, Sent};
use crate::http::frame::links::{PageLinks, version_of};
use crate::http::frame::openapi::FormField;
use crate::http::frame::query::{Parameter, QueryOf, Required, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::questions::forms::FirmForms;

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
    glance: FirmGlance,
    card: FirmCard,
    /// Whom to call, where that was asked for, and where it is asked for.
    contacts: Option<Vec<CardContact>>,
    ask_contacts: String,
    /// Whether the caller may write down whom to call.
    adds_contacts: bool,
    call_first: Option<CallFirst>,
    forms: FirmForms,
    positions: Vec<(String, Position)>,
    /// How its score in a chain comes about, reason by reason.
    reckoned: Option<(String, Vec<TargetReason>)>,
    rules: String,
    chain_path: Option<String>,
    paths: Vec<String>,
    /// Why there are none, where there is more to say than that.
    no_paths: Option<String>,
    paths_address: Option<String>,
    groups: Vec<ToldGroup>,
    /// What lists say beside our columns, and what of it speaks against the firm.
    beside: Vec<ToldFact>,
    against: Option<String>,
    /// What nothing is recorded of, in one line.
    nothing_recorded: String,
    name: String,
}

/// What is known of an enterprise.
pub async fn answer(desk: Desk, QueryOf(query): QueryOf<EnterpriseQuery>) -> Result<Json<EnterpriseAnswer>, Failure> {
    let question = query.question()?;
    Ok(Json(desk.enterprise(query.id()?, &question).await?))
}

/// Shows one enterprise.
pub async fn show(
    desk: Desk,
    QueryOf(query): QueryOf<EnterpriseQuery>,
    QueryOf(edit): QueryOf<EditAsked>,
) -> Result<Response, Failure> {
    shown(&desk, &query, &Editing::asked(edit)).await
}

/// What the form sends that asks whom to call.
pub const CONTACTS: [FormField; 1] = [("who", "经手人；不写是本机网页")];

/// Shows one enterprise with whom to call; a form, since reading that is written in the journal.
pub async fn contacts(desk: Desk, QueryOf(query): QueryOf<EnterpriseQuery>, sent: Sent) -> Result<Response, Failure> {
    let fields = Fields::of(sent)?;
    let told = desk.firm_contacts(query.id()?, fields.who()).await?;
    told_of(&desk, &query, &Editing::default(), Some(told)).await
}

/// Where whom to call is asked for.
fn phones_of(query: &EnterpriseQuery) -> String {
    query.page().0.replacen("/enterprise", "/enterprise/phones", 1)
}

/// The page with a form that was refused.
pub async fn shown(desk: &Desk, query: &EnterpriseQuery, editing: &Editing) -> Result<Response, Failure> {
    told_of(desk, query, editing, None).await
}

async fn told_of(
    desk: &Desk,
    query: &EnterpriseQuery,
    editing: &Editing,
    contacts: Option<Vec<CardContact>>,
) -> Result<Response, Failure> {
    let answer = desk.enterprise(query.id()?, &query.question()?).await?;
    let record = desk.record_shown(&Subject::Firm(answer.enterprise.clone())).await?;
    let chain = answer.chain.clone().or_else(|| answer.positions.first().map(|position| position.chain.clone()));
    let chain = chain.as_deref();
    let mut chains: Vec<String> = answer.positions.iter().map(|position| position.chain.clone()).collect();
    chains.extend(chain.map(str::to_owned).filter(|chain| !chains.contains(chain)));
    let card = desk.firm_card(&answer.enterprise, &chains).await?;
    let found = ways(desk, query, &answer, chain).await?;
    let scored_in = answer.positions.iter().find(|position| Some(&position.chain) == answer.chain.as_ref());
    let place = (chain.unwrap_or_default(), "enterprise");
    let shown = page(&EnterprisePage {
        shell: Shell::new(desk, &answer.name, Some(place), &query.standpoint)?
            .watching(version_of(&Subject::Firm(answer.enterprise.clone())), record.version),
        id: answer.enterprise.clone(),
        glance: FirmGlance::of(&answer),
        contacts,
        ask_contacts: phones_of(query),
        adds_contacts: desk.adds_contacts(&answer.enterprise).await?,
        card,
        call_first: found.iter().flat_map(|found| &found.paths).next().map(|path| path.call_first.clone()),
        forms: FirmForms::of(desk, record, &answer, query.page(), editing),
        rules: answer.rules.clone(),
        chain_path: chain.map(part),
        no_paths: found.as_ref().and_then(|found| found.note.clone()),
        paths: found.into_iter().flat_map(|found| found.paths).map(|path| path.sentence).collect(),
        paths_address: chain.map(|chain| PageLinks::from(chain, &query.standpoint).paths_to(&answer.enterprise)),
        positions: answer.positions.iter().map(|position| (part(&position.chain), position.clone())).collect(),
        reckoned: scored_in.zip(answer.target.as_ref()).map(reckoned),
        nothing_recorded: nothing_recorded(&answer.groups),
        groups: told_groups(&answer.groups),
        beside: each_once(answer.beside.iter()),
        against: answer.against,
        name: answer.name,
    })?;
    Ok(editing.answered(shown))
}

/// How one gets to a firm from where a chain is at home.
async fn ways(
    desk: &Desk,
    query: &EnterpriseQuery,
    answer: &EnterpriseAnswer,
    chain: Option<&str>,
) -> Result<Option<PathsAnswer>, Failure> {
    let Some(chain) = chain else { return Ok(None) };
    let asked = query.standpoint.question(chain)?;
    Ok(Some(desk.paths(&asked, &answer.enterprise, Some(PATHS)).await?))
}

/// The chain a firm is scored in, and what each reason says.
fn reckoned((position, line): (&Position, &TargetLine)) -> (String, Vec<TargetReason>) {
    (position.chain_name.clone(), line.reasons.iter().map(|line| line.reason.clone()).collect())
}

/// The groups that say something. What one record says of the firm itself stands among its values already.
fn told_groups(groups: &[FactGroup]) -> Vec<ToldGroup> {
    let told = groups.iter().enumerate().filter(|(at, group)| group.facts.len() > usize::from(*at == 0));
    told.map(|(_, group)| ToldGroup::of(group)).collect()
}

/// The titles of groups without a fact.
fn nothing_recorded(groups: &[FactGroup]) -> String {
    let titles = groups.iter().filter(|group| group.facts.is_empty()).map(|group| group.title);
    titles.collect::<Vec<_>>().join("、")
}
