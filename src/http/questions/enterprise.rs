//! `GET /enterprise` and `/api/v1/enterprise`: 企业, everything recorded of one firm with source and date, where it
//! stands, and why it is worth a visit.

use askama::Template;
use axum::Json;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::{Desk, EnterpriseAnswer, FactGroup, Position, Question};
use crate::http::frame::address::part;
use crate::http::frame::fact_line::{FactLine, ScoreReason};
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{Parameter, QueryOf, Required, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::money;

/// Paths told on this page; the page of paths has more.
const PATHS: usize = 3;

/// Which enterprise is asked about, and from where.
#[derive(Debug, Default, Deserialize, JsonSchema)]
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
    fn id(&self) -> Result<&str, Failure> {
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
    about: Vec<(&'static str, String)>,
    positions: Vec<(String, Position)>,
    /// 0–100 with what it could reach, and the reasons.
    score: Option<(String, String, Vec<ScoreReason>)>,
    scored_in: String,
    /// Why it fits the chain it is scored in, in one line; blank where it is no target.
    fits: String,
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

/// Shows one enterprise.
pub async fn show(desk: Desk, QueryOf(query): QueryOf<EnterpriseQuery>) -> Result<Response, Failure> {
    let question = query.question()?;
    let answer = desk.enterprise(query.id()?, &question).await?;
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
    page(&EnterprisePage {
        shell: Shell::new(&desk, &answer.name, Some(place), &query.standpoint)?,
        about: about(&answer),
        scored_in: scored_in.map(|position| position.chain_name.clone()).unwrap_or_default(),
        fits: answer.target.as_ref().and_then(|line| line.reason.clone()).unwrap_or_default(),
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
    })
}

fn about(answer: &EnterpriseAnswer) -> Vec<(&'static str, String)> {
    let unknown = || "未知".to_owned();
    vec![
        ("编号", answer.enterprise.clone()),
        ("状态", if answer.closed { "已注销" } else { "在业" }.to_owned()),
        ("能级", answer.standing.map_or_else(unknown, |standing| standing.zh().to_owned())),
        ("注册地", answer.place.clone()),
        ("风险", answer.risk.map_or_else(unknown, |risk| risk.zh().to_owned())),
        ("营业收入", answer.revenue.map_or_else(unknown, money)),
        ("资料最近日期", answer.seen.clone().unwrap_or_else(unknown)),
    ]
}

fn group(group: &FactGroup) -> RecordGroup {
    let facts = group.facts.iter().cloned().map(FactLine::of).collect();
    RecordGroup { title: group.title, more: group.partners.saturating_sub(50), facts }
}
