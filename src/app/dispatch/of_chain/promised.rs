//! What became of the problems that a frozen sheet told of: done, and when, or still open.

use super::ChainLook;
use crate::app::AppError;
use crate::app::dispatch::problem_lines::NamedProblemLine;
use crate::app::dispatch::problem_words::DispatchNames;
use crate::app::dispatch::{FrozenAnswer, PeriodDays};
use crate::dispatch::{CityWork, Project};
use crate::draw::{Cell, Column, Table};
use crate::model::{Day, ProjectNode};

/// A problem of the sheet before, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseKept {
    /// The problem, with whoever answers for it.
    pub told: String,
    /// What became of it.
    pub became: String,
    /// Whether it is done.
    pub done: bool,
    /// Of which kind it was, and of what.
    pub(super) of: (&'static str, String),
}

/// Which sheet it was, and what became of each problem of the chain.
pub(super) fn kept(
    look: &ChainLook<'_>,
    names: &DispatchNames,
    frozen: &FrozenAnswer,
    now: &[NamedProblemLine],
) -> Result<(String, Vec<PromiseKept>), AppError> {
    let before = frozen.latest();
    let PeriodDays { from, to } = before.period;
    let own: Vec<&NamedProblemLine> = before.problems.iter().filter(|problem| is_of(look, problem)).collect();
    let again = match own.iter().any(|problem| problem.kind == "missed") {
        true => look.problems(&format!("{from}/{to}"))?,
        false => Vec::new(),
    };
    let became = |problem: &NamedProblemLine| {
        // What was not told in a period is told for that period, whatever came after.
        let open = if problem.kind == "missed" { again.as_slice() } else { now };
        let still = open.iter().find(|line| line.kind == problem.kind && line.what == problem.what);
        let (became, done) = match still {
            Some(line) if line.since.is_some() => (format!("还没有办成，已 {} 天", line.days), false),
            Some(_) => ("还没有办成".to_owned(), false),
            None => (done(look.work, problem), true),
        };
        PromiseKept { told: names.told(problem), became, done, of: (problem.kind, problem.what.clone()) }
    };
    Ok((format!("{from} 至 {to}"), own.into_iter().map(became).collect()))
}

/// What became of each, a line each; months and quarters of a project without word that are as far stand in one.
pub(super) fn table(kept: &[PromiseKept]) -> Table {
    let columns = [Column::text("told", "上次点到的人和事"), Column::text("became", "办得怎样")];
    let mut table = Table::new("promised", "上次点到的事", columns, "上次没有点到的人和事。");
    // Of months and quarters: the project, what became, and how it stands; of anything else nothing.
    let told = |one: &PromiseKept| {
        let (project, part) = one.of.1.rsplit_once(' ').filter(|_| one.of.0 == "missed")?;
        Some((project.to_owned(), part.to_owned(), one.done))
    };
    for (at, one) in kept.iter().enumerate() {
        let Some((project, part, done)) = told(one) else {
            table.push((at + 1).to_string(), vec![Cell::text(&one.told), Cell::text(&one.became)]);
            continue;
        };
        let of_project = |other: &PromiseKept| told(other).filter(|(id, _, as_far)| *id == project && *as_far == done);
        if kept[..at].iter().any(|other| of_project(other).is_some()) {
            continue;
        }
        let mut parts: Vec<String> = kept.iter().filter_map(of_project).map(|(_, part, _)| part).collect();
        parts.sort_unstable();
        let all = one.told.replace(&format!(" {part} "), &format!(" {} ", parts.join("、")));
        table.push((at + 1).to_string(), vec![Cell::text(all), Cell::text(&one.became)]);
    }
    table
}

/// Whether a problem is the chain's: of its projects, duties, requests, squads, or of itself.
fn is_of(look: &ChainLook<'_>, problem: &NamedProblemLine) -> bool {
    let (work, part) = (look.work, &look.part);
    let mut words = problem.what.split(' ');
    let first = words.next().unwrap_or_default();
    let seen_chain = |id: &str| (0u32..).zip(&work.chains).any(|(at, chain)| chain.id == id && part.chain(at));
    let squad = |id: &str| (0u32..).zip(&work.squads).any(|(at, squad)| squad.id == id && part.squad(at));
    match problem.kind {
        "stalled" | "health" | "overdue" | "missed" => {
            (0u32..).zip(&work.projects).any(|(at, project)| project.id == first && part.project(at))
        }
        "behind" => words.nth(1).is_some_and(seen_chain),
        "request" => work.requests.iter().any(|request| request.id == problem.what && part.request(request)),
        "no_trip" => problem.what.strip_prefix("squad:").is_some_and(squad),
        _ => false,
    }
}

/// How a problem that is none any more was done.
fn done(work: &CityWork, problem: &NamedProblemLine) -> String {
    let (first, rest) = problem.what.split_once(' ').unwrap_or((&problem.what, ""));
    let project = work.projects.iter().find(|project| project.id == first);
    let node = match problem.kind {
        "stalled" => rest.split_once('>').map_or("", |(_, to)| to),
        "health" if rest == "signed_not_started" => "started",
        "overdue" => rest,
        _ => "",
    };
    match (problem.kind, project) {
        (_, Some(Project { dropped: Some(day), .. })) => format!("项目 {} 终止", Day::of_number(*day)),
        ("stalled" | "health" | "overdue", Some(project)) => match reached(project, node) {
            Some((node, day)) => format!("已办：{}{}", Day::of_number(day), node.zh()),
            None => "已办".to_owned(),
        },
        ("missed", _) => "已补报".to_owned(),
        ("behind", _) => "已跟上序时".to_owned(),
        ("request", _) => "已答复或办结".to_owned(),
        ("no_trip", _) => "本期已出行".to_owned(),
        _ => "已不在点名之列".to_owned(),
    }
}

/// The node, or the first stage after it, with the day that it was reached.
fn reached(project: &Project, node: &str) -> Option<(ProjectNode, i32)> {
    let node: ProjectNode = node.parse().ok()?;
    let at = |node: ProjectNode| project.nodes[node as usize].actual.map(|day| (node, day));
    at(node).or_else(|| ProjectNode::stages().filter(|later| *later > node).find_map(at))
}
