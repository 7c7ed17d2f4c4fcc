//! A chain as a graph of its leaves (docs/definitions.md#环节的先后): which feeds say what comes
//! before what, which are only drawn, and what can be reached.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::order_edges::{Drawn, DrawnKind, drawn_edges};
use super::{Bits, ChainIx, Graph, SegmentIx};
use crate::model::{Basis, Stage};

/// The order of a chain's leaves. Leaves are named by their position in [`Order::leaves`].
///
/// Invariant: the usable edges have no cycle.
#[derive(Debug, Clone)]
pub struct Order {
    /// Whether recorded feeds say what comes before what, or, where a chain has none, the stages.
    pub basis: Basis,
    /// The leaves, in order of their id.
    pub leaves: Vec<SegmentIx>,
    /// The leaves of each feeds cycle, in order of their id; their edges among each other are only drawn.
    pub cycles: Vec<Vec<SegmentIx>>,
    /// Every recorded feed between leaves that touches the chain, each once.
    pub drawn: Vec<Drawn>,
    after: Vec<Bits>,
    before: Vec<Bits>,
    descendants: Vec<Bits>,
    ancestors: Vec<Bits>,
}

impl Order {
    /// The order of one chain.
    pub fn of(graph: &Graph, chain: ChainIx) -> Self {
        let leaves: Vec<_> = graph.leaves_of(chain).collect();
        let mut drawn = drawn_edges(graph, chain);
        let components = components(&leaves, &drawn);
        let cycles = leave_out_cycles(&leaves, &components, &mut drawn);
        let feeds: Vec<_> = usable(&leaves, &drawn).collect();
        if feeds.is_empty() {
            let upwards = leaves_from_last_stage(graph, &leaves);
            let edges = stage_edges(graph, &leaves);
            return Self { cycles, drawn, ..Self::with_edges(Basis::Stages, leaves, &edges, &upwards) };
        }
        // Kosaraju's components come in reverse topological order.
        let upwards: Vec<_> = components.into_iter().flatten().collect();
        Self { cycles, drawn, ..Self::with_edges(Basis::Feeds, leaves, &feeds, &upwards) }
    }

    /// `upwards`: every leaf, after all leaves it feeds.
    fn with_edges(basis: Basis, leaves: Vec<SegmentIx>, edges: &[(usize, usize)], upwards: &[usize]) -> Self {
        let empty = vec![Bits::none_of(leaves.len()); leaves.len()];
        let (mut after, mut before) = (empty.clone(), empty);
        for &(from, to) in edges {
            after[from].insert(to);
            before[to].insert(from);
        }
        let descendants = reachable(&after, upwards.iter());
        let ancestors = reachable(&before, upwards.iter().rev());
        Self { basis, leaves, cycles: Vec::new(), drawn: Vec::new(), after, before, descendants, ancestors }
    }

    /// The position of a leaf of this chain.
    pub fn position(&self, leaf: SegmentIx) -> Option<usize> {
        self.leaves.binary_search(&leaf).ok()
    }

    /// The leaves a leaf feeds by a usable edge.
    pub fn after(&self, leaf: usize) -> &Bits {
        &self.after[leaf]
    }

    /// The leaves that feed a leaf by a usable edge.
    pub fn before(&self, leaf: usize) -> &Bits {
        &self.before[leaf]
    }

    /// desc(s): the leaves reached along one or more usable edges.
    pub fn descendants(&self, leaf: usize) -> &Bits {
        &self.descendants[leaf]
    }

    /// anc(s): the leaves reached against one or more usable edges.
    pub fn ancestors(&self, leaf: usize) -> &Bits {
        &self.ancestors[leaf]
    }

    /// N(s): the leaves joined by one usable edge, either way.
    pub fn neighbours(&self, leaf: usize) -> Bits {
        let mut neighbours = self.after[leaf].clone();
        neighbours.add_all(&self.before[leaf]);
        neighbours
    }
}

fn position(leaves: &[SegmentIx], leaf: SegmentIx) -> Option<usize> {
    leaves.binary_search(&leaf).ok()
}

/// The feeds inside the chain, by the positions of their leaves.
fn usable<'a>(leaves: &'a [SegmentIx], drawn: &'a [Drawn]) -> impl Iterator<Item = (usize, usize)> + 'a {
    let feeds = drawn.iter().filter(|edge| edge.kind == DrawnKind::Feed);
    feeds.filter_map(|edge| Some((position(leaves, edge.from)?, position(leaves, edge.to)?)))
}

/// The strongly connected components of the feeds, each one after those it feeds.
fn components(leaves: &[SegmentIx], drawn: &[Drawn]) -> Vec<Vec<usize>> {
    let mut feeds = DiGraph::<(), ()>::new();
    let nodes: Vec<NodeIndex> = leaves.iter().map(|_| feeds.add_node(())).collect();
    for (from, to) in usable(leaves, drawn) {
        feeds.add_edge(nodes[from], nodes[to], ());
    }
    // Tarjan's would call itself once for each leaf of a line.
    kosaraju_scc(&feeds).into_iter().map(|nodes| nodes.into_iter().map(NodeIndex::index).collect()).collect()
}

/// Marks the feeds inside a component and returns the leaves of each cycle.
fn leave_out_cycles(leaves: &[SegmentIx], components: &[Vec<usize>], drawn: &mut [Drawn]) -> Vec<Vec<SegmentIx>> {
    let mut component_of = vec![0; leaves.len()];
    for (number, component) in components.iter().enumerate() {
        for leaf in component {
            component_of[*leaf] = number;
        }
    }
    let of = |leaf| position(leaves, leaf).map(|at| component_of[at]);
    for edge in drawn.iter_mut().filter(|edge| edge.kind == DrawnKind::Feed) {
        if of(edge.from) == of(edge.to) {
            edge.kind = DrawnKind::Cycle;
        }
    }
    let in_order = |component: &Vec<usize>| {
        let mut cycle: Vec<_> = component.iter().map(|leaf| leaves[*leaf]).collect();
        cycle.sort_unstable();
        cycle
    };
    let mut cycles: Vec<_> = components.iter().filter(|c| c.len() > 1).map(in_order).collect();
    cycles.sort_unstable();
    cycles
}

fn leaves_from_last_stage(graph: &Graph, leaves: &[SegmentIx]) -> Vec<usize> {
    let mut upwards: Vec<_> = (0..leaves.len()).collect();
    upwards.sort_by_key(|leaf| std::cmp::Reverse(graph.segment(leaves[*leaf]).stage));
    upwards
}

/// Each leaf feeds every leaf of the next stage that has leaves.
fn stage_edges(graph: &Graph, leaves: &[SegmentIx]) -> Vec<(usize, usize)> {
    let on = |stage: Stage| -> Vec<usize> {
        (0..leaves.len()).filter(|leaf| graph.segment(leaves[*leaf]).stage == stage).collect()
    };
    let stages: Vec<_> = Stage::ALL.iter().map(|stage| on(*stage)).filter(|leaves| !leaves.is_empty()).collect();
    let mut edges = Vec::new();
    for pair in stages.windows(2) {
        for &from in &pair[0] {
            edges.extend(pair[1].iter().map(|&to| (from, to)));
        }
    }
    edges
}

/// What each leaf reaches, given its next leaves; `order` names every leaf after all its next ones.
fn reachable<'a>(next: &[Bits], order: impl Iterator<Item = &'a usize>) -> Vec<Bits> {
    let mut reached = vec![Bits::none_of(next.len()); next.len()];
    for &leaf in order {
        let mut all = next[leaf].clone();
        next[leaf].iter().for_each(|n| all.add_all(&reached[n]));
        reached[leaf] = all;
    }
    reached
}

#[cfg(test)]
#[path = "order_tests.rs"]
mod tests;
