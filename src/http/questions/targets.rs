//! `GET /chains/{chain}/targets` and `/api/v1/targets`: 目标企业, whom to knock on in a chain or for one gap, best first,
//! with the filters in the address; long tables page here.

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use crate::app::{Desk, Question, TargetLine, TargetQuestion, TargetsAnswer};
use crate::gaps::Apart;
use crate::http::frame::address::{self, part};
use crate::http::frame::fact_line::ScoreReason;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{OfChain, Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::known;
use crate::http::questions::enterprise::EnterpriseQuery;
use crate::http::questions::paths::PathsQuery;
use crate::model::{Standing, TargetFlag};

/// Targets on one page.
const PER_PAGE: usize = 50;

/// Which targets of a chain are asked for.
#[derive(Debug, Default, Clone, Deserialize, Serialize)]
#[serde(default)]
pub struct TargetsQuery {
    #[serde(flatten)]
    standpoint: Standpoint,
    /// Id or name of the gap; by default the whole chain.
    segment: Parameter<String>,
    /// Of this standing only.
    standing: Parameter<Standing>,
    /// Code or name of the region where they are registered.
    region: Parameter<String>,
    /// With this flag only.
    flag: Parameter<TargetFlag>,
    /// How many a page of the answer has, by default as the rules say; the web page has its own number.
    limit: Parameter<usize>,
    /// Which page of them, from 1.
    page: Parameter<usize>,
}

impl TargetsQuery {
    fn page(&self) -> Result<usize, Failure> {
        Ok(self.page.read("page")?.unwrap_or(1))
    }

    /// What is asked of the desk: the targets of a page of so many.
    fn question(&self, question: Question, limit: Option<usize>, usual: usize) -> Result<TargetQuestion, Failure> {
        Ok(TargetQuestion {
            question,
            segment: self.segment.owned(),
            standing: self.standing.read("standing")?,
            region: self.region.owned(),
            flag: self.flag.read("flag")?,
            skip: limit.unwrap_or(usual).saturating_mul(self.page()? - 1),
            limit,
        })
    }

    /// Another web page of the same targets.
    fn address(&self, chain: &str, page: usize) -> String {
        let page = Self { page: Parameter::of(page), limit: Parameter::default(), ..self.clone() };
        format!("/chains/{}/targets{}", part(chain), address::query(&page))
    }
}

#[derive(Template)]
#[template(path = "targets.html")]
struct TargetsPage {
    shell: Shell,
    path: String,
    chain_name: String,
    home: String,
    home_name: String,
    as_of: String,
    day: String,
    rules: String,
    segment: String,
    /// The gaps of the chain in gap order: id, name, whether chosen.
    gaps: Vec<(String, String, bool)>,
    standings: Vec<(&'static str, &'static str, bool)>,
    flags: Vec<(&'static str, &'static str, bool)>,
    region: String,
    lists: Vec<TargetList>,
    apart: Vec<(&'static str, Vec<Apart>)>,
    /// Addresses of the pages before and after.
    before: Option<String>,
    after: Option<String>,
}

struct TargetList {
    title: &'static str,
    total: usize,
    rows: Vec<TargetRow>,
}

struct TargetRow {
    place: usize,
    /// Its id.
    enterprise: String,
    name: String,
    address: String,
    segment_path: String,
    segment: String,
    score: String,
    most: String,
    word: &'static str,
    /// Of a bar 80 px long: what is guaranteed, and up to where it may reach.
    bar: u32,
    reach: u32,
    evidence: String,
    factors: Vec<String>,
    standing: &'static str,
    at: String,
    flags: Vec<&'static str>,
    paths: String,
    reasons: Vec<ScoreReason>,
}

/// The same answer as the command line's.
pub async fn answer(
    desk: Desk,
    QueryOf(asked): QueryOf<OfChain<TargetsQuery>>,
) -> Result<Json<TargetsAnswer>, Failure> {
    let query = &asked.query;
    let question = query.standpoint.question(asked.chain()?)?;
    let question = query.question(question, query.limit.read("limit")?, desk.rules().target.limit)?;
    Ok(Json(desk.targets(&question).await?))
}

/// Shows the targets that pass the filters.
pub async fn show(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<TargetsQuery>,
) -> Result<Response, Failure> {
    let question = query.standpoint.question(&chain)?;
    let asked = query.question(question.clone(), Some(PER_PAGE), PER_PAGE)?;
    let ranked = desk.targets(&asked).await?;
    let gaps = desk.gaps(&question)?;
    let (number, lists) = (query.page()?, lists(&ranked, &query.standpoint, asked.skip));
    let answer = ranked.answer;
    let chosen = answer.segment.unwrap_or_default();
    let title = format!("{} 目标企业", answer.chain_name);
    let to = |number: usize| query.address(&answer.chain, number);
    let gaps = gaps.segments.iter().filter(|segment| segment.verdict.is_gap());
    page(&TargetsPage {
        shell: Shell::new(&desk, &title, Some((&answer.chain, "targets")), &query.standpoint)?,
        path: part(&answer.chain),
        home: query.standpoint.home.to_string(),
        as_of: query.standpoint.as_of.to_string(),
        gaps: gaps.map(|gap| (gap.segment.clone(), gap.name.clone(), gap.segment == chosen)).collect(),
        segment: answer.segment_name.unwrap_or_default(),
        standings: Standing::ALL.iter().map(|&s| (s.code(), s.zh(), asked.standing == Some(s))).collect(),
        flags: TargetFlag::ALL.iter().map(|&f| (f.code(), f.zh(), asked.flag == Some(f))).collect(),
        region: query.region.to_string(),
        before: (number > 1).then(|| to(number - 1)),
        after: (asked.skip.saturating_add(PER_PAGE) < answer.targets_total).then(|| to(number + 1)),
        chain_name: answer.chain_name,
        home_name: answer.home_name,
        day: answer.as_of.to_string(),
        rules: answer.rules,
        lists,
        apart: vec![("风险严重，不列入", answer.excluded), ("不确定在哪里", answer.uncertain)],
    })
}

/// A page of targets; behind the first page those that are here already.
fn lists(ranked: &TargetsAnswer, standpoint: &Standpoint, skip: usize) -> Vec<TargetList> {
    let answer = &ranked.answer;
    let rows = |lines: &[TargetLine], from| {
        (from + 1..).zip(lines).map(|(at, line)| row(at, line, &answer.chain, standpoint)).collect()
    };
    let mut lists =
        vec![TargetList { title: "可招企业", total: answer.targets_total, rows: rows(&ranked.targets, skip) }];
    if skip == 0 && answer.here_total > 0 {
        let rows = rows(&ranked.here, 0);
        lists.push(TargetList { title: "已在本地，可增资扩产", total: answer.here_total, rows });
    }
    lists
}

fn row(place: usize, line: &TargetLine, chain: &str, standpoint: &Standpoint) -> TargetRow {
    let target = &line.target;
    TargetRow {
        place,
        enterprise: target.enterprise.clone(),
        name: target.name.clone(),
        address: EnterpriseQuery::address(&target.enterprise, standpoint),
        segment_path: part(&target.segment),
        segment: target.segment_name.clone(),
        score: format!("{:.1}", target.score),
        most: format!("{:.1}", target.range[1]),
        word: word(target.score, target.evidence),
        bar: length(target.score),
        reach: length(target.range[1]),
        evidence: format!("{:.0}%", target.evidence * 100.0),
        factors: target.factors.values().map(known).to_vec(),
        standing: target.standing.map_or("未知", |standing| standing.zh()),
        at: target.place.clone(),
        flags: target.flags.iter().map(|flag| flag.zh()).collect(),
        paths: PathsQuery::address(chain, &target.enterprise, standpoint),
        reasons: line.reasons.iter().map(ScoreReason::of).collect(),
    }
}

/// What a guaranteed score means to a reader; little evidence is said first.
fn word(score: f64, evidence: f64) -> &'static str {
    match score {
        _ if evidence < 0.5 => "资料少",
        s if s >= 50.0 => "优先",
        s if s >= 30.0 => "较好",
        _ => "一般",
    }
}

fn length(score: f64) -> u32 {
    (score.clamp(0.0, 100.0) * 0.8).round() as u32
}
