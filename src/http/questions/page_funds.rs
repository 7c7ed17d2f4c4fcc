//! `GET /chains/{chain}/funds`: 基金招商, the gaps × funds of the group, recommended partners, the plane, a plan.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use crate::app::{CoverageLine, Desk, FundCell, FundLine, FundsAnswer, GapLine, PartnerLine, PlanAnswer, Point};
use crate::http::frame::address::{enterprise, part};
use crate::http::frame::fact_line::FactLine;
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::{Badge, badge, known};
use crate::http::questions::api_plane;
use crate::model::Verdict;

/// Funds beside each other in the table, and firms in their cells; a page has fewer funds where they hold many firms.
const COLUMNS: usize = 6;
const FIRMS: usize = 240;

/// How wide the plane is beside its table; the page draws it anew where there is another room.
const PLANE: u32 = 620;

#[derive(Template)]
#[template(path = "funds.html")]
struct FundsPage {
    shell: Shell,
    path: String,
    home: String,
    as_of: String,
    text: String,
    budget: usize,
    verdicts: Vec<(&'static str, &'static str, bool)>,
    funds: Vec<Fund>,
    /// Funds that pass the filter, and which page of them is shown.
    passing: usize,
    pages: Vec<(usize, bool, String)>,
    rows: Vec<Row>,
    partners: Vec<Partner>,
    plan: PlanAnswer,
    chosen: Vec<Chosen>,
    picture: String,
    drawn: usize,
    points: Vec<Placed>,
    unknown: Vec<Placed>,
    plane_notices: Vec<String>,
    answer: FundsAnswer,
}

/// A fund as a heading.
struct Fund {
    path: String,
    government: &'static str,
    line: FundLine,
    reached: usize,
}

/// A gap and what each fund shown holds there.
struct Row {
    number: usize,
    path: String,
    name: String,
    badge: Badge,
    priority: String,
    candidates: usize,
    covered: bool,
    cells: Vec<Vec<Firm>>,
}

struct Firm {
    address: String,
    name: String,
    facts: Vec<FactLine>,
}

struct Partner {
    fund: Fund,
    why: String,
    cells: Vec<(String, String, Vec<Firm>)>,
}

struct Chosen {
    address: String,
    bar: u32,
}

struct Placed {
    point: Point,
    path: String,
    badge: Badge,
    relatedness: String,
    complexity: String,
}

/// Shows the fund group.
pub async fn show(desk: Desk, Path(chain): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let question = filters.question(&chain)?;
    let (verdict, number, budget) = (filters.verdict()?, filters.page()?, filters.budget()?);
    let answer = desk.funds(&question).await?;
    let plan = desk.plan(&question, budget)?;
    let plane = desk.plane(&question)?;
    let kept = filters.kept();
    let path = part(&answer.head.chain);
    let picture = api_plane::picture(&plane, PLANE, &kept);
    let text = filters.text().to_lowercase();
    let passes = |line: &&CoverageLine| {
        [&line.fund.name, &line.fund.fund, &line.fund.manager].iter().any(|word| word.to_lowercase().contains(&text))
    };
    let passing: Vec<&CoverageLine> = answer.coverage.iter().filter(passes).collect();
    let parts = parts(&passing);
    let last = parts.len();
    let shown = number.min(last);
    let columns = parts[shown - 1];
    let (mut unknown, points): (Vec<_>, Vec<_>) =
        plane.points.into_iter().map(placed).partition(|placed| placed.point.unknown.is_some());
    // What holds for all of them is said once, above.
    let said = |why: &String| plane.notices.contains(why);
    unknown.iter_mut().for_each(|placed| {
        placed.point.unknown = placed.point.unknown.take().map(|why| if said(&why) { "见上".to_owned() } else { why });
    });
    page(&FundsPage {
        shell: Shell::new(
            &desk,
            &format!("{} 基金招商", answer.head.chain_name),
            Some((&answer.head.chain, "funds")),
            &filters,
        )?,
        home: filters.home().unwrap_or_default().to_owned(),
        as_of: filters.as_of()?.map(|day| day.to_string()).unwrap_or_default(),
        text: filters.text().to_owned(),
        budget,
        verdicts: Verdict::ALL.iter().filter(|v| v.is_gap()).map(|&v| (v.code(), v.zh(), verdict == Some(v))).collect(),
        funds: columns.iter().map(|line| fund(&line.fund, line.segments.len())).collect(),
        pages: pages(&filters, last, shown),
        passing: passing.len(),
        rows: rows(&answer, columns, verdict, &kept),
        partners: answer.recommended.iter().map(|line| partner(line, &kept)).collect(),
        chosen: plan
            .chosen
            .iter()
            .map(|choice| chosen(&choice.enterprise, choice.covered, plan.total, &kept))
            .collect(),
        drawn: points.len() + unknown.iter().filter(|placed| placed.point.relatedness.is_some()).count(),
        plan,
        picture,
        points,
        unknown,
        plane_notices: plane.notices,
        path,
        answer,
    })
}

fn fund(line: &FundLine, reached: usize) -> Fund {
    Fund { path: part(&line.fund), government: line.government_zh(), line: line.clone(), reached }
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

/// The pages of funds with their addresses; none where one is enough. At most the first and the nearest are told.
fn pages(filters: &Filters, last: usize, shown: usize) -> Vec<(usize, bool, String)> {
    let near = |number: &usize| *number == 1 || *number == last || number.abs_diff(shown) < 4;
    let address = |number: usize| {
        let (page, budget) = (number.to_string(), filters.budget.as_deref());
        crate::http::frame::address::query(&[
            ("home", filters.home()),
            ("as_of", filters.as_of.as_deref()),
            ("known_at", filters.known_at_text()),
            ("verdict", filters.verdict.as_deref()),
            ("text", Some(filters.text())),
            ("budget", budget),
            ("page", Some(&page)),
        ])
    };
    if last < 2 {
        return Vec::new();
    }
    (1..=last).filter(near).map(|number| (number, number == shown, address(number))).collect()
}

/// The gaps that pass the filter.
fn rows(answer: &FundsAnswer, columns: &[&CoverageLine], verdict: Option<Verdict>, kept: &str) -> Vec<Row> {
    let row = |(number, gap): (usize, &GapLine)| {
        let held = |line: &&CoverageLine| {
            let cell = line.cells.iter().find(|cell| cell.segment == gap.segment);
            cell.map_or(Vec::new(), |cell| firms(cell, kept))
        };
        Row {
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
    let numbered = (1..).zip(&answer.gaps).filter(|(_, gap)| verdict.is_none_or(|v| gap.verdict == v));
    numbered.map(row).collect()
}

fn firms(cell: &FundCell, kept: &str) -> Vec<Firm> {
    let firm = |held: &crate::app::HeldFirm| Firm {
        address: enterprise(&held.enterprise, kept),
        name: held.name.clone(),
        facts: held.facts.iter().cloned().map(FactLine::of).collect(),
    };
    cell.through.iter().map(firm).collect()
}

fn partner(line: &PartnerLine, kept: &str) -> Partner {
    let cells = line.cells.iter().map(|cell| (part(&cell.segment), cell.name.clone(), firms(cell, kept))).collect();
    Partner { fund: fund(&line.fund, line.adds.len()), why: line.why.clone(), cells }
}

fn chosen(id: &str, covered: f64, total: f64, kept: &str) -> Chosen {
    let share = if total > 0.0 { covered / total } else { 0.0 };
    Chosen { address: enterprise(id, kept), bar: (share.clamp(0.0, 1.0) * 60.0).round() as u32 }
}

fn placed(point: Point) -> Placed {
    Placed {
        path: part(&point.segment),
        badge: badge(point.verdict, true),
        relatedness: known(point.relatedness),
        complexity: known(point.complexity),
        point,
    }
}
