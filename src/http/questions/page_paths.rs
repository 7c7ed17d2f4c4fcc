//! `GET /chains/{chain}/paths`: 引荐路径, sentences first, then the picture and a table; and the other way round, what one
//! person, association or fund can reach.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use crate::app::{Desk, EdgeTold, IntroductionSource, PathTold, PathsAnswer, ReachAnswer};
use crate::draw::{PathsPicture, PictureNode, PicturePath, paths};
use crate::http::frame::address::{enterprise, part};
use crate::http::frame::fact_line::FactLine;
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};
use crate::http::frame::shell::{Shell, page};

/// Candidates offered while a target is typed.
const OFFERED: usize = 300;
/// The room for a picture on a phone of 390 px.
const PHONE: u32 = 366;

#[derive(Template)]
#[template(path = "paths.html")]
struct PathsPage {
    shell: Shell,
    path: String,
    chain_name: String,
    home: String,
    home_name: String,
    as_of: String,
    day: String,
    rules: String,
    target: String,
    from: String,
    /// What the reader chose, behind other values of an address.
    further: String,
    /// Names of candidates, and the sources that are no enterprises.
    offered: Vec<String>,
    sources: Vec<IntroductionSource>,
    to: Option<To>,
    reach: Option<Reach>,
}

/// The paths to a target.
struct To {
    name: String,
    address: String,
    note: Option<String>,
    paths: Vec<PathLine>,
    /// One picture as wide as asked for, else one for screens and one for phones, each with its class.
    pictures: Vec<(&'static str, String)>,
}

struct PathLine {
    strength: String,
    /// How the strength comes about.
    product: String,
    peer: bool,
    sentence: String,
    call: String,
    why: String,
    steps: Vec<Step>,
}

struct Step {
    what: String,
    trust: String,
    facts: Vec<FactLine>,
}

/// What one party can reach.
struct Reach {
    answer: ReachAnswer,
    lines: Vec<ReachLine>,
}

struct ReachLine {
    name: String,
    address: String,
    segment: String,
    segment_path: String,
    strength: String,
    peer: bool,
    sentence: String,
}

/// Shows the paths to a target, what somebody can reach, both, or how to begin.
pub async fn show(desk: Desk, Path(chain): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    let question = filters.question(&chain)?;
    let gaps = desk.gaps(&question)?;
    let kept = filters.kept();
    let to = match filters.target() {
        Some(target) => Some(to(desk.paths(&question, target, filters.k()?).await?, &kept, widths(&filters)?)),
        None => None,
    };
    let reach = match filters.from() {
        Some(from) => Some(reached(desk.reach(&question, from, filters.limit()?).await?, &kept)),
        None => None,
    };
    let title = format!("{} 引荐路径", gaps.chain_name);
    page(&PathsPage {
        shell: Shell::new(&desk, &title, Some((&gaps.chain, "paths")), &filters)?,
        path: part(&gaps.chain),
        home: filters.home().unwrap_or_default().to_owned(),
        as_of: filters.as_of()?.map(|day| day.to_string()).unwrap_or_default(),
        target: filters.target().unwrap_or_default().to_owned(),
        from: filters.from().unwrap_or_default().to_owned(),
        further: kept.replacen('?', "&", 1),
        offered: desk.candidate_names(&question, OFFERED)?,
        sources: desk.sources(&question)?,
        chain_name: gaps.chain_name.clone(),
        home_name: gaps.home_name.clone(),
        day: gaps.as_of.to_string(),
        rules: gaps.rules.clone(),
        to,
        reach,
    })
}

/// The widths to draw, each with the class that says where it is shown.
fn widths(filters: &Filters) -> Result<Vec<(&'static str, u32)>, Failure> {
    let width = filters.width()?;
    Ok(if filters.width.is_some() { vec![("", width)] } else { vec![("wide", width), ("narrow", PHONE)] })
}

fn to(answer: PathsAnswer, kept: &str, widths: Vec<(&'static str, u32)>) -> To {
    let title = format!("到{}的 {} 条引荐路径", answer.target_name, answer.paths.len());
    let drawn: Vec<PicturePath> = answer.paths.iter().map(|path| drawn(path, kept)).collect();
    let picture = |width| paths(&PathsPicture { title: title.clone(), paths: drawn.clone(), width });
    let pictures = widths.into_iter().map(|(class, width)| (class, picture(width))).collect();
    To {
        address: enterprise(&answer.target, kept),
        name: answer.target_name,
        note: answer.note,
        paths: answer.paths.into_iter().map(line).collect(),
        pictures,
    }
}

fn drawn(path: &PathTold, kept: &str) -> PicturePath {
    let node = |(at, (written, name)): (usize, (&String, &String))| {
        let (kind, id) = written.split_once(':').unwrap_or(("enterprise", written));
        PictureNode {
            kind: kind_of(kind),
            name: name.clone(),
            tie: at.checked_sub(1).map_or_else(String::new, |before| tie(&path.edges[before], &path.nodes[before])),
            address: (kind == "enterprise").then(|| enterprise(id, kept)),
        }
    };
    let peer = if path.peer { "　同业，最后再问" } else { "" };
    PicturePath {
        label: format!("强度 {:.3}　先联系 {}{peer}", path.strength, path.call_first.name),
        nodes: path.nodes.iter().zip(&path.names).enumerate().map(node).collect(),
    }
}

fn kind_of(word: &str) -> &'static str {
    ["fund", "manager", "person", "association"].into_iter().find(|kind| *kind == word).unwrap_or("enterprise")
}

/// An edge in a few words, said of the one it is walked to.
fn tie(edge: &EdgeTold, before: &str) -> String {
    let along = edge.from == before;
    let percent = edge.percent.map_or_else(String::new, |percent| format!(" {percent}%"));
    let word = match (edge.kind, along) {
        ("office", _) if edge.titles.is_empty() => "任职".to_owned(),
        ("office", _) => edge.titles.join("、"),
        ("manages", true) => "所管基金".to_owned(),
        ("manages", false) => "管理人".to_owned(),
        ("supplies", true) => format!("客户 {}", edge.products.join("、")),
        ("supplies", false) => format!("供应商 {}", edge.products.join("、")),
        ("association_member", true) => "会员".to_owned(),
        ("association_member", false) => "所在协会".to_owned(),
        (_, true) => format!("所投企业{percent}"),
        (_, false) => format!("股东{percent}"),
    };
    word.trim_end().to_owned()
}

fn line(path: PathTold) -> PathLine {
    let mut factors = vec![format!("起点 {}", path.start)];
    factors.extend(path.edges.iter().map(|edge| format!("{}", edge.trust)));
    factors.extend(path.damping.iter().filter(|d| **d < 1.0).map(|d| format!("人多折减 {d:.3}")));
    PathLine {
        strength: format!("{:.3}", path.strength),
        product: factors.join(" × "),
        peer: path.peer,
        sentence: path.sentence,
        call: path.call_first.name,
        why: path.call_first.why,
        steps: path.edges.into_iter().map(step).collect(),
    }
}

fn step(edge: EdgeTold) -> Step {
    Step { what: edge.what, trust: edge.trust.to_string(), facts: edge.facts.into_iter().map(FactLine::of).collect() }
}

fn reached(answer: ReachAnswer, kept: &str) -> Reach {
    let line = |target: &crate::app::ReachedTarget| ReachLine {
        name: target.name.clone(),
        address: enterprise(&target.enterprise, kept),
        segment: target.segment_name.clone(),
        segment_path: part(&target.segment),
        strength: format!("{:.3}", target.path.strength),
        peer: target.path.peer,
        sentence: target.path.sentence.clone(),
    };
    Reach { lines: answer.targets.iter().map(line).collect(), answer }
}
