//! `GET /chains/{chain}/targets` and `/api/v1/targets`: 目标企业, whom to knock on in a chain or for one gap, best first,
//! with the filters in the address; long tables page here.

use std::collections::HashMap;

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::{Desk, Head, Question, TargetLine, TargetQuestion, TargetsAnswer, lists};
use crate::draw::{PageTick, Table};
use crate::graph::FirmIx;
use crate::http::frame::address::part;
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{OfChain, Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::frame::words::{FilterOption, options};
use crate::model::{Standing, TargetFlag};

/// The page asks for everybody: the table is sorted before it is cut.
const ALL: usize = usize::MAX;

/// Which targets of a chain are asked for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
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
    /// How many a page of the answer has, by default as the rules say; the web page shows a table of all.
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
    segment: String,
    /// The gaps of the chain in gap order.
    gaps: Vec<FilterOption>,
    standings: Vec<FilterOption>,
    flags: Vec<FilterOption>,
    region: String,
    /// What the form of filters sends along.
    kept: Vec<(&'static str, String)>,
    rows: ShownTable,
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

/// Shows the targets that pass the filters, those in town, and those that are none.
pub async fn show(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<TargetsQuery>,
    tables: TableRequest,
) -> Result<Response, Failure> {
    let question = query.standpoint.question(&chain)?;
    let desk = desk.assuming(&question)?;
    let asked = TargetQuestion { skip: 0, ..query.question(question.clone(), Some(ALL), ALL)? };
    let ranked = desk.targets(&asked).await?;
    let gaps = desk.gaps(&question)?;
    let work = desk.firm_work(&ranked.answer.chain, ranked.answer.as_of).await?;
    let table = ranked.table(work.as_ref());
    let may_list = desk.offers(&ranked.answer.chain).list;
    let boxes = if may_list { boxes(&table, &ranked, &work.unwrap_or_default()) } else { HashMap::new() };
    let answer = ranked.answer;
    let links = PageLinks::from(&answer.chain, &query.standpoint);
    tables.answer([table], &TableOrigin::from(&Head::of(&gaps)), &|thing| links.to(thing), |[rows]| {
        let chosen = answer.segment.clone().unwrap_or_default();
        let gaps = gaps.segments.iter().filter(|segment| segment.verdict.is_gap());
        page(&TargetsPage {
            shell: Shell::new(
                &desk,
                &format!("{} 目标企业", answer.chain_name),
                Some((&answer.chain, "targets")),
                &query.standpoint,
            )?,
            path: part(&answer.chain),
            home: query.standpoint.home.to_string(),
            as_of: query.standpoint.as_of.to_string(),
            gaps: options(gaps.map(|gap| (&*gap.segment, &*gap.name, gap.segment == chosen))),
            segment: answer.segment_name.clone().unwrap_or_default(),
            standings: options(Standing::ALL.iter().map(|&s| (s.code(), s.zh(), asked.standing == Some(s)))),
            flags: options(TargetFlag::ALL.iter().map(|&f| (f.code(), f.zh(), asked.flag == Some(f)))),
            region: query.region.to_string(),
            chain_name: answer.chain_name.clone(),
            home_name: answer.home_name.clone(),
            day: answer.as_of.to_string(),
            kept: tables.keeps(),
            rows: rows.with_ticks("enterprise", &boxes),
        })
    })
}

/// A box before everybody who can be listed: the targets and those in town that are not listed yet.
fn boxes(
    table: &Table,
    ranked: &TargetsAnswer,
    listed: &HashMap<FirmIx, lists::FirmWork>,
) -> HashMap<String, PageTick> {
    let lines = ranked.targets.iter().chain(&ranked.here);
    let tick = |line: &TargetLine| PageTick::open(&line.target.enterprise, &line.target.name);
    let free = table.rows().zip(lines).filter(|(_, line)| !listed.contains_key(&line.target.firm));
    free.map(|(row, line)| (row.key.clone(), tick(line))).collect()
}
