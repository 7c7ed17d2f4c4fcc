//! `GET /chains/{chain}/gaps`, as JSON under `/api/v1`: 缺口, the table beside the picture, gaps first, with the same
//! filters in the address.

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;

use crate::app::Desk;
use crate::gaps::{GapAnswer, SegmentAnswer};
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::{Badge, FilterOption, badge, known, options, percent};
use crate::model::{Basis, Stage, Verdict};

/// Which rows of a chain's gaps the page shows.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct GapsQuery {
    #[serde(flatten)]
    standpoint: Standpoint,
    /// Of this verdict only.
    verdict: Parameter<Verdict>,
    /// Of this stage only.
    stage: Parameter<Stage>,
    /// What the name or the id contains.
    text: Parameter<String>,
}

#[derive(Template)]
#[template(path = "gaps.html")]
struct GapsPage {
    shell: Shell,
    path: String,
    chain_name: String,
    home: String,
    home_name: String,
    as_of: String,
    day: String,
    rules: String,
    low_confidence: bool,
    notices: Vec<String>,
    text: String,
    verdicts: Vec<FilterOption>,
    stages: Vec<FilterOption>,
    /// How many leaves there are before filtering.
    leaves: usize,
    local_firms: usize,
    local_supply: String,
    rows: Vec<SegmentRow>,
}

struct SegmentRow {
    /// Its place in gap order; none where it is no gap.
    place: Option<usize>,
    path: String,
    name: String,
    stage: &'static str,
    badge: Badge,
    direction: &'static str,
    /// The computed verdict where people decided otherwise or the same.
    overruled: Option<&'static str>,
    priority: Option<String>,
    /// Of a bar 60 px long.
    bar: u32,
    local: usize,
    unverified: usize,
    leaders: usize,
    candidates: usize,
    /// 关联, 本地配套, 产业相关, 重点环节, 可招.
    factors: Vec<String>,
    surveyed: bool,
}

/// The same answer as the command line's, of all leaves.
pub async fn answer(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(standpoint): QueryOf<Standpoint>,
) -> Result<Json<GapAnswer>, Failure> {
    Ok(Json(desk.gaps(&standpoint.question(&chain)?)?))
}

/// Shows the leaves that pass the filters.
pub async fn show(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<GapsQuery>,
) -> Result<Response, Failure> {
    let answer = desk.gaps(&query.standpoint.question(&chain)?)?;
    let (verdict, stage) = (query.verdict.read("verdict")?, query.stage.read("stage")?);
    let text = query.text.to_string();
    let title = format!("{} 缺口", answer.chain_name);
    page(&GapsPage {
        shell: Shell::new(&desk, &title, Some((&answer.chain, "gaps")), &query.standpoint)?,
        path: part(&answer.chain),
        home: query.standpoint.home.to_string(),
        as_of: query.standpoint.as_of.to_string(),
        verdicts: options(Verdict::ALL.iter().map(|&v| (v.code(), v.zh(), verdict == Some(v)))),
        stages: options(Stage::ALL.iter().map(|&s| (s.code(), s.zh(), stage == Some(s)))),
        rows: rows(&answer, verdict, stage, &text),
        text,
        chain_name: answer.chain_name,
        home_name: answer.home_name,
        day: answer.as_of.to_string(),
        rules: answer.rules,
        low_confidence: answer.basis == Basis::Stages,
        notices: answer.notices,
        leaves: answer.segments.len(),
        local_firms: answer.summary.local_firms,
        local_supply: percent(answer.summary.local_supply),
    })
}

/// The rows that pass the filters, numbered before any is left out.
fn rows(answer: &GapAnswer, verdict: Option<Verdict>, stage: Option<Stage>, text: &str) -> Vec<SegmentRow> {
    let text = text.to_lowercase();
    let passes = |s: &SegmentAnswer| {
        verdict.is_none_or(|v| s.verdict == v)
            && stage.is_none_or(|wanted| s.stage == wanted)
            && (s.name.to_lowercase().contains(&text) || s.segment.to_lowercase().contains(&text))
    };
    let numbered = answer.segments.iter().enumerate();
    numbered.filter(|(_, s)| passes(s)).map(|(place, s)| row(place, s, answer.any_surveyed)).collect()
}

fn row(place: usize, segment: &SegmentAnswer, any_surveyed: bool) -> SegmentRow {
    let factors = segment.factors.map(|f| [f.linkage, f.adjacency, f.relatedness, f.key, f.supply].map(known).to_vec());
    SegmentRow {
        place: segment.verdict.is_gap().then_some(place + 1),
        path: part(&segment.segment),
        name: segment.name.clone(),
        stage: segment.stage.zh(),
        badge: badge(segment.verdict, any_surveyed),
        direction: segment.direction.map_or("", |d| d.zh()),
        overruled: segment.assessed.as_ref().map(|_| segment.computed.zh()),
        priority: segment.priority.map(|p| format!("{p:.1}")),
        bar: segment.priority.map_or(0, |p| (p.clamp(0.0, 100.0) * 0.6).round() as u32),
        local: segment.local,
        unverified: segment.unverified,
        leaders: segment.leaders,
        candidates: segment.candidates,
        factors: factors.unwrap_or_default(),
        surveyed: segment.surveyed,
    }
}
