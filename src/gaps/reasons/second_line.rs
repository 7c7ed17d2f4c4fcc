//! The second line of a gap: whom to fetch, how near it is to what the city does, whether it is a key segment.

use super::wording::{by_standing, firm, first, name, sentence};
use crate::gaps::{GapQuestion, Whereabouts};
use crate::graph::number::for_order;
use crate::graph::{FirmIx, Graph, SegmentIx};

/// Fewer known gaps than these say nothing about which is near and which far.
const GAPS_MIN: usize = 6;

/// Whom a gap could be filled by: what its targets say without a limit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Supply {
    /// Targets, how many of them lead, and how many are foreign.
    pub targets: usize,
    pub leaders: usize,
    pub foreign: usize,
    /// The first two in target order.
    pub best: Vec<FirmIx>,
    /// Candidates in town with other work.
    pub here: Vec<FirmIx>,
    /// Members that are no candidates: of uncertain place, and of severe risk.
    pub uncertain: usize,
    pub severe: usize,
}

/// The second line of one gap; `values` are the relatednesses of all gaps of the chain, `own` that of this one.
pub fn second_line(
    question: &GapQuestion,
    segment: SegmentIx,
    supply: &Supply,
    own: Option<f64>,
    values: &[f64],
) -> String {
    let key = if question.graph.segment(segment).key { "重点环节" } else { "" };
    sentence([
        away(question.graph, supply),
        here(question, segment, &supply.here),
        closeness(own, values),
        key.to_owned(),
    ])
}

/// Whom to fetch from elsewhere: how many, and the first two.
pub fn away(graph: &Graph, supply: &Supply) -> String {
    let counts = |counts: [(&str, usize, &str); 2]| {
        let told = counts.into_iter().filter(|(_, count, _)| *count > 0);
        let told: Vec<String> = told.map(|(before, count, after)| format!("{before}{count}{after}")).collect();
        if told.is_empty() { String::new() } else { format!("（{}）", told.join("，")) }
    };
    let of = counts([("龙头以上", supply.leaders, "家"), ("境外", supply.foreign, "家")]);
    match supply.targets {
        0 if !supply.here.is_empty() => String::new(),
        0 if supply.uncertain + supply.severe == 0 => "外地还没有名单，先找名单".to_owned(),
        0 => {
            let why = counts([("", supply.uncertain, "家所在地未知"), ("", supply.severe, "家风险严重")]);
            format!("外地没有可招的{why}")
        }
        1 => format!("外地可招1家：{}{of}", first(graph, &supply.best)),
        count => format!("外地可招{count}家，先找{}{of}", first(graph, &supply.best)),
    }
}

/// Those in town with other work: at most two are told with it.
fn here(question: &GapQuestion, segment: SegmentIx, firms: &[FirmIx]) -> String {
    let graph = question.graph;
    let firms = by_standing(graph, firms.to_vec());
    let Some(one) = firms.first() else { return String::new() };
    let works = |firm: &FirmIx| other_work(question, segment, *firm);
    let of_first = works(one);
    let told = match firms.get(1).map(|other| (other, works(other))) {
        None => format!("{}{of_first}", firm(graph, *one)),
        Some((other, same)) if same == of_first => format!("{}{of_first}", first(graph, &[*one, *other])),
        Some((other, its)) => format!("{}{of_first}，{}{its}", firm(graph, *one), firm(graph, *other)),
    };
    let more = if firms.len() > 2 { format!("等{}家", firms.len()) } else { String::new() };
    format!("{told}，{more}可增资扩产")
}

/// What a firm in town does there: another segment of the chain, the first by id; a verified one before all.
fn other_work(question: &GapQuestion, segment: SegmentIx, firm: FirmIx) -> String {
    let (graph, view) = (question.graph, question.viewpoint());
    let others = || graph.segments_of(question.chain).filter(|other| *other != segment);
    let first = |wanted: Whereabouts| {
        others().find(|other| view.is_member(firm, *other) && view.whereabouts_of(firm, *other) == wanted)
    };
    let called = |ix: SegmentIx| name(&graph.segment(ix).name);
    match (first(Whereabouts::Local), first(Whereabouts::LocalUnverified)) {
        (Some(other), _) => format!("已在本地做{}", called(other)),
        (None, Some(other)) => format!("已在本地做{}（待核实）", called(other)),
        (None, None) => format!("在本地，但不在本地做{}", called(segment)),
    }
}

pub(super) fn closeness(own: Option<f64>, values: &[f64]) -> String {
    let Some(own) = own.filter(|_| values.len() >= GAPS_MIN).map(for_order) else { return String::new() };
    let rank = 1 + values.iter().filter(|value| for_order(**value) > own).count();
    let count = values.len();
    let word = match () {
        () if own > 0.0 && 3 * rank <= count => "接近",
        () if 3 * rank > 2 * count => "较远",
        () => return String::new(),
    };
    format!("与本地现有产业{word}（{count}个中第{rank}）")
}
