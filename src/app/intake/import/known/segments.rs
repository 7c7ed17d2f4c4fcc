//! Checks that need the whole chain: no segment above itself, parents of the same chain, cycles of feeds.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet, VecDeque};

use petgraph::graphmap::DiGraphMap;

use crate::ingest::Fault;
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

/// Leaves that feed each other in a circle.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FeedCycle {
    /// The names along one way round, the first again at the end.
    pub way: Vec<String>,
    /// How many leaves lie on some way round.
    pub leaves: usize,
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
    fn parent_of(&self, node: NodeId) -> Option<NodeId> {
        self.by_node.get(&node)?.parent
    }

    /// The name of a segment.
    pub fn name(&self, node: NodeId) -> &str {
        self.by_node.get(&node).map_or("", |s| s.name.as_str())
    }

    /// Whether another segment names it as parent.
    pub fn is_parent(&self, node: NodeId) -> bool {
        self.by_node.values().any(|s| s.parent == Some(node))
    }

    /// What is wrong with where a segment stands: above itself, or below a segment of another chain. `given` is the parent
    /// as its row names it.
    pub fn fault_of(&self, node: NodeId, given: &str) -> Option<Fault> {
        if let Some(way) = self.ancestor_cycle(node) {
            let reason = format!("环节是自己的上级：{}", way.join(" → "));
            return Some(Fault::new("parent", given, reason, "请改正上级环节"));
        }
        let parent = self.parent_of(node)?;
        (self.chain_of(parent) != self.chain_of(node))
            .then(|| Fault::new("parent", given, "上级环节属于另一条产业链", "上级环节应在同一条产业链内"))
    }

    /// Whether following parents from a segment comes back to it; then the names on the way round.
    fn ancestor_cycle(&self, node: NodeId) -> Option<Vec<String>> {
        let mut way = vec![self.name(node).to_owned()];
        let mut at = self.by_node.get(&node)?.parent?;
        let mut seen = HashSet::new();
        while at != node && seen.insert(at) {
            way.push(self.name(at).to_owned());
            at = self.by_node.get(&at)?.parent?;
        }
        way.push(self.name(node).to_owned());
        (at == node).then_some(way)
    }

    /// The cycles of feeds within each chain.
    pub fn feed_cycles(&self) -> Vec<FeedCycle> {
        let mut graph: DiGraphMap<NodeId, ()> = DiGraphMap::new();
        for ((from, to), kind) in &self.feeds {
            if self.recycles(*from, *to, *kind) || self.chain_of(*from) != self.chain_of(*to) {
                continue;
            }
            for leaf in self.leaves_below(*from) {
                for other in self.leaves_below(*to) {
                    if leaf != other {
                        graph.add_edge(leaf, other, ());
                    }
                }
            }
        }
        let components = petgraph::algo::tarjan_scc(&graph).into_iter().filter(|c| c.len() > 1);
        let mut cycles: Vec<FeedCycle> = components.filter_map(|c| self.shortest_cycle(&graph, &c)).collect();
        cycles.sort();
        cycles
    }

    /// The shortest way round from the component's first leaf by name.
    fn shortest_cycle(&self, graph: &DiGraphMap<NodeId, ()>, component: &[NodeId]) -> Option<FeedCycle> {
        let order = |node: &NodeId| (self.name(*node), *node);
        let start = *component.iter().min_by_key(|node| order(node))?;
        let mut came_from: HashMap<NodeId, NodeId> = HashMap::new();
        let mut queue = VecDeque::from([start]);
        while let Some(at) = queue.pop_front() {
            let mut next: Vec<NodeId> = graph.neighbors(at).filter(|n| component.contains(n)).collect();
            next.sort_by_key(order);
            for to in next {
                if let Entry::Vacant(place) = came_from.entry(to) {
                    place.insert(at);
                    queue.push_back(to);
                }
            }
        }
        let mut way = vec![start];
        let mut at = *came_from.get(&start)?;
        while at != start {
            way.push(at);
            at = *came_from.get(&at)?;
        }
        way.push(start);
        way.reverse();
        let names = way.into_iter().map(|node| self.name(node).to_owned()).collect();
        Some(FeedCycle { way: names, leaves: component.len() })
    }

    fn recycles(&self, from: NodeId, to: NodeId, kind: Option<FeedKind>) -> bool {
        let stage = |node| self.by_node.get(&node).and_then(|s: &Segment| s.stage);
        kind.map_or_else(|| stage(from) > stage(to), |kind| kind == FeedKind::Recycle)
    }

    fn leaves_below(&self, node: NodeId) -> Vec<NodeId> {
        let children: Vec<NodeId> =
            self.by_node.iter().filter(|(_, s)| s.parent == Some(node)).map(|(n, _)| *n).collect();
        if children.is_empty() || self.ancestor_cycle(node).is_some() {
            return vec![node];
        }
        children.into_iter().flat_map(|child| self.leaves_below(child)).collect()
    }
}
