//! `GET /chains/{chain}/segments/{segment}`, as JSON under `/api/v1`: why a segment has its verdict, and the firms with
//! their facts. The atlas shows the middle of this page in its drawer.

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;

use crate::app::{Desk, FirmFacts, SegmentExplanation};
use crate::gaps::VerdictReasoning as Reasoning;
use crate::http::frame::address::part;
use crate::http::frame::fact_line::FactLine;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::{Badge, badge};
use crate::model::Basis;

#[derive(Template)]
#[template(path = "segment.html")]
struct SegmentPage {
    shell: Shell,
    path: String,
    chain_name: String,
    home_name: String,
    /// As the reader wrote it.
    home: String,
    badge: Badge,
    low_confidence: bool,
    priority: Option<String>,
    why: Reasoning,
    lists: Vec<FirmList>,
}

/// Firms of one kind, with how many there are in all.
struct FirmList {
    id: &'static str,
    title: &'static str,
    meaning: &'static str,
    total: usize,
    firms: Vec<FirmLine>,
}

struct FirmLine {
    enterprise: String,
    name: String,
    standing: &'static str,
    unverified: bool,
    place: String,
    facts: Vec<FactLine>,
}

/// The reasons, firms and facts of one segment.
pub async fn answer(
    desk: Desk,
    Path((chain, segment)): Path<(String, String)>,
    QueryOf(standpoint): QueryOf<Standpoint>,
) -> Result<Json<SegmentExplanation>, Failure> {
    Ok(Json(desk.explain(&standpoint.question(&chain)?, &segment).await?))
}

/// Shows one segment.
pub async fn show(
    desk: Desk,
    Path((chain, segment)): Path<(String, String)>,
    QueryOf(standpoint): QueryOf<Standpoint>,
) -> Result<Response, Failure> {
    let question = standpoint.question(&chain)?;
    let any_surveyed = desk.gaps(&question)?.any_surveyed;
    let answer = desk.explain(&question, &segment).await?;
    let title = format!("{} · {}", answer.reasoning.segment.name, answer.chain_name);
    let why = answer.reasoning;
    page(&SegmentPage {
        shell: Shell::new(&desk, &title, Some((&why.chain, "segment")), &standpoint)?,
        path: part(&why.chain),
        home: standpoint.home.to_string(),
        badge: badge(why.segment.verdict, any_surveyed),
        low_confidence: why.basis == Basis::Stages,
        priority: why.segment.priority.map(|p| format!("{p:.1}")),
        lists: lists(&why, [answer.local, answer.candidates, answer.uncertain]),
        chain_name: answer.chain_name,
        home_name: answer.home_name,
        why,
    })
}

/// Local firms, candidates and uncertain ones; the counts are of all, the lists may be cut.
fn lists(why: &Reasoning, [local, candidates, uncertain]: [Vec<FirmFacts>; 3]) -> Vec<FirmList> {
    let firms = &why.segment.firms;
    let (near, far, unsure) = (firms.local.len(), firms.outside.len(), firms.uncertain.len());
    vec![
        list("local", "本地企业", "在业，并在本地做这一环节", near, local),
        list("candidates", "外地候选", "确定不在本地、无严重风险，可以去招的企业", far, candidates),
        list("uncertain", "位置不明", "是否在本地，现有资料说不清", unsure, uncertain),
    ]
}

fn list(id: &'static str, title: &'static str, meaning: &'static str, total: usize, firms: Vec<FirmFacts>) -> FirmList {
    FirmList { id, title, meaning, total, firms: firms.into_iter().map(firm).collect() }
}

fn firm(firm: FirmFacts) -> FirmLine {
    FirmLine {
        enterprise: firm.enterprise,
        name: firm.name,
        standing: firm.standing.map_or("未知", |s| s.zh()),
        unverified: firm.unverified,
        place: firm.place,
        facts: firm.facts.into_iter().map(FactLine::of).collect(),
    }
}
