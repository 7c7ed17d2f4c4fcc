//! What the atlas draws, as plain values.

use std::collections::HashMap;

use super::svg::address_part;
use crate::gaps::{GapAnswer, SegmentAnswer};
use crate::graph::{Graph, SegmentIx};
use crate::model::{Direction, Stage, Standing, Verdict};

/// More firms than any card can hold.
const FIRMS: usize = 40;

/// Everything one picture shows.
#[derive(Debug, Clone, PartialEq)]
pub struct AtlasInput {
    /// Id and name of the chain.
    pub chain: String,
    pub chain_name: String,
    pub home_name: String,
    /// The day the data speaks of.
    pub as_of: String,
    pub rules: String,
    /// Whether any leaf is surveyed for this home.
    pub any_surveyed: bool,
    /// 上游, 中游 and 下游, always all three.
    pub bands: Vec<Band>,
    pub edges: Vec<Edge>,
    /// What follows the path in links, `?` included, so that filters are kept; may be empty.
    pub query: String,
    /// How wide the picture may be, in px.
    pub width: u32,
}

/// The leaves of one stage, in drawing order: those of one parent stand together.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    pub stage: Stage,
    pub cards: Vec<Card>,
}

/// A leaf segment.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    pub segment: String,
    pub name: String,
    /// Name of the segment above it.
    pub parent: Option<String>,
    pub key: bool,
    /// The effective verdict, the computed one, and whether people decided it (认定).
    pub verdict: Verdict,
    pub computed: Verdict,
    pub assessed: bool,
    pub direction: Option<Direction>,
    /// The first local firms, highest standing first; more than a card can hold are left out.
    pub firms: Vec<CardFirm>,
    /// How many firms are local, how many of them 待核实, and how many candidates are elsewhere.
    pub local: usize,
    pub unverified: usize,
    pub candidates: usize,
}

/// A local firm of a leaf.
#[derive(Debug, Clone, PartialEq)]
pub struct CardFirm {
    pub name: String,
    pub standing: Option<Standing>,
    /// 待核实: the presence rests on the firm as a whole.
    pub unverified: bool,
}

/// A drawn edge between two leaves, by their ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    pub from: String,
    pub to: String,
    pub kind: EdgeKind,
}

/// What an edge means for verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// Used by verdicts.
    Feed,
    /// Recycling: drawn only.
    Recycle,
    /// Part of a cycle: drawn only.
    Cycle,
}

impl AtlasInput {
    /// What to draw of an answer. `edges` are the chain's edges between leaves, `kept` the keys and values that links
    /// carry on, such as home and day as the reader gave them.
    pub fn new(
        answer: &GapAnswer,
        graph: &Graph,
        edges: &[(SegmentIx, SegmentIx, EdgeKind)],
        kept: &[(&str, &str)],
        width: u32,
    ) -> Self {
        let id = |ix: SegmentIx| graph.segment(ix).id.clone();
        let mut edges: Vec<_> =
            edges.iter().map(|&(from, to, kind)| Edge { from: id(from), to: id(to), kind }).collect();
        edges.sort_unstable();
        edges.dedup();
        Self {
            chain: answer.chain.clone(),
            chain_name: answer.chain_name.clone(),
            home_name: answer.home_name.clone(),
            as_of: answer.as_of.to_string(),
            rules: answer.rules.clone(),
            any_surveyed: answer.any_surveyed,
            bands: Stage::ALL.iter().map(|&stage| band(stage, answer, graph)).collect(),
            edges,
            query: query(kept),
            width,
        }
    }
}

fn query(kept: &[(&str, &str)]) -> String {
    let pairs = kept.iter().map(|(key, value)| format!("{key}={}", address_part(value)));
    let joined = pairs.collect::<Vec<_>>().join("&");
    if joined.is_empty() { joined } else { format!("?{joined}") }
}

/// The leaves of a stage: by the least id below the same parent, then by id.
fn band(stage: Stage, answer: &GapAnswer, graph: &Graph) -> Band {
    let mut leaves: Vec<_> = answer.segments.iter().filter(|s| s.stage == stage).collect();
    leaves.sort_by(|a, b| a.segment.cmp(&b.segment));
    let parent = |s: &SegmentAnswer| graph.segment(s.ix).parent;
    let mut first = HashMap::new();
    for leaf in &leaves {
        if let Some(parent) = parent(leaf) {
            first.entry(parent).or_insert(leaf.segment.as_str());
        }
    }
    let rank = |s: &SegmentAnswer| parent(s).and_then(|p| first.get(&p).copied()).unwrap_or(&s.segment).to_owned();
    leaves.sort_by_cached_key(|s| (rank(s), s.segment.clone()));
    Band { stage, cards: leaves.into_iter().map(|s| card(s, graph)).collect() }
}

fn card(segment: &SegmentAnswer, graph: &Graph) -> Card {
    let row = graph.segment(segment.ix);
    let firm = |&(ix, unverified): &_| CardFirm {
        name: graph.firm_name(ix).to_owned(),
        standing: graph.firm(ix).standing,
        unverified,
    };
    Card {
        segment: segment.segment.clone(),
        name: segment.name.clone(),
        parent: row.parent.map(|p| graph.segment(p).name.clone()),
        key: row.key,
        verdict: segment.verdict,
        computed: segment.computed,
        assessed: segment.assessed.is_some(),
        direction: segment.direction,
        firms: segment.firms.local.iter().take(FIRMS).map(firm).collect(),
        local: segment.local,
        unverified: segment.unverified,
        candidates: segment.candidates,
    }
}
