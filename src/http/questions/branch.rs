//! `GET /chains/{chain}/segments/{segment}` of a segment that others stand below: what stands above and below it with the
//! verdicts, the gaps there, and the firms.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;

use crate::app::{BranchChild, BranchFirm, Desk, Head, SegmentBranch};
use crate::draw::{PageTick, verdict_bar};
use crate::gaps::VerdictCounts;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::Editing;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::Standpoint;
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::frame::words::{Badge, badge};
use crate::http::questions::forms::SegmentForms;
use crate::model::Verdict;

#[derive(Template)]
#[template(path = "branch.html")]
struct BranchPage {
    shell: Shell,
    forms: SegmentForms,
    path: String,
    home: String,
    /// Names of what stands above it, with their pages.
    above: Vec<(String, String)>,
    below: Vec<ChildShown>,
    bar: String,
    told: String,
    leaves: ShownTable,
    firms: ShownTable,
    branch: SegmentBranch,
}

/// What stands directly below, with how many leaves have each verdict; of a leaf the verdict alone.
struct ChildShown {
    name: String,
    address: String,
    leaf: bool,
    badges: Vec<(Badge, usize)>,
}

impl ChildShown {
    fn of(child: &BranchChild, any_surveyed: bool, links: &PageLinks) -> Self {
        let badges = child.verdicts.iter().map(|(verdict, count)| (badge(*verdict, any_surveyed), *count));
        Self {
            name: child.name.clone(),
            address: links.segment(&child.segment),
            leaf: child.leaf,
            badges: badges.collect(),
        }
    }
}

/// The page of such a segment.
pub async fn shown(
    desk: &Desk,
    branch: SegmentBranch,
    standpoint: &Standpoint,
    asked: &TableRequest,
    editing: &Editing,
) -> Result<Response, Failure> {
    let gaps = &branch.gaps;
    let links = PageLinks::from(&gaps.chain, standpoint);
    let work = desk.firm_work(&gaps.chain, gaps.as_of).await?;
    let tables = [gaps.table(desk.gap_work(gaps).await?.as_ref()), branch.firm_table(work.as_ref())];
    let listed = work.unwrap_or_default();
    let free = branch.firms.iter().filter(|one| !listed.contains_key(&one.firm));
    let tick = |one: &BranchFirm| PageTick::open(&one.enterprise, &one.name);
    let free = free.filter(|_| desk.offers(&gaps.chain).list);
    let boxes: HashMap<_, _> = free.map(|one| (one.enterprise.clone(), tick(one))).collect();
    let forms = SegmentForms::of(desk, (&gaps.chain, &branch.segment), standpoint, editing).await?;
    let counts = counts(&branch);
    let told = told(&counts);
    let origin = TableOrigin::from(&Head::of(gaps));
    let shown = asked.answer(tables, &origin, &|thing| links.to(thing), |[leaves, firms]| {
        let title = format!("{} · {}", branch.name, gaps.chain_name);
        page(&BranchPage {
            shell: Shell::new(desk, &title, Some((&gaps.chain, "segment")), standpoint)?,
            forms,
            path: part(&gaps.chain),
            home: standpoint.home.to_string(),
            above: branch.above.iter().map(|(id, name)| (name.clone(), links.segment(id))).collect(),
            below: branch.below.iter().map(|child| ChildShown::of(child, gaps.any_surveyed, &links)).collect(),
            bar: verdict_bar(&counts, &told),
            told,
            leaves,
            firms: firms.with_ticks("enterprise", &boxes),
            branch: branch.clone(),
        })
    })?;
    Ok(editing.answered(shown))
}

/// How many of the leaves below have each verdict.
fn counts(branch: &SegmentBranch) -> Vec<(Verdict, usize)> {
    let of = |verdict| branch.gaps.segments.iter().filter(|leaf| leaf.verdict == verdict).count();
    let every = VerdictCounts::default().all().into_iter();
    every.map(|(verdict, _)| (verdict, of(verdict))).collect()
}

/// The same in words.
fn told(counts: &[(Verdict, usize)]) -> String {
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let told = counts.iter().filter(|(_, count)| *count > 0);
    let told: Vec<String> = told.map(|(verdict, count)| format!("{}{count}", verdict.zh())).collect();
    format!("下面{all}个末级环节：{}", told.join("、"))
}
