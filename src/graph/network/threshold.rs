//! How strong the k-th best path to a target is: best first from the target, with what is known from the one pass as bound.

use std::collections::BinaryHeap;

use super::class::class;
use super::{Network, PartyIx, Spread};

/// A path from some party to the target, in the making.
#[derive(Debug, Clone, Copy)]
struct Suffix {
    party: PartyIx,
    /// Place of the rest in the list of all; the target has none.
    rest: Option<usize>,
    edges: usize,
    /// Product of trust and damping after the party.
    factor: f64,
}

/// What may come of a suffix: the class of its best completion, then how far it is, then its place.
type Promise = (i64, usize, usize);

/// The class of strength of the `count`-th best path; 0 where there are fewer.
///
/// Of equal promises the longest is followed first, so that thousands of equally good ways cost no more than a few.
pub fn kth_class(network: &Network, spread: &Spread, target: PartyIx, count: usize) -> i64 {
    let mut search = Search { network, spread, suffixes: Vec::new(), heap: BinaryHeap::new() };
    search.extend(Suffix { party: target, rest: None, edges: 0, factor: 1.0 }, None);
    let mut found = 0;
    while let Some((class, _, place)) = search.heap.pop() {
        let suffix = search.suffixes[place];
        if spread.start(suffix.party).is_some() {
            found += 1;
            if found == count {
                return class;
            }
        } else {
            search.extend(suffix, Some(place));
        }
    }
    0
}

struct Search<'a> {
    network: &'a Network,
    spread: &'a Spread,
    suffixes: Vec<Suffix>,
    heap: BinaryHeap<Promise>,
}

impl Search<'_> {
    /// Puts every party that may stand before a suffix in line. `place` is none for the target alone.
    fn extend(&mut self, suffix: Suffix, place: Option<usize>) {
        if self.suffixes.is_empty() {
            self.suffixes.push(suffix);
        }
        let rest = place.unwrap_or(0);
        let damping = if place.is_some() { self.network.damping(suffix.party) } else { 1.0 };
        let (edges, factor) = (suffix.edges + 1, suffix.factor * damping);
        for (party, trust) in self.network.neighbours(suffix.party) {
            let factor = factor * trust;
            let strength = self.spread.leaving(self.network, party, self.spread.max_edges() - edges) * factor;
            if strength > 0.0 && !self.holds(rest, party) {
                self.heap.push((class(strength), edges, self.suffixes.len()));
                self.suffixes.push(Suffix { party, rest: Some(rest), edges, factor });
            }
        }
    }

    /// Whether a party stands on a suffix.
    fn holds(&self, place: usize, party: PartyIx) -> bool {
        let mut at = Some(place);
        while let Some(place) = at {
            let suffix = self.suffixes[place];
            if suffix.party == party {
                return true;
            }
            at = suffix.rest;
        }
        false
    }
}
