//! `GET /chains/{chain}/paths` and `/api/v1/paths`: 引荐路径, sentences first, in a table, then the picture and what each
//! step rests on; and on the page the other way round, what one person, association or fund can reach.

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::{
    Desk, Head, IntroductionPath, IntroductionSource, IntroductionStep, PathsAnswer, Question, ReachAnswer,
};
use crate::http::frame::address::part;
use crate::http::frame::fact_line::FactLine;
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{OfChain, Parameter, QueryOf, Required, Standpoint, Width};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};

/// Candidates offered while a target is typed.
const OFFERED: usize = 300;
/// The room for a picture on a phone of 390 px.
const PHONE: u32 = 366;

/// Whom paths lead to.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PathsQuery {
    #[serde(flatten)]
    standpoint: Standpoint,
    /// The target they lead to: id or full name.
    target: Required,
    /// How many paths are told; by default as the rules say.
    k: Parameter<usize>,
}

/// What the page of paths takes: whom they lead to, or begin at, or both.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PathsPageQuery {
    #[serde(flatten)]
    standpoint: Standpoint,
    /// The target they lead to: id or full name.
    target: Parameter<String>,
    /// How many paths are told; by default as the rules say.
    k: Parameter<usize>,
    /// Whose reach the page tells too: id or name of an enterprise, a fund, a manager, a person or an association.
    from: Parameter<String>,
    /// How many targets of that reach are told; by default as the rules say.
    limit: Parameter<usize>,
    /// How wide the page draws the paths; by default once for screens and once for phones.
    width: Parameter<Width>,
}

impl PathsPageQuery {
    /// The widths to draw, each with the class that says where it is shown.
    fn widths(&self) -> Result<Vec<(&'static str, u32)>, Failure> {
        let width = self.width.read("width")?;
        Ok(width.map_or_else(|| vec![("wide", Width::USUAL.0), ("narrow", PHONE)], |width| vec![("", width.0)]))
    }
}

#[derive(Template)]
#[template(path = "paths.html")]
struct PathsPage {
    shell: Shell,
    path: String,
    chain_name: String,
    home: String,
    home_name: String,
    as_of: String,
    day: String,
    target: String,
    from: String,
    /// Names of candidates, and the sources that are no enterprises with the pages of what they reach.
    offered: Vec<String>,
    sources: Vec<(String, IntroductionSource)>,
    /// What the form of filters sends along.
    kept: Vec<(&'static str, String)>,
    to: Option<TargetPaths>,
    reach: Option<Reach>,
}

/// The paths to a target.
struct TargetPaths {
    name: String,
    address: String,
    note: Option<String>,
    rows: ShownTable,
    /// One picture as wide as asked for, else one for screens and one for phones, each with its class.
    pictures: Vec<(&'static str, String)>,
    evidence: Vec<PathEvidence>,
}

/// What a path rests on.
struct PathEvidence {
    call: String,
    /// How its strength comes about.
    product: String,
    steps: Vec<Step>,
}

struct Step {
    what: String,
    trust: String,
    facts: Vec<FactLine>,
}

/// What one party can reach.
struct Reach {
    answer: ReachAnswer,
    rows: ShownTable,
}

/// The same answer as the command line's.
pub async fn answer(desk: Desk, QueryOf(asked): QueryOf<OfChain<PathsQuery>>) -> Result<Json<PathsAnswer>, Failure> {
    let query = &asked.query;
    let question = query.standpoint.question(asked.chain()?)?;
    let target = query.target.read("target", "目标企业的编号或全称")?;
    Ok(Json(desk.paths(&question, target, query.k.read("k")?).await?))
}

/// Shows the paths to a target, what somebody can reach, both, or how to begin.
pub async fn show(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<PathsPageQuery>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    let standpoint = &query.standpoint;
    let question = standpoint.question(&chain)?;
    let (offered, sources) = (desk.candidate_names(&question, OFFERED)?, desk.sources(&question)?);
    let (found, reached) = told(&desk, &question, &query).await?;
    let gaps = desk.gaps(&question)?;
    let links = PageLinks::from(&gaps.chain, standpoint);
    let widths = query.widths()?;
    let tables = found.iter().map(PathsAnswer::table).chain(reached.iter().map(ReachAnswer::table)).collect();
    asked.answer_some(tables, &TableOrigin::from(&Head::of(&gaps)), &|thing| links.to(thing), |shown| {
        let title = format!("{} 引荐路径", gaps.chain_name);
        let mut shown = shown.into_iter();
        page(&PathsPage {
            shell: Shell::new(&desk, &title, Some((&gaps.chain, "paths")), standpoint)?,
            path: part(&gaps.chain),
            home: standpoint.home.to_string(),
            as_of: standpoint.as_of.to_string(),
            target: query.target.to_string(),
            from: query.from.to_string(),
            offered,
            sources: sources.into_iter().map(|source| (links.paths_from(&source.party), source)).collect(),
            kept: asked.keeps(),
            to: found.and_then(|answer| Some(to(answer, &links, widths, shown.next()?))),
            reach: reached.and_then(|answer| Some(Reach { answer, rows: shown.next()? })),
            chain_name: gaps.chain_name.clone(),
            home_name: gaps.home_name.clone(),
            day: gaps.as_of.to_string(),
        })
    })
}

/// The paths to the target that is asked for, and what the source reaches that is.
async fn told(
    desk: &Desk,
    question: &Question,
    query: &PathsPageQuery,
) -> Result<(Option<PathsAnswer>, Option<ReachAnswer>), Failure> {
    let found = match query.target.given() {
        Some(target) => Some(desk.paths(question, target, query.k.read("k")?).await?),
        None => None,
    };
    let reached = match query.from.given() {
        Some(from) => Some(desk.reach(question, from, query.limit.read("limit")?).await?),
        None => None,
    };
    Ok((found, reached))
}

fn to(answer: PathsAnswer, links: &PageLinks, widths: Vec<(&'static str, u32)>, rows: ShownTable) -> TargetPaths {
    let pictures = widths.into_iter();
    let pictures = pictures.map(|(class, width)| (class, answer.picture(width, Some(&|id| links.enterprise(id)))));
    let pictures = pictures.collect();
    TargetPaths {
        address: links.enterprise(&answer.target),
        name: answer.target_name,
        note: answer.note,
        rows,
        pictures,
        evidence: answer.paths.into_iter().map(evidence).collect(),
    }
}

fn evidence(path: IntroductionPath) -> PathEvidence {
    let mut factors = vec![format!("起点 {}", path.start)];
    factors.extend(path.edges.iter().map(|edge| format!("{}", edge.trust)));
    factors.extend(path.damping.iter().filter(|d| **d < 1.0).map(|d| format!("人多折减 {d:.3}")));
    PathEvidence {
        call: path.call_first.name,
        product: factors.join(" × "),
        steps: path.edges.into_iter().map(step).collect(),
    }
}

fn step(edge: IntroductionStep) -> Step {
    Step { what: edge.what, trust: edge.trust.to_string(), facts: edge.facts.into_iter().map(FactLine::of).collect() }
}
