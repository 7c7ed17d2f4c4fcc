//! What the atlas draws, as plain values.

use std::collections::HashMap;

use crate::draw::kit::address_part;
use crate::gaps::{GapAnswer, SegmentAnswer};
use crate::graph::{ChainIx, Drawn, DrawnKind, Graph, Order, SegmentIx};
use crate::model::{Direction, Stage, Standing, TargetState, Verdict};

/// More firms than any card can hold.
const FIRMS: usize = 40;

/// Everything one picture shows.
#[derive(Debug, Clone, PartialEq)]
pub struct AtlasInput {
    /// Id and name of the chain.
    pub chain: String,
    /// As people read it: 集成电路.
    pub chain_name: String,
    /// The city or county it is seen from.
    pub home_name: String,
    /// The day the data speaks of.
    pub as_of: String,
    /// Whether any leaf is surveyed for this home.
    pub any_surveyed: bool,
    /// 上游, 中游 and 下游, always all three.
    pub bands: Vec<Band>,
    /// Feeds between the leaves that are drawn, each once.
    pub edges: Vec<AtlasEdge>,
    /// What follows the path in links, `?` included, so that filters are kept; may be empty. None draws no links.
    pub links: Option<String>,
    /// How wide the picture may be, in px.
    pub width: u32,
    /// How high it should stay, in px; by default as office screens are.
    pub height: Option<f64>,
}

/// The leaves of one stage, in drawing order: those of one parent stand together.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// The column the leaves stand in.
    pub stage: Stage,
    /// In drawing order.
    pub cards: Vec<Card>,
}

/// A leaf segment.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Id, which its address ends in.
    pub segment: String,
    /// Name of the segment: 光刻胶.
    pub name: String,
    /// Name of the segment above it.
    pub parent: Option<String>,
    /// Whether it is a key segment (重点环节).
    pub key: bool,
    /// The effective verdict, the computed one, and whether people decided it (认定).
    pub verdict: Verdict,
    /// What the facts alone say (docs/definitions.md#结论).
    pub computed: Verdict,
    /// Whether people decided it (认定).
    pub assessed: bool,
    /// Which way a missing leaf extends the chain (延链); none where it does not.
    pub direction: Option<Direction>,
    /// Its place among the missing, or among the weak, in gap order, from 1; none where it is no gap.
    pub rank: Option<usize>,
    /// What stands on the chain's target list for it; none where nothing does, or the list is not shown.
    pub listed: Option<CardList>,
    /// The first local firms: 链主 first, then by standing; more than a card can hold are left out.
    pub firms: Vec<CardFirm>,
    /// How many firms are local, how many of them 待核实, how many are of unknown place, and how many candidates are
    /// elsewhere.
    pub local: usize,
    /// Of the local ones, those whose presence rests on the firm as a whole (docs/definitions.md#待核实).
    pub unverified: usize,
    /// Of unknown place (docs/definitions.md#未知所在地).
    pub unlocated: usize,
    /// The computed verdict says missing although firms of unknown place do it (待核实).
    pub to_verify: bool,
    /// Sound firms elsewhere that do it.
    pub candidates: usize,
    /// Feeds that join it to other chains, in words, each with that chain.
    pub elsewhere: Vec<(ChainIx, String)>,
    /// Why it is a gap; blank where it is none, or the answer gives no reasons.
    pub headline: String,
    /// Whom to fetch from elsewhere, as its reason says it; blank as above.
    pub away: String,
}

/// The open targets of a leaf on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardList {
    /// How many.
    pub firms: usize,
    /// How far the furthest of them has got.
    pub furthest: TargetState,
}

impl Card {
    /// Its rank in words: 缺失第3.
    pub fn rank_told(&self) -> Option<String> {
        Some(format!("{}第{}", self.verdict.lack()?, self.rank?))
    }
}

/// A local firm of a leaf.
#[derive(Debug, Clone, PartialEq)]
pub struct CardFirm {
    /// Its legal name.
    pub name: String,
    /// Its name as sentences write it: the card has the room it has.
    pub short: String,
    /// None: not known.
    pub standing: Option<Standing>,
    /// 待核实: the presence rests on the firm as a whole.
    pub unverified: bool,
}

/// A drawn edge between two leaves, by their ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AtlasEdge {
    /// Id of the leaf whose output is used.
    pub from: String,
    /// Id of the leaf that uses it.
    pub to: String,
    /// Decides how the line is drawn.
    pub kind: DrawnKind,
}

impl AtlasInput {
    /// What to draw of the answer about `chain`. `kept`: the keys and values that links carry on, such as home and day
    /// as the reader gave them.
    pub fn new(answer: &GapAnswer, graph: &Graph, chain: ChainIx, kept: &[(&str, &str)], width: u32) -> Self {
        let drawn = Order::of(graph, chain).drawn;
        let id = |ix: SegmentIx| graph.segment(ix).id.clone();
        let inside = drawn.iter().filter(|edge| edge.kind != DrawnKind::OtherChain);
        let mut edges: Vec<_> =
            inside.map(|edge| AtlasEdge { from: id(edge.from), to: id(edge.to), kind: edge.kind }).collect();
        edges.sort_unstable();
        let ranks = ranks(answer);
        let mut bands: Vec<Band> = Stage::ALL.iter().map(|&stage| band(stage, answer, graph, &drawn)).collect();
        for card in bands.iter_mut().flat_map(|band| &mut band.cards) {
            card.rank = ranks.get(card.segment.as_str()).copied();
        }
        Self {
            chain: answer.chain.clone(),
            chain_name: answer.chain_name.clone(),
            home_name: answer.home_name.clone(),
            as_of: answer.as_of.to_string(),
            any_surveyed: answer.any_surveyed,
            bands,
            edges,
            links: Some(query(kept)),
            width,
            height: None,
        }
    }
}

fn query(kept: &[(&str, &str)]) -> String {
    let pairs = kept.iter().map(|(key, value)| format!("{key}={}", address_part(value)));
    let joined = pairs.collect::<Vec<_>>().join("&");
    if joined.is_empty() { joined } else { format!("?{joined}") }
}

/// The place of each gap, by its id: the missing and the weak are ranked apart.
fn ranks(answer: &GapAnswer) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    let ranked = answer.segments.iter().filter_map(|segment| {
        let count = counts.entry(segment.verdict.lack()?).or_insert(0);
        *count += 1;
        Some((segment.segment.as_str(), *count))
    });
    ranked.collect()
}

/// The leaves of a stage: by the least id below the same parent, then by id; those that have none come last.
fn band(stage: Stage, answer: &GapAnswer, graph: &Graph, drawn: &[Drawn]) -> Band {
    let mut leaves: Vec<_> = answer.segments.iter().filter(|s| s.stage == stage).collect();
    leaves.sort_by(|a, b| a.segment.cmp(&b.segment));
    let parent = |s: &SegmentAnswer| graph.segment(s.ix).parent;
    let mut first = HashMap::new();
    for leaf in &leaves {
        if let Some(parent) = parent(leaf) {
            first.entry(parent).or_insert(leaf.segment.as_str());
        }
    }
    let place = |s: &SegmentAnswer| parent(s).and_then(|p| first.get(&p).copied()).map(str::to_owned);
    leaves.sort_by_cached_key(|s| (parent(s).is_none(), place(s), s.segment.clone()));
    Band { stage, cards: leaves.into_iter().map(|s| card(s, graph, drawn)).collect() }
}

fn card(segment: &SegmentAnswer, graph: &Graph, drawn: &[Drawn]) -> Card {
    let row = graph.segment(segment.ix);
    let anchors = &graph.chain(row.chain).anchors;
    // A firm that the chain names as its own 链主 is one here, whatever its record says.
    let standing = |ix| if anchors.contains(&ix) { Some(Standing::Anchor) } else { graph.firm(ix).standing };
    let mut local = segment.firms.local.clone();
    local.sort_by_cached_key(|(ix, _)| (standing(*ix).is_none(), standing(*ix), graph.firm_id(*ix).to_owned()));
    let firm = |&(ix, unverified): &_| CardFirm {
        name: graph.firm_name(ix).to_owned(),
        short: graph.firm_short(ix).to_owned(),
        standing: standing(ix),
        unverified,
    };
    let reason = segment.reason.as_ref();
    Card {
        segment: segment.segment.clone(),
        name: segment.name.clone(),
        parent: row.parent.map(|p| graph.segment(p).name.clone()),
        key: row.key,
        verdict: segment.verdict,
        computed: segment.computed,
        assessed: segment.assessed.is_some(),
        direction: segment.direction,
        firms: local.iter().take(FIRMS).map(firm).collect(),
        local: segment.local,
        unverified: segment.unverified,
        unlocated: segment.unlocated,
        to_verify: segment.rests_on_unknown_places(),
        candidates: segment.candidates,
        elsewhere: elsewhere(segment.ix, graph, drawn),
        rank: None,
        listed: None,
        headline: reason.map(|reason| reason.headline.clone()).unwrap_or_default(),
        away: reason.map(|reason| reason.away.clone()).unwrap_or_default(),
    }
}

/// The feeds that join a leaf to other chains, in words.
fn elsewhere(leaf: SegmentIx, graph: &Graph, drawn: &[Drawn]) -> Vec<(ChainIx, String)> {
    let outside = drawn.iter().filter(|edge| edge.kind == DrawnKind::OtherChain);
    let told = |way: &str, ix: SegmentIx| {
        let chain = graph.segment(ix).chain;
        (chain, format!("{way} {}·{}", graph.chain(chain).name, graph.segment(ix).name))
    };
    outside
        .filter_map(|edge| match (edge.from == leaf, edge.to == leaf) {
            (true, _) => Some(told("供给", edge.to)),
            (_, true) => Some(told("来自", edge.from)),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gaps::{GapQuestion, LeftOut, Rules, gaps};
    use crate::graph::Assessments;
    use crate::graph::sample::{SampleGraph, code};

    /// Leaves s1 and s4 below one parent, s2 alone, s3 downstream; a second chain that s2 feeds.
    fn city() -> Graph {
        let mut sample = SampleGraph::default();
        let (chain, other) = (sample.chain("c1", Some("340100")), sample.chain("c2", None));
        let [parent, s1, s2, s3, s4] = ["s0", "s1", "s2", "s3", "s4"].map(|id| sample.segment(chain, id));
        let t1 = sample.segment(other, "t1");
        sample.below(s1, parent);
        sample.below(s4, parent);
        sample.change(s3).stage = Stage::Downstream;
        for (from, to) in [(s1, s3), (s2, s3), (s1, s2), (s2, s1), (s3, s1), (s2, t1)] {
            sample.feed(from, to);
        }
        let firm = sample.firm("e1", Some("340100"));
        sample.member(firm, s3, None);
        sample.graph()
    }

    fn drawn(width: u32) -> AtlasInput {
        let (graph, assessments, rules) = (city(), Assessments::default(), Rules::default());
        let (chain, home) = (ChainIx(0), code("340100"));
        let as_of = "2026-11-23".parse().unwrap();
        let question = GapQuestion {
            graph: &graph,
            assessments: &assessments,
            relatedness: None,
            rules: &rules,
            chain,
            home,
            as_of,
            assumed: &[],
            left_out: LeftOut::default(),
        };
        AtlasInput::new(&gaps(&question), &graph, chain, &[("home", "合肥&市"), ("as_of", "2026-01-01")], width)
    }

    #[test]
    fn leaves_of_one_parent_stand_together_in_their_stage() {
        let input = drawn(900);
        let ids = |band: usize| input.bands[band].cards.iter().map(|c| c.segment.as_str()).collect::<Vec<_>>();
        assert_eq!((ids(0), ids(1), ids(2)), (vec!["s1", "s4", "s2"], vec![], vec!["s3"]));
        assert_eq!(input.bands[0].cards[1].parent.as_deref(), Some("环节s0"));
        assert_eq!(input.bands[2].cards[0].firms[0].name, "e1公司");
    }

    #[test]
    fn edges_say_what_they_are_good_for() {
        let input = drawn(900);
        let edge = |from: &str, to: &str| input.edges.iter().find(|e| e.from == from && e.to == to).map(|e| e.kind);
        assert_eq!(edge("s1", "s3"), Some(DrawnKind::Feed));
        assert_eq!(edge("s1", "s2"), Some(DrawnKind::Cycle));
        assert_eq!(edge("s3", "s1"), Some(DrawnKind::Recycle));
        assert_eq!(input.edges.len(), 5);
        let feeds: Vec<&str> = input.bands[0].cards[2].elsewhere.iter().map(|(_, feed)| feed.as_str()).collect();
        assert_eq!(feeds, ["供给 c2·环节t1"]);
    }

    #[test]
    fn links_keep_what_the_reader_chose() {
        assert_eq!(drawn(900).links.as_deref(), Some("?home=%E5%90%88%E8%82%A5%26%E5%B8%82&as_of=2026-01-01"));
    }
}
