//! `GET /chains/{chain}/funds`: 基金招商, the gaps × funds of the group, recommended partners, the plane, a plan; of it
//! `/api/v1/funds` has the group, its coverage of the gaps and the partners.

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::app::{CoverageLine, Desk, FundCell, FundLine, FundsAnswer, GapLine, HeldFirm, PlanAnswer};
use crate::http::frame::address::part;
use crate::http::frame::fact_line::FactLine;
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{OfChain, Parameter, QueryOf, Standpoint};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::frame::words::{Badge, FilterOption, badge, options};
use crate::http::questions::funds::{plan, plane};
use crate::model::Verdict;

/// Funds beside each other in the table, and firms in their cells; a page has fewer funds where they hold many firms.
const COLUMNS: usize = 6;
const FIRMS: usize = 240;

/// Which part of the table of gaps and funds is shown, and how large a plan.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FundsQuery {
    #[serde(flatten)]
    standpoint: Standpoint,
    /// Gaps of this verdict only.
    verdict: Parameter<Verdict>,
    /// What name, id or manager of a fund contains.
    text: Parameter<String>,
    /// How many targets the plan may choose.
    budget: Parameter<usize>,
    /// Which part of the group's funds stands in the matrix, from 1.
    part: Parameter<usize>,
}

#[derive(Template)]
#[template(path = "funds.html")]
struct FundsPage {
    shell: Shell,
    path: String,
    /// The page of the working group, where a fund is hung on.
    group: String,
    home: String,
    as_of: String,
    text: String,
    budget: usize,
    verdicts: Vec<FilterOption>,
    /// What the form of filters sends along.
    kept: Vec<(&'static str, String)>,
    matrix: Matrix,
    listed: ShownTable,
    plan: PlanAnswer,
    chosen: ShownTable,
    picture: Option<String>,
    plane_notices: Vec<String>,
    points: ShownTable,
    answer: FundsAnswer,
}

/// The gaps × funds of the group, as many funds beside each other as a page takes.
struct Matrix {
    funds: Vec<FundHeading>,
    /// Funds that pass the filter, and which part of them is shown.
    passing: usize,
    parts: Vec<(usize, bool, String)>,
    rows: Vec<GapRow>,
}

/// A fund as a heading.
struct FundHeading {
    path: String,
    government: &'static str,
    line: FundLine,
    reached: usize,
}

/// A gap and what each fund shown holds there.
struct GapRow {
    number: usize,
    path: String,
    name: String,
    badge: Badge,
    priority: String,
    candidates: usize,
    covered: bool,
    cells: Vec<Vec<FirmLink>>,
}

struct FirmLink {
    address: String,
    name: String,
    facts: Vec<FactLine>,
}

/// The same answer as the command line's.
pub async fn answer(desk: Desk, QueryOf(asked): QueryOf<OfChain<Standpoint>>) -> Result<Json<FundsAnswer>, Failure> {
    Ok(Json(desk.funds(&asked.query.question(asked.chain()?)?).await?))
}

/// Shows the fund group.
pub async fn show(
    desk: Desk,
    Path(chain): Path<String>,
    QueryOf(query): QueryOf<FundsQuery>,
    asked: TableRequest,
) -> Result<Response, Failure> {
    let standpoint = &query.standpoint;
    let question = standpoint.question(&chain)?;
    let verdict = query.verdict.read("verdict")?;
    let budget = query.budget.read("budget")?.unwrap_or(plan::USUAL_BUDGET);
    let answer = desk.funds(&question).await?;
    let (plan, plane) = (desk.plan(&question, budget)?, desk.plane(&question)?);
    let links = PageLinks::from(&answer.head.chain, standpoint);
    let matrix = Matrix::of(&answer, &query, &asked, &links)?;
    let origin = TableOrigin::from(&answer.head);
    let tables = [answer.table(), plan.table(), plane.table()];
    asked.answer(tables, &origin, &|thing| links.to(thing), |[listed, chosen, points]| {
        let title = format!("{} 基金招商", answer.head.chain_name);
        let gaps = Verdict::ALL.iter().filter(|v| v.is_gap());
        page(&FundsPage {
            shell: Shell::new(&desk, &title, Some((&answer.head.chain, "funds")), standpoint)?,
            path: part(&answer.head.chain),
            group: format!("/chains/{}/group{}", part(&answer.head.chain), standpoint.kept()),
            home: standpoint.home.to_string(),
            as_of: standpoint.as_of.to_string(),
            text: query.text.to_string(),
            budget,
            verdicts: options(gaps.map(|&v| (v.code(), v.zh(), verdict == Some(v)))),
            kept: asked.keeps(),
            matrix,
            listed,
            plan,
            chosen,
            picture: plane::beside_table(&plane, standpoint),
            plane_notices: plane.notices,
            points,
            answer: answer.clone(),
        })
    })
}

impl Matrix {
    fn of(answer: &FundsAnswer, query: &FundsQuery, asked: &TableRequest, links: &PageLinks) -> Result<Self, Failure> {
        let (verdict, number) = (query.verdict.read("verdict")?, query.part.read("part")?.unwrap_or(1));
        let passing = passing(answer, &query.text.to_string());
        let parts = parts(&passing);
        let shown = number.min(parts.len());
        let columns = parts[shown - 1];
        Ok(Self {
            funds: columns.iter().map(|line| fund(&line.fund, line.segments.len())).collect(),
            passing: passing.len(),
            parts: part_links(asked, parts.len(), shown),
            rows: rows(answer, columns, verdict, links),
        })
    }
}

/// The funds of the group that pass the filter.
fn passing<'a>(answer: &'a FundsAnswer, text: &str) -> Vec<&'a CoverageLine> {
    let text = text.to_lowercase();
    let passes = |line: &&CoverageLine| {
        [&line.fund.name, &line.fund.fund, &line.fund.manager].iter().any(|word| word.to_lowercase().contains(&text))
    };
    answer.coverage.iter().filter(passes).collect()
}

fn fund(line: &FundLine, reached: usize) -> FundHeading {
    FundHeading { path: part(&line.fund), government: line.government_zh(), line: line.clone(), reached }
}

/// The funds of each page, at least one page.
fn parts<'a>(funds: &'a [&'a CoverageLine]) -> Vec<&'a [&'a CoverageLine]> {
    let mut parts = Vec::new();
    let (mut from, mut held) = (0, 0);
    for (at, line) in funds.iter().enumerate() {
        let firms: usize = line.cells.iter().map(|cell| cell.through.len()).sum();
        if at > from && (at - from == COLUMNS || held + firms > FIRMS) {
            parts.push(&funds[from..at]);
            (from, held) = (at, 0);
        }
        held += firms;
    }
    parts.push(&funds[from..]);
    parts
}

/// The parts of the funds with their addresses; none where one is enough. At most the first and the nearest are told.
fn part_links(asked: &TableRequest, last: usize, shown: usize) -> Vec<(usize, bool, String)> {
    if last < 2 {
        return Vec::new();
    }
    let near = |number: &usize| *number == 1 || *number == last || number.abs_diff(shown) < 4;
    let address = |number: usize| asked.address_with("part", &number.to_string());
    (1..=last).filter(near).map(|number| (number, number == shown, address(number))).collect()
}

/// The gaps that pass the filter: what is missing, then what is weak, each ranked apart.
fn rows(answer: &FundsAnswer, columns: &[&CoverageLine], verdict: Option<Verdict>, links: &PageLinks) -> Vec<GapRow> {
    let row = |(number, gap): (usize, &GapLine)| {
        let held = |line: &&CoverageLine| {
            let cell = line.cells.iter().find(|cell| cell.segment == gap.segment);
            cell.map_or(Vec::new(), |cell| firms(cell, links))
        };
        GapRow {
            number,
            path: part(&gap.segment),
            name: gap.name.clone(),
            badge: badge(gap.verdict, true),
            priority: format!("{:.1}", gap.priority),
            candidates: gap.candidates,
            covered: !answer.uncovered.contains(&gap.segment),
            cells: columns.iter().map(held).collect(),
        }
    };
    let kinds = ["缺失", "薄弱"].into_iter();
    let numbered =
        kinds.flat_map(|kind| (1..).zip(answer.gaps.iter().filter(move |gap| gap.verdict.lack() == Some(kind))));
    numbered.filter(|(_, gap)| verdict.is_none_or(|v| gap.verdict == v)).map(row).collect()
}

fn firms(cell: &FundCell, links: &PageLinks) -> Vec<FirmLink> {
    let firm = |held: &HeldFirm| FirmLink {
        address: links.enterprise(&held.enterprise),
        name: held.name.clone(),
        facts: held.facts.iter().cloned().map(FactLine::of).collect(),
    };
    cell.through.iter().map(firm).collect()
}
