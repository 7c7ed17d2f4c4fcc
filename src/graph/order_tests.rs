use super::*;
use crate::graph::sample::SampleGraph;
use crate::model::FeedKind;
use proptest::prelude::*;

fn chain_of(names: &[&str]) -> (SampleGraph, ChainIx, Vec<SegmentIx>) {
    let mut sample = SampleGraph::default();
    let chain = sample.chain("c1", None);
    let segments = names.iter().map(|name| sample.segment(chain, name)).collect();
    (sample, chain, segments)
}

fn numbers(bits: &Bits) -> Vec<usize> {
    bits.iter().collect()
}

#[test]
fn reach_follows_paths_of_one_or_more_edges() {
    let (mut sample, chain, s) = chain_of(&["a", "b", "c", "d"]);
    sample.feed(s[2], s[1]);
    sample.feed(s[1], s[0]);
    let order = Order::of(&sample.graph(), chain);
    assert_eq!(order.basis, Basis::Feeds);
    assert_eq!((numbers(order.descendants(2)), numbers(order.ancestors(0))), (vec![0, 1], vec![1, 2]));
    assert_eq!((numbers(order.after(2)), numbers(order.before(0))), (vec![1], vec![1]));
    assert_eq!((numbers(&order.neighbours(1)), numbers(order.descendants(3))), (vec![0, 2], vec![]));
}

#[test]
fn a_row_on_a_parent_applies_to_all_leaves_below() {
    let (mut sample, chain, s) = chain_of(&["a", "a1", "a2", "b"]);
    sample.below(s[1], s[0]);
    sample.below(s[2], s[0]);
    sample.feed(s[0], s[3]);
    sample.feed(s[0], s[2]);
    let order = Order::of(&sample.graph(), chain);
    assert_eq!(order.leaves, [s[1], s[2], s[3]]);
    assert_eq!((numbers(order.after(0)), numbers(order.after(1))), (vec![1, 2], vec![2]));
}

#[test]
fn material_that_goes_back_is_only_drawn() {
    let (mut sample, chain, s) = chain_of(&["a", "b", "c"]);
    sample.change(s[1]).stage = Stage::Downstream;
    sample.feed(s[0], s[1]);
    sample.feed(s[1], s[0]);
    sample.feed(s[1], s[2]).kind = Some(FeedKind::Feed);
    sample.feed(s[0], s[2]).kind = Some(FeedKind::Recycle);
    let order = Order::of(&sample.graph(), chain);
    let kinds: Vec<_> = order.drawn.iter().map(|edge| edge.kind).collect();
    assert_eq!(kinds, [DrawnKind::Feed, DrawnKind::Recycle, DrawnKind::Recycle, DrawnKind::Feed]);
    assert_eq!(numbers(order.descendants(0)), [1, 2]);
    assert!(order.cycles.is_empty());
}

#[test]
fn edges_inside_a_cycle_are_only_drawn_and_its_leaves_are_named() {
    let (mut sample, chain, s) = chain_of(&["a", "b", "c", "d"]);
    for (from, to) in [(0, 1), (1, 2), (2, 1), (2, 3)] {
        sample.feed(s[from], s[to]);
    }
    let order = Order::of(&sample.graph(), chain);
    assert_eq!(order.cycles, [vec![s[1], s[2]]]);
    assert_eq!(order.drawn.iter().filter(|edge| edge.kind == DrawnKind::Cycle).count(), 2);
    assert_eq!((numbers(order.descendants(0)), numbers(order.ancestors(3))), (vec![1], vec![2]));
}

#[test]
fn without_a_usable_edge_the_stages_give_the_order() {
    let (mut sample, chain, s) = chain_of(&["a", "b", "c", "d"]);
    sample.change(s[0]).stage = Stage::Downstream;
    sample.feed(s[1], s[2]);
    sample.feed(s[2], s[1]);
    let order = Order::of(&sample.graph(), chain);
    assert_eq!((order.basis, order.cycles.len()), (Basis::Stages, 1));
    assert_eq!((numbers(order.after(3)), numbers(order.ancestors(0))), (vec![0], vec![1, 2, 3]));
}

#[test]
fn feeds_between_chains_are_drawn_in_both() {
    let mut sample = SampleGraph::default();
    let (one, two) = (sample.chain("c1", None), sample.chain("c2", None));
    let (a, b) = (sample.segment(one, "a"), sample.segment(two, "b"));
    sample.feed(a, b);
    let graph = sample.graph();
    for chain in [one, two] {
        let order = Order::of(&graph, chain);
        assert_eq!(order.drawn, [Drawn { from: a, to: b, kind: DrawnKind::OtherChain }]);
        assert_eq!(order.basis, Basis::Stages);
    }
}

const LEAVES: usize = 7;

/// Which leaves reach which along one or more of these edges.
fn closed(edges: &[(usize, usize)]) -> [[bool; LEAVES]; LEAVES] {
    let mut reach = [[false; LEAVES]; LEAVES];
    for &(from, to) in edges {
        reach[from][to] = true;
    }
    for (by, from, to) in triples(LEAVES) {
        reach[from][to] |= reach[from][by] && reach[by][to];
    }
    reach
}

fn triples(count: usize) -> impl Iterator<Item = (usize, usize, usize)> {
    (0..count).flat_map(move |a| (0..count).flat_map(move |b| (0..count).map(move |c| (a, b, c))))
}

proptest! {
    #[test]
    fn reach_is_the_closure_of_the_edges_on_no_cycle(edges in prop::collection::vec((0..LEAVES, 0..LEAVES), 0..14)) {
        let edges: Vec<_> = edges.into_iter().filter(|(from, to)| from != to).collect();
        let (mut sample, chain, s) = chain_of(&["a", "b", "c", "d", "e", "f", "g"]);
        for &(from, to) in &edges {
            sample.feed(s[from], s[to]);
        }
        let order = Order::of(&sample.graph(), chain);
        let all = closed(&edges);
        let usable: Vec<_> = edges.into_iter().filter(|(from, to)| !all[*to][*from]).collect();
        let known = closed(&usable);
        prop_assert_eq!(order.basis == Basis::Stages, usable.is_empty());
        for (from, row) in known.iter().enumerate() {
            for (to, reached) in row.iter().enumerate() {
                prop_assert_eq!(order.descendants(from).contains(to), *reached);
                prop_assert_eq!(order.ancestors(to).contains(from), *reached);
            }
        }
    }
}
