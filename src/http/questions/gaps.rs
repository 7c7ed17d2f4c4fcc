//! `GET /chains/{chain}/gaps`, as JSON under `/api/v1`: 缺口, gaps first, with filters, order and columns in the address.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::intake::RowsLeft;
use crate::app::lists::GapWork;
use crate::app::{Desk, GapChange, Head, Question, WhatIf};
use crate::draw::{Table, percent};
use crate::gaps::{GapAnswer, SegmentAnswer};
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::see;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::frame::words::{FilterOption, options};
use crate::model::{Stage, Verdict};

/// Which rows of a chain's gaps the page shows.
#[derive(Debug, Default, Deserialize, JsonSchema)]
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
    /// Who is to be assumed to come, by any name: leads to the page under that assumption.
    come: Parameter<String>,
    /// What they would do, by id or name.
    fill: Parameter<String>,
}

/// The gaps as they are, or as they would be.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum GapsTold {
    /// Without an assumption.
    AsTheyAre(Box<GapAnswer>),
    /// Under one.
    WhatIf(Box<WhatIf>),
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
    notices: Vec<String>,
    /// What the reader brought in only in part.
    left: Vec<RowsLeft>,
    /// Whether any leaf is surveyed for this home.
    any_surveyed: bool,
    text: String,
    /// The days at which one may ask what was known then.
    moments: Vec<FilterOption>,
    verdicts: Vec<FilterOption>,
    stages: Vec<FilterOption>,
    /// Every leaf that is not strong, to be assumed filled.
    leaves_to_fill: Vec<FilterOption>,
    /// What would change under the assumption, in sentences.
    changed: Vec<String>,
    /// How many leaves there are before filtering.
    leaves: usize,
    local_firms: usize,
    local_supply: String,
    /// What the form of filters sends along.
    kept: Vec<(&'static str, String)>,
    rows: ShownTable,
}

/// The same answer as the command line's, of all leaves.
pub async fn answer(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(standpoint): QueryOf<Standpoint>,
) -> Result<Json<GapsTold>, Failure> {
    let question = standpoint.question(&chain)?;
    Ok(Json(match desk.to_assume() {
        [] => GapsTold::AsTheyAre(Box::new(desk.gaps(&question)?)),
        assumed => GapsTold::WhatIf(Box::new(desk.what_if(&question, assumed)?)),
    }))
}

/// Shows the leaves that pass the filters.
pub async fn show(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<GapsQuery>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    let question = query.standpoint.question(&chain)?;
    if query.come.given().or(query.fill.given()).is_some() {
        return assumed(&desk, &question, &query).await;
    }
    let now = desk.clone();
    let desk = desk.assuming(&question)?;
    let answer = desk.gaps(&question)?;
    let changed =
        if desk.to_assume().is_empty() { Vec::new() } else { changed(&now.what_if(&question, desk.to_assume())?) };
    let work = desk.gap_work(&answer).await?;
    let moments = super::brief::moments(&desk, &answer.chain, &query.standpoint).await?;
    let filters = GapFilters::of(&query)?;
    let links = PageLinks::from(&answer.chain, &query.standpoint);
    let origin = TableOrigin::from(&Head::of(&answer));
    asked.answer([filters.rows(&answer, work.as_ref())], &origin, &|thing| links.to(thing), |[rows]| {
        let title = format!("{} 缺口", answer.chain_name);
        page(&GapsPage {
            shell: Shell::new(&desk, &title, Some((&answer.chain, "gaps")), &query.standpoint)?,
            path: part(&answer.chain),
            home: query.standpoint.home.to_string(),
            as_of: query.standpoint.as_of.to_string(),
            verdicts: options(Verdict::ALL.iter().map(|&v| (v.code(), v.zh(), filters.verdict == Some(v)))),
            stages: options(Stage::ALL.iter().map(|&s| (s.code(), s.zh(), filters.stage == Some(s)))),
            text: filters.text.clone(),
            moments,
            leaves_to_fill: leaves_to_fill(&answer),
            changed,
            chain_name: answer.chain_name.clone(),
            home_name: answer.home_name.clone(),
            day: answer.as_of.to_string(),
            notices: answer.notices.clone(),
            left: desk.rows_left()?,
            any_surveyed: answer.any_surveyed,
            leaves: answer.segments.len(),
            local_firms: answer.summary.local_firms,
            local_supply: percent(answer.summary.local_supply),
            kept: asked.keeps(),
            rows,
        })
    })
}

/// Leads to the page under one assumption more.
async fn assumed(desk: &Desk, question: &Question, query: &GapsQuery) -> Result<Response, Failure> {
    let (come, fill) = (query.come.to_string(), query.fill.to_string());
    let one = desk.clone().assuming(question)?.assumable(question, &come, &fill).await?;
    let all: Vec<&str> = desk.to_assume().iter().map(String::as_str).chain([&*one]).collect();
    let standpoint = Standpoint { assume: Parameter::of(all.join(";")), ..query.standpoint.clone() };
    Ok(see(&format!("/chains/{}/gaps{}", part(&question.chain), standpoint.kept())))
}

/// What would change, a sentence a leaf.
fn changed(told: &WhatIf) -> Vec<String> {
    let order = |priority: Option<f64>| priority.map_or_else(|| "不是缺口".to_owned(), |p| format!("{p:.1}"));
    let sentence = |change: &GapChange| {
        let verdicts = match (change.verdict_before.zh(), change.verdict.zh()) {
            (before, after) if before == after => after.to_owned(),
            (before, after) => format!("{before} → {after}"),
        };
        let (before, after) = (order(change.priority_before), order(change.priority));
        format!("{}：{verdicts}，优先级 {before} → {after}", change.name)
    };
    told.changes.iter().map(sentence).collect()
}

/// The leaves that somebody could be assumed to fill.
fn leaves_to_fill(answer: &GapAnswer) -> Vec<FilterOption> {
    options(answer.segments.iter().map(|leaf| (leaf.segment.clone(), leaf.name.clone(), false)))
}

/// Which leaves pass.
struct GapFilters {
    verdict: Option<Verdict>,
    stage: Option<Stage>,
    text: String,
}

impl GapFilters {
    fn of(query: &GapsQuery) -> Result<Self, Failure> {
        let (verdict, stage) = (query.verdict.read("verdict")?, query.stage.read("stage")?);
        Ok(Self { verdict, stage, text: query.text.to_string() })
    }

    /// The rows that pass, numbered before any is left out.
    fn rows(&self, answer: &GapAnswer, work: Option<&HashMap<String, GapWork>>) -> Table {
        let passing: HashSet<&str> =
            answer.segments.iter().filter(|leaf| self.pass(leaf)).map(|leaf| leaf.segment.as_str()).collect();
        let mut table = answer.table(work);
        if !answer.segments.is_empty() {
            table.empty = "没有符合条件的环节。请放宽“结论”“位置”或“环节名”。";
        }
        table.keeping(|key| passing.contains(key))
    }

    fn pass(&self, leaf: &SegmentAnswer) -> bool {
        let text = self.text.to_lowercase();
        self.verdict.is_none_or(|wanted| leaf.verdict == wanted)
            && self.stage.is_none_or(|wanted| leaf.stage == wanted)
            && (leaf.name.to_lowercase().contains(&text) || leaf.segment.to_lowercase().contains(&text))
    }
}
