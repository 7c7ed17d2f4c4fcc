//! `GET /`: 今日, what waits, then every chain in one line; or how to begin where there is nothing yet.

use askama::Template;
use axum::response::Response;

use crate::app::{AppError, Desk};
use crate::draw::{percent, verdict_bar};
use crate::gaps::{GapAnswer, SegmentAnswer};
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, empty, page};
use crate::http::frame::words::{Badge, badge, money};
use crate::http::questions::today::{self, TodayShown};
use crate::model::{Basis, Verdict};

/// How many missing leaves a line names.
const TOP_GAPS: usize = 3;

#[derive(Template)]
#[template(path = "overview.html")]
struct OverviewPage {
    shell: Shell,
    home: String,
    as_of: String,
    rules: String,
    headings: Vec<Badge>,
    /// With fewer pairs of supplier and customer, their local share is unknown.
    pairs_min: usize,
    /// Chains without a city, while no home is asked for.
    homeless: Vec<String>,
    waiting: Vec<TodayShown>,
    cards: Vec<ChainCard>,
    lines: Vec<ChainSummary>,
}

/// What matters of a chain, in short.
struct ChainCard {
    brief: String,
    name: String,
    home_name: String,
    bar: String,
    told: String,
}

struct ChainSummary {
    path: String,
    name: String,
    home_name: String,
    leaves: usize,
    /// Leaves by verdict, with the code and the word of each.
    counts: Vec<(usize, &'static str, &'static str)>,
    local_firms: usize,
    revenue: String,
    revenue_known: usize,
    local_supply: String,
    low_confidence: bool,
    unlooked: bool,
    gaps: Vec<TopGap>,
}

struct TopGap {
    path: String,
    name: String,
    badge: Badge,
}

/// Shows all chains.
pub async fn show(desk: Desk, QueryOf(standpoint): QueryOf<Standpoint>) -> Result<Response, Failure> {
    if desk.chains()?.is_empty() {
        return empty(&desk, &standpoint);
    }
    let answers = desk.overview(standpoint.home.given(), standpoint.as_of.read("as_of")?)?;
    let mut cards = Vec::with_capacity(answers.len());
    for answer in &answers {
        cards.push(card(&desk, answer, &standpoint).await?);
    }
    page(&OverviewPage {
        shell: Shell::new(&desk, "今日", Some(("", "overview")), &standpoint)?,
        home: standpoint.home.to_string(),
        as_of: standpoint.as_of.to_string(),
        rules: answers.first().map(|a| format!("数据截至 {}", a.as_of)).unwrap_or_default(),
        pairs_min: desk.rules().summary.pairs_min,
        headings: Verdict::ALL.iter().map(|&v| badge(v, true)).collect(),
        homeless: homeless(&desk, &answers)?,
        waiting: today::sections(&desk, &standpoint).await?,
        lines: answers.iter().map(line).collect(),
        cards,
    })
}

async fn card(desk: &Desk, answer: &GapAnswer, standpoint: &Standpoint) -> Result<ChainCard, AppError> {
    let told = desk.matters(answer).await?;
    Ok(ChainCard {
        brief: PageLinks::from(&answer.chain, standpoint).brief(),
        name: answer.chain_name.clone(),
        home_name: answer.home_name.clone(),
        bar: verdict_bar(&answer.summary.verdicts.all(), &told),
        told,
    })
}

/// The chains nobody can be answered about until a home is asked for.
fn homeless(desk: &Desk, answers: &[GapAnswer]) -> Result<Vec<String>, AppError> {
    let answered = |id: &str| answers.iter().any(|a| a.chain == id);
    Ok(desk.chains()?.into_iter().filter(|c| !answered(&c.chain)).map(|c| c.name).collect())
}

fn line(answer: &GapAnswer) -> ChainSummary {
    let summary = &answer.summary;
    let verdicts = summary.verdicts;
    let counts =
        [verdicts.strong, verdicts.strengthen, verdicts.fill, verdicts.extend, verdicts.build, verdicts.unsurveyed];
    let revenue = if summary.revenue_known == 0 { "未知".to_owned() } else { money(summary.revenue) };
    let gaps = answer.segments.iter().filter(|s| s.verdict.lack() == Some("缺失")).take(TOP_GAPS);
    ChainSummary {
        path: part(&answer.chain),
        name: answer.chain_name.clone(),
        home_name: answer.home_name.clone(),
        leaves: answer.segments.len(),
        counts: counts.into_iter().zip(Verdict::ALL).map(|(n, v)| (n, v.code(), v.zh())).collect(),
        local_firms: summary.local_firms,
        revenue,
        revenue_known: summary.revenue_known,
        local_supply: percent(summary.local_supply),
        low_confidence: answer.basis == Basis::Stages,
        unlooked: !answer.any_surveyed,
        gaps: gaps.map(|s| top_gap(s, answer.any_surveyed)).collect(),
    }
}

fn top_gap(segment: &SegmentAnswer, any_surveyed: bool) -> TopGap {
    TopGap { path: part(&segment.segment), name: segment.name.clone(), badge: badge(segment.verdict, any_surveyed) }
}
