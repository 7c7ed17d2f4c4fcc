//! Checks that need the whole chain: no segment above itself, parents of the same chain, cycles of feeds.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet, VecDeque};

use petgraph::graphmap::DiGraphMap;

use super::Segments;
use crate::graph::{Hierarchy, circles};
use crate::ingest::Fault;
use crate::model::NodeId;

/// The most names of a circle that a sentence tells.
const TOLD: usize = 8;

/// How segments stand above each other.
#[derive(Debug)]
pub struct SegmentTree<'s> {
    segments: &'s Segments,
    /// Ascending; a segment's place in it is its place in what follows.
    nodes: Vec<NodeId>,
    circles: Vec<bool>,
    hierarchy: Hierarchy,
}

/// Leaves that feed each other in a circle.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FeedCycle {
    /// The names along one way round, the first again at the end.
    pub way: Vec<String>,
    /// How many leaves lie on some way round.
    pub leaves: usize,
}

impl FeedCycle {
    /// The way as people read it.
    pub fn told(&self) -> String {
        told(self.way.iter().map(String::as_str))
    }
}

impl<'s> SegmentTree<'s> {
    /// Of all segments noted.
    pub fn of(segments: &'s Segments) -> Self {
        let nodes = segments.nodes();
        let place = |node| nodes.binary_search(&node).ok().and_then(|place| u32::try_from(place).ok());
        let above: Vec<_> = nodes.iter().map(|node| segments.parent_of(*node).and_then(place)).collect();
        Self { segments, circles: circles(&above), hierarchy: Hierarchy::of(&above), nodes }
    }

    /// Whether another segment stands below it.
    pub fn is_parent(&self, node: NodeId) -> bool {
        self.leaves_below(node).next() != Some(node)
    }

    /// What is wrong with where a segment stands: above itself, or below a segment of another chain. `given` is the parent
    /// as its row names it.
    pub fn fault_of(&self, node: NodeId, given: &str) -> Option<Fault> {
        if self.place(node).is_some_and(|place| self.circles[place]) {
            let reason = format!("环节是自己的上级：{}", told(self.way_round(node)));
            return Some(Fault::new("parent", given, reason, "请改正上级环节"));
        }
        let parent = self.segments.parent_of(node)?;
        (self.segments.chain_of(parent) != self.segments.chain_of(node))
            .then(|| Fault::new("parent", given, "上级环节属于另一条产业链", "上级环节应在同一条产业链内"))
    }

    /// The names from a segment on a circle of parents up to itself.
    fn way_round(&self, node: NodeId) -> impl Iterator<Item = &str> {
        let above = std::iter::successors(self.segments.parent_of(node), |at| self.segments.parent_of(*at));
        let between = above.take_while(move |at| *at != node);
        [node].into_iter().chain(between).chain([node]).map(|at| self.segments.name(at))
    }

    /// The cycles of feeds within each chain.
    pub fn feed_cycles(&self) -> Vec<FeedCycle> {
        let mut graph: DiGraphMap<NodeId, ()> = DiGraphMap::new();
        for (from, to) in self.segments.forward_feeds() {
            for leaf in self.leaves_below(from) {
                for other in self.leaves_below(to).filter(|other| *other != leaf) {
                    graph.add_edge(leaf, other, ());
                }
            }
        }
        // Tarjan's would call itself once for each leaf of a line.
        let components = petgraph::algo::kosaraju_scc(&graph).into_iter().filter(|c| c.len() > 1);
        let mut cycles: Vec<FeedCycle> = components.filter_map(|c| self.shortest_cycle(&graph, &c)).collect();
        cycles.sort();
        cycles
    }

    /// The shortest way round from the component's first leaf by name.
    fn shortest_cycle(&self, graph: &DiGraphMap<NodeId, ()>, component: &[NodeId]) -> Option<FeedCycle> {
        let order = |node: &NodeId| (self.segments.name(*node), *node);
        let start = *component.iter().min_by_key(|node| order(node))?;
        let inside: HashSet<NodeId> = component.iter().copied().collect();
        let mut came_from: HashMap<NodeId, NodeId> = HashMap::new();
        let mut queue = VecDeque::from([start]);
        while let Some(at) = queue.pop_front() {
            let mut next: Vec<NodeId> = graph.neighbors(at).filter(|n| inside.contains(n)).collect();
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
        let names = way.into_iter().map(|node| self.segments.name(node).to_owned()).collect();
        Some(FeedCycle { way: names, leaves: component.len() })
    }

    fn place(&self, node: NodeId) -> Option<usize> {
        self.nodes.binary_search(&node).ok()
    }

    /// The leaves at or below a segment; itself where nothing is known of it.
    fn leaves_below(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        let place = self.place(node).and_then(|place| u32::try_from(place).ok());
        let below = place.map_or(&[][..], |place| self.hierarchy.leaves_below(place));
        let unknown = place.is_none().then_some(node);
        below.iter().map(|leaf| self.nodes[*leaf as usize]).chain(unknown)
    }
}

/// Names on a way round, the first again at the end; of a long way only the first ones, and the end.
fn told<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names = names.peekable();
    let mut told: Vec<&str> = names.by_ref().take(TOLD).collect();
    let first = told.first().copied().unwrap_or_default();
    if let Some(next) = names.next() {
        told.extend(if names.peek().is_none() { [next].to_vec() } else { ["…", first].to_vec() });
    }
    told.join(" → ")
}
