//! `GET /chains/{chain}/segments/{segment}`, as JSON under `/api/v1`: why a segment has its verdict, and the firms with
//! their facts. The atlas shows the middle of this page in its drawer.

use std::collections::HashMap;

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;

use crate::app::edits::Subject;
use crate::app::{Desk, FirmFacts, Head, SegmentExplanation, lists};
use crate::draw::{PageTick, Table};
use crate::gaps::VerdictReasoning as Reasoning;
use crate::graph::FirmIx;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::{EditAsked, Editing, PageAddress};
use crate::http::frame::links::{PageLinks, version_of};
use crate::http::frame::query::{QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::frame::words::{Badge, badge};
use crate::http::questions::forms::SegmentForms;
use crate::model::Basis;

#[derive(Template)]
#[template(path = "segment.html")]
struct SegmentPage {
    shell: Shell,
    forms: SegmentForms,
    path: String,
    chain_name: String,
    /// Names of what stands above it, with their pages.
    above: Vec<(String, String)>,
    home_name: String,
    /// As the reader wrote it.
    home: String,
    badge: Badge,
    low_confidence: bool,
    priority: Option<String>,
    /// Why it is a gap; of what is none, what its verdict rests on.
    headline: String,
    /// What to do about a gap.
    more: Option<String>,
    why: Reasoning,
    /// The priority of a gap, factor by factor; open where it is asked about.
    factors: ShownTable,
    of_factors: bool,
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
    QueryOf(edit): QueryOf<EditAsked>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    let desk = desk.assuming(&standpoint.question(&chain)?)?;
    shown(&desk, (&chain, &segment), &standpoint, asked, &Editing::asked(edit)).await
}

/// The page of a segment, where forms are sent and lead back to.
pub fn address(chain: &str, segment: &str, standpoint: &Standpoint) -> PageAddress {
    PageAddress(format!("/chains/{}/segments/{}{}", part(chain), part(segment), standpoint.kept()))
}

/// The same with a form that was refused.
pub async fn shown(
    desk: &Desk,
    (chain, segment): (&str, &str),
    standpoint: &Standpoint,
    asked: TableRequest,
    editing: &Editing,
) -> Result<Response, Failure> {
    let asked = asked.without("edit").without("done");
    let question = standpoint.question(chain)?;
    if let Some(branch) = desk.branch(&question, segment)? {
        return super::branch::shown(desk, branch, standpoint, &asked, editing).await;
    }
    let gaps = desk.gaps(&question)?;
    let answer = desk.explain(&question, segment).await?;
    let links = PageLinks::from(&gaps.chain, standpoint);
    let work = desk.firm_work(&gaps.chain, gaps.as_of).await?;
    let (table, factors) = (answer.table(work.as_ref()), answer.factors_table(&desk.rules().priority));
    let may_list = desk.offers(&gaps.chain).list;
    let boxes = if may_list { boxes(&table, &answer, &work.unwrap_or_default()) } else { HashMap::new() };
    let forms = SegmentForms::of(desk, (&gaps.chain, &answer.reasoning.segment.segment), standpoint, editing).await?;
    let origin = TableOrigin::from(&Head::of(&gaps));
    let page_of = asked.answer([table, factors], &origin, &|thing| links.to(thing), |[rows, factors]| {
        let title = format!("{} · {}", answer.reasoning.segment.name, answer.chain_name);
        let cut = cut(&answer);
        let why = answer.reasoning;
        page(&SegmentPage {
            shell: Shell::new(desk, &title, Some((&why.chain, "segment")), standpoint)?
                .watching(version_of(&Subject::Segment(why.chain.clone(), why.segment.segment.clone())), forms.version),
            forms,
            path: part(&why.chain),
            home: standpoint.home.to_string(),
            badge: badge(why.segment.verdict, gaps.any_surveyed),
            low_confidence: why.basis == Basis::Stages,
            priority: why.segment.priority.map(|p| format!("{p:.1}")),
            headline: headline(&why),
            more: why.segment.reason.as_ref().map(|reason| reason.more.clone()),
            of_factors: asked.asks_of(factors.id),
            factors,
            cut,
            rows: rows.with_ticks("enterprise", &boxes),
            above: answer.above.iter().map(|(id, name)| (name.clone(), links.segment(id))).collect(),
            chain_name: answer.chain_name,
            home_name: answer.home_name,
            why,
        })
    })?;
    Ok(editing.answered(page_of))
}

/// The reason of a gap; of what is none, the last step of its computed verdict.
fn headline(why: &Reasoning) -> String {
    let told = why.segment.reason.as_ref().map(|reason| reason.headline.clone());
    let last = || why.steps.iter().rfind(|step| step.title != "认定");
    told.or_else(|| last().map(|step| format!("{}。", step.sentence))).unwrap_or_default()
}

/// A sentence for every list that is too long to be told whole.
fn cut(answer: &SegmentExplanation) -> Vec<String> {
    let lists = answer.lists().into_iter().filter(|(.., told, all)| told.len() < *all);
    lists.map(|(_, word, told, all)| format!("{word} {all} 家，只列前 {} 家。", told.len())).collect()
}

/// A box before every firm that is not on the list yet.
fn boxes(
    table: &Table,
    answer: &SegmentExplanation,
    listed: &HashMap<FirmIx, lists::FirmWork>,
) -> HashMap<String, PageTick> {
    let firms = answer.lists().into_iter().flat_map(|(_, _, firms, _)| firms);
    let tick = |firm: &FirmFacts| PageTick::open(&firm.enterprise, &firm.name);
    let free = table.rows().zip(firms).filter(|(_, firm)| !listed.contains_key(&firm.firm));
    free.map(|(row, firm)| (row.key.clone(), tick(firm))).collect()
}
