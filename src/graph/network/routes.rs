//! The k best paths to one target, exactly, in the order of docs/definitions.md#引荐路径: strength rounded to
//! 9 decimals, then fewer edges, then names from the start.
//!
//! First the strength of the k-th best is found (`threshold.rs`), then which parties lie on paths that strong
//! (`back.rs`). Among those, paths are walked from the starts in the order wanted, so that the first found of equally
//! strong ones are the ones to keep, however many there are.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::back::Back;
use super::class::class;
use super::threshold::kth_class;
use super::{Network, PartyIx, Spread};
use crate::graph::Graph;

/// A path from a start to a target.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// In (0, 1]: start × trust of each edge × damping of each crowd passed through (docs/definitions.md#引荐路径).
    pub strength: f64,
    /// From the start to the target.
    pub nodes: Vec<PartyIx>,
}

impl Spread {
    /// The best `count` paths to a target that is not closed, best first.
    pub fn routes(&self, graph: &Graph, network: &Network, target: PartyIx, count: usize) -> Vec<Route> {
        let least = kth_class(network, self, target, count);
        let back = Back::from(network, self, target, least);
        let mut walk = Walk { graph, network, spread: self, back, target, count, best: Vec::new(), path: Vec::new() };
        for edges in 1..=self.max_edges() {
            let starts = walk.back.at(edges).filter_map(|(party, rest)| Some((party, self.start(party)?, rest)));
            let steps = starts.map(|(party, start, rest)| (party, start, start * rest)).collect();
            walk.follow(steps, edges, edges);
        }
        walk.best
    }
}

/// A party a path may go to, the strength the path has there, and the best that may come of it.
type Step = (PartyIx, f64, f64);

struct Walk<'a> {
    graph: &'a Graph,
    network: &'a Network,
    spread: &'a Spread,
    back: Back,
    target: PartyIx,
    count: usize,
    /// The best paths so far, in order.
    best: Vec<Route>,
    path: Vec<PartyIx>,
}

impl Walk<'_> {
    /// Follows steps in order of name; after each, `left` of `edges` edges are left.
    fn follow(&mut self, mut steps: Vec<Step>, left: usize, edges: usize) {
        steps.retain(|step| self.may_count(step.2));
        let (graph, network) = (self.graph, self.network);
        let names = |step: &Step| network.parties().name(graph, step.0);
        let mut heap: BinaryHeap<_> =
            steps.iter().enumerate().map(|(place, step)| Reverse((names(step), place))).collect();
        while let Some(Reverse((_, place))) = heap.pop() {
            let step = steps[place];
            self.path.push(step.0);
            self.go_on(step, left, edges);
            self.path.pop();
            if self.is_full() {
                heap.retain(|Reverse((_, place))| self.may_count(steps[*place].2));
            }
        }
    }

    fn go_on(&mut self, (party, strength, _): Step, left: usize, edges: usize) {
        if left == 0 {
            return self.keep(strength);
        }
        let damping = if left == edges { 1.0 } else { self.network.damping(party) };
        let leaving = strength * damping;
        let steps = self.network.neighbours(party).filter_map(|(other, trust)| {
            let rest = self.back.factor(other, left - 1, self.target)?;
            let passes = left == 1 || !self.spread.is_closed(other) && !self.path.contains(&other);
            let damping = if left == 1 { 1.0 } else { self.network.damping(other) };
            let strength = leaving * trust;
            passes.then_some((other, strength, strength * damping * rest))
        });
        self.follow(steps.collect(), left - 1, edges);
    }

    fn is_full(&self) -> bool {
        self.best.len() == self.count
    }

    /// Whether a path of at most this strength, found from now on, may be among the best. Paths come in order of length,
    /// then name: an equal one comes too late. A bound is computed in another order than a strength, so it may differ in
    /// the last bits.
    fn may_count(&self, bound: f64) -> bool {
        let weakest = self.best.last().filter(|_| self.is_full());
        weakest.is_none_or(|weakest| class(bound * (1.0 + 1e-12)) > class(weakest.strength))
    }

    fn keep(&mut self, strength: f64) {
        let place = self.best.partition_point(|route| class(route.strength) >= class(strength));
        self.best.insert(place, Route { strength, nodes: self.path.clone() });
        self.best.truncate(self.count);
    }
}

#[cfg(test)]
#[path = "routes_tests.rs"]
mod tests;
