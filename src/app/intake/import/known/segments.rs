//! Segments and feeds as rows tell of them, for the checks that need the whole chain.

use std::collections::{HashMap, HashSet};

use crate::model::values::{A_TO, B_TO};
use crate::model::{CanonicalTable, FeedKind, Kind, NodeId, Stage, ValuesView};

/// Segments and feeds, as stored and as imported.
#[derive(Debug, Clone, Default)]
pub struct Segments {
    by_node: HashMap<NodeId, Segment>,
    feeds: HashMap<(NodeId, NodeId), Option<FeedKind>>,
    /// Chains that have a city.
    homes: HashSet<NodeId>,
}

/// What the checks need of a segment.
#[derive(Debug, Clone)]
struct Segment {
    chain: Option<NodeId>,
    parent: Option<NodeId>,
    name: String,
    stage: Option<Stage>,
}

impl Segments {
    /// Takes note of a chain or segment; other kinds say nothing here.
    pub fn note(&mut self, kind: Kind, node: NodeId, values: ValuesView<'_>) {
        match kind {
            Kind::Segment => self.add(node, values),
            Kind::Chain => self.add_chain(node, values),
            _ => {}
        }
    }

    /// Adds a segment, or what another record says of it.
    fn add(&mut self, node: NodeId, values: ValuesView<'_>) {
        let table = CanonicalTable::of(Kind::Segment);
        let reference = |name| table.field(name).and_then(|f| values.references(f).first().map(|r| r.to));
        let text = |name| table.field(name).and_then(|f| values.text(f)).unwrap_or_default();
        let (chain, parent) = (reference("chain"), reference("parent"));
        self.by_node
            .insert(node, Segment { chain, parent, name: text("name").into(), stage: text("stage").parse().ok() });
    }

    /// Adds a feed between the segments its row resolved to.
    pub fn add_feed(&mut self, a: NodeId, b: NodeId, values: ValuesView<'_>) {
        let kind =
            CanonicalTable::of(Kind::Feed).field("kind").and_then(|f| values.text(f)).and_then(|k| k.parse().ok());
        let ends = (values.node(A_TO).unwrap_or(a), values.node(B_TO).unwrap_or(b));
        self.feeds.insert(ends, kind);
    }

    /// Takes out a feed that is closed.
    pub fn remove_feed(&mut self, a: NodeId, b: NodeId, values: ValuesView<'_>) {
        self.feeds.remove(&(values.node(A_TO).unwrap_or(a), values.node(B_TO).unwrap_or(b)));
    }

    /// Leaves only these segments.
    pub fn retain(&mut self, stays: impl Fn(NodeId) -> bool) {
        self.by_node.retain(|node, _| stays(*node));
    }

    /// Adds what a record says of a chain.
    fn add_chain(&mut self, node: NodeId, values: ValuesView<'_>) {
        if CanonicalTable::of(Kind::Chain).field("adcode").and_then(|f| values.text(f)).is_some() {
            self.homes.insert(node);
        }
    }

    /// Whether the chain of a segment has a city.
    pub fn has_home(&self, segment: NodeId) -> bool {
        self.chain_of(segment).is_some_and(|chain| self.homes.contains(&chain))
    }

    /// The stage of a segment.
    pub fn stage_of(&self, node: NodeId) -> Option<Stage> {
        self.by_node.get(&node)?.stage
    }

    /// The chain of a segment.
    pub fn chain_of(&self, node: NodeId) -> Option<NodeId> {
        self.by_node.get(&node)?.chain
    }

    /// The parent of a segment.
    pub fn parent_of(&self, node: NodeId) -> Option<NodeId> {
        self.by_node.get(&node)?.parent
    }

    /// The name of a segment.
    pub fn name(&self, node: NodeId) -> &str {
        self.by_node.get(&node).map_or("", |s| s.name.as_str())
    }

    /// All of them, ascending.
    pub fn nodes(&self) -> Vec<NodeId> {
        let mut nodes: Vec<NodeId> = self.by_node.keys().copied().collect();
        nodes.sort_unstable();
        nodes
    }

    /// The feeds within one chain that say what comes before what.
    pub fn forward_feeds(&self) -> impl Iterator<Item = (NodeId, NodeId)> + '_ {
        let within = |(from, to): &(NodeId, NodeId)| self.chain_of(*from) == self.chain_of(*to);
        let forward = self.feeds.iter().filter(|((from, to), kind)| !self.recycles(*from, *to, **kind));
        forward.map(|(ends, _)| *ends).filter(within)
    }

    fn recycles(&self, from: NodeId, to: NodeId, kind: Option<FeedKind>) -> bool {
        let stage = |node| self.by_node.get(&node).and_then(|s: &Segment| s.stage);
        kind.map_or_else(|| stage(from) > stage(to), |kind| kind == FeedKind::Recycle)
    }
}
