//! `GET /chains/{chain}/targets`: 目标企业, the ranked candidates of a chain or of one gap, with the filters in the
//! address; long tables page here.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use crate::app::{Desk, TargetLine, TargetQuestion, TargetsAnswer};
use crate::gaps::Apart;
use crate::http::frame::address::{enterprise, part, query};
use crate::http::frame::fact_line::FactLine;
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::known;
use crate::model::{Standing, TargetFlag};

/// Targets on one page.
const PER_PAGE: usize = 50;

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
    lists: Vec<List>,
    apart: Vec<(&'static str, Vec<Apart>)>,
    /// Addresses of the pages before and after.
    before: Option<String>,
    after: Option<String>,
}

struct List {
    title: &'static str,
    total: usize,
    rows: Vec<Row>,
}

struct Row {
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
    reasons: Vec<Reason>,
}

struct Reason {
    title: &'static str,
    sentence: String,
    unknown: bool,
    facts: Vec<FactLine>,
}

/// Shows the targets that pass the filters.
pub async fn show(desk: Desk, Path(chain): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let question = filters.question(&chain)?;
    let number = filters.page()?;
    let skip = PER_PAGE.saturating_mul(number - 1);
    let (standing, flag) = (filters.standing()?, filters.flag()?);
    let given = TargetQuestion {
        question: question.clone(),
        segment: filters.segment().map(str::to_owned),
        standing,
        region: filters.region().map(str::to_owned),
        flag,
        skip,
        limit: Some(PER_PAGE),
    };
    let told = desk.targets(&given).await?;
    let gaps = desk.gaps(&question)?;
    let chosen = told.answer.segment.clone().unwrap_or_default();
    let title = format!("{} 目标企业", told.answer.chain_name);
    let shell = Shell::new(&desk, &title, Some((&told.answer.chain, "targets")), &filters)?;
    let to = |number: usize| page_address(&filters, &told.answer.chain, number);
    let gaps = gaps.segments.iter().filter(|segment| segment.verdict.is_gap());
    page(&TargetsPage {
        path: part(&told.answer.chain),
        home: filters.home().unwrap_or_default().to_owned(),
        as_of: filters.as_of()?.map(|day| day.to_string()).unwrap_or_default(),
        segment: told.answer.segment_name.clone().unwrap_or_default(),
        gaps: gaps.map(|gap| (gap.segment.clone(), gap.name.clone(), gap.segment == chosen)).collect(),
        standings: Standing::ALL.iter().map(|&s| (s.code(), s.zh(), standing == Some(s))).collect(),
        flags: TargetFlag::ALL.iter().map(|&f| (f.code(), f.zh(), flag == Some(f))).collect(),
        region: filters.region().unwrap_or_default().to_owned(),
        before: (number > 1).then(|| to(number - 1)),
        after: (skip.saturating_add(PER_PAGE) < told.answer.targets_total).then(|| to(number + 1)),
        chain_name: told.answer.chain_name.clone(),
        home_name: told.answer.home_name.clone(),
        day: told.answer.as_of.to_string(),
        rules: told.answer.rules.clone(),
        lists: lists(&told, &shell.kept, skip, number == 1),
        apart: vec![("风险严重，不列入", told.answer.excluded), ("不确定在哪里", told.answer.uncertain)],
        shell,
    })
}

fn page_address(filters: &Filters, chain: &str, number: usize) -> String {
    let number = number.to_string();
    let text = |value: &Option<String>| value.clone();
    let (home, as_of, known_at) = (text(&filters.home), text(&filters.as_of), text(&filters.known_at));
    let pairs = [
        ("home", home.as_deref()),
        ("as_of", as_of.as_deref()),
        ("known_at", known_at.as_deref()),
        ("segment", filters.segment()),
        ("standing", filters.standing.as_deref()),
        ("region", filters.region()),
        ("flag", filters.flag.as_deref()),
        ("page", Some(number.as_str())),
    ];
    format!("/chains/{}/targets{}", part(chain), query(&pairs))
}

fn lists(told: &TargetsAnswer, kept: &str, skip: usize, first: bool) -> Vec<List> {
    let chain = part(&told.answer.chain);
    let rows =
        |lines: &[TargetLine], from| (from + 1..).zip(lines).map(|(at, line)| row(at, line, &chain, kept)).collect();
    let mut lists =
        vec![List { title: "可招企业", total: told.answer.targets_total, rows: rows(&told.targets, skip) }];
    if first && told.answer.here_total > 0 {
        lists.push(List {
            title: "已在本地，可增资扩产", total: told.answer.here_total, rows: rows(&told.here, 0)
        });
    }
    lists
}

fn row(place: usize, line: &TargetLine, chain: &str, kept: &str) -> Row {
    let target = &line.target;
    let own = query(&[("target", Some(&target.enterprise))]);
    let paths = if kept.is_empty() { own } else { format!("{kept}&{}", &own[1..]) };
    Row {
        place,
        enterprise: target.enterprise.clone(),
        name: target.name.clone(),
        address: enterprise(&target.enterprise, kept),
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
        paths: format!("/chains/{chain}/paths{paths}"),
        reasons: line.reasons.iter().map(reason).collect(),
    }
}

fn reason(told: &crate::app::ReasonLine) -> Reason {
    Reason {
        title: told.reason.title,
        sentence: told.reason.sentence.clone(),
        unknown: told.reason.value.is_none(),
        facts: told.facts.iter().cloned().map(FactLine::of).collect(),
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
