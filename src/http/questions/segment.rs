//! `GET /chains/{chain}/segments/{segment}`, as JSON under `/api/v1`: why a segment has its verdict, and the firms with
//! their facts. The atlas shows the middle of this page in its drawer.

use std::collections::HashMap;

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;

use crate::app::{Desk, Head, SegmentExplanation};
use crate::draw::{PageTick, Table};
use crate::gaps::VerdictReasoning as Reasoning;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
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
    /// How many of each list are told, where not all are.
    cut: Vec<String>,
    rows: ShownTable,
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
    asked: TableRequest,
) -> Result<Response, Failure> {
    let question = standpoint.question(&chain)?;
    let gaps = desk.gaps(&question)?;
    let answer = desk.explain(&question, &segment).await?;
    let links = PageLinks::from(&gaps.chain, &standpoint);
    let table = answer.table();
    let boxes = boxes(&table, &answer);
    asked.answer([table], &TableOrigin::from(&Head::of(&gaps)), &|thing| links.to(thing), |[rows]| {
        let title = format!("{} · {}", answer.reasoning.segment.name, answer.chain_name);
        let cut = cut(&answer);
        let why = answer.reasoning;
        page(&SegmentPage {
            shell: Shell::new(&desk, &title, Some((&why.chain, "segment")), &standpoint)?,
            path: part(&why.chain),
            home: standpoint.home.to_string(),
            badge: badge(why.segment.verdict, gaps.any_surveyed),
            low_confidence: why.basis == Basis::Stages,
            priority: why.segment.priority.map(|p| format!("{p:.1}")),
            cut,
            rows: rows.with_ticks("enterprise", &boxes),
            chain_name: answer.chain_name,
            home_name: answer.home_name,
            why,
        })
    })
}

/// A sentence for every list that is too long to be told whole.
fn cut(answer: &SegmentExplanation) -> Vec<String> {
    let lists = answer.lists().into_iter().filter(|(.., told, all)| told.len() < *all);
    lists.map(|(_, word, told, all)| format!("{word} {all} 家，只列前 {} 家。", told.len())).collect()
}

/// A box before every firm, at its first fact.
fn boxes(table: &Table, answer: &SegmentExplanation) -> HashMap<String, PageTick> {
    let mut rows = table.rows();
    let mut boxes = HashMap::new();
    for firm in answer.lists().into_iter().flat_map(|(_, _, firms, _)| firms) {
        let Some(row) = rows.next() else { break };
        let tick = PageTick { value: firm.enterprise.clone(), label: firm.name.clone(), ticked: false };
        boxes.insert(row.key.clone(), tick);
        rows.by_ref().take(firm.facts.len().saturating_sub(1)).for_each(drop);
    }
    boxes
}
