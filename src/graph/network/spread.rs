//! One pass from all starts: how strongly each party can be reached.
//!
//! No factor is above 1, so a walk that meets a party twice is never stronger than its shortcut, and the strongest walk
//! of at most n edges is as strong as the strongest path: layers over the number of edges are exact, also in doubles,
//! because rounded multiplication keeps order.

use std::collections::HashMap;

use super::{Network, PartyIx};
use crate::graph::Bits;

/// The best strengths from a set of starts, passing through nobody of a closed set.
#[derive(Debug)]
pub struct Spread {
    /// The factor each start begins with; starts are closed.
    starts: HashMap<PartyIx, f64>,
    /// Parties that no path passes through.
    closed: Bits,
    /// Entry n: by party, the best strength of a path of at most n + 1 edges that ends there; 0 where there is none, and
    /// for the closed.
    layers: Vec<Vec<f64>>,
    max_edges: usize,
}

impl Spread {
    /// Spreads from `starts`, by at most `max_edges` edges, at least 1, passing through no start and nobody of `closed`.
    pub fn new(network: &Network, starts: HashMap<PartyIx, f64>, mut closed: Bits, max_edges: usize) -> Self {
        starts.keys().for_each(|start| closed.insert(start.at()));
        let mut spread = Self { starts, closed, layers: Vec::new(), max_edges };
        let mut front: Vec<PartyIx> = spread.starts.keys().copied().collect();
        // The last edge is walked when a target is asked for.
        for _ in 1..max_edges {
            front = spread.advance(network, &front);
        }
        spread
    }

    /// Adds a layer: one edge further from those that were reached better by the last one.
    fn advance(&mut self, network: &Network, front: &[PartyIx]) -> Vec<PartyIx> {
        let before = self.layers.last();
        let mut layer = before.cloned().unwrap_or_else(|| vec![0.0; network.count()]);
        let reached = |party: PartyIx| before.map_or(0.0, |layer| layer[party.at()]);
        let mut further = Vec::new();
        for &party in front {
            let carried = match before {
                None => self.starts[&party],
                Some(layer) => layer[party.at()] * network.damping(party),
            };
            for (other, trust) in network.neighbours(party).filter(|(other, _)| !self.closed.contains(other.at())) {
                let strength = carried * trust;
                if strength > layer[other.at()] {
                    if layer[other.at()] <= reached(other) {
                        further.push(other);
                    }
                    layer[other.at()] = strength;
                }
            }
        }
        self.layers.push(layer);
        // Neighbours lie in order of number: so does what the next layer reads of memory.
        further.sort_unstable();
        further
    }

    /// The factor a party starts with, where it is a start.
    pub fn start(&self, party: PartyIx) -> Option<f64> {
        self.starts.get(&party).copied()
    }

    /// Everybody paths begin at, in no order.
    pub fn starts(&self) -> impl Iterator<Item = PartyIx> {
        self.starts.keys().copied()
    }

    /// Whether no path passes through a party; starts are so.
    pub fn is_closed(&self, party: PartyIx) -> bool {
        self.closed.contains(party.at())
    }

    /// Adds everybody whom no path passes through to a set.
    pub fn add_closed_to(&self, closed: &mut Bits) {
        closed.add_all(&self.closed);
    }

    /// The most edges a path has.
    pub(super) fn max_edges(&self) -> usize {
        self.max_edges
    }

    /// What a path has when it leaves a party after at most `edges` edges, fewer than the most a path has: the best
    /// strength there, damped where it passes through. 0 where there is none.
    pub(super) fn leaving(&self, network: &Network, party: PartyIx, edges: usize) -> f64 {
        if let Some(start) = self.start(party) {
            return start;
        }
        let reached = if edges == 0 { 0.0 } else { self.layers[edges - 1][party.at()] };
        if reached > 0.0 { reached * network.damping(party) } else { 0.0 }
    }

    /// The strength of the best path to a party that is not closed; none where there is no path.
    pub fn strength(&self, network: &Network, target: PartyIx) -> Option<f64> {
        let last = self.max_edges - 1;
        let walked = network.neighbours(target).map(|(other, trust)| self.leaving(network, other, last) * trust);
        Some(walked.fold(0.0, f64::max)).filter(|strength| *strength > 0.0)
    }
}
