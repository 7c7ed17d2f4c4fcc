//! Which parties lie on paths that are strong enough, seen from the target.

use hashbrown::HashMap;

use super::class::class;
use super::{Network, PartyIx, Spread};

/// By edges left to the target (from 1 on): the parties that may stand there, with the best product of trust and damping
/// of what follows them.
pub struct Back(Vec<HashMap<PartyIx, f64>>);

impl Back {
    /// Walks back from a target, only through parties by which some path reaches `least`, a class of strength.
    pub fn from(network: &Network, spread: &Spread, target: PartyIx, least: i64) -> Self {
        let mut layers: Vec<HashMap<PartyIx, f64>> = Vec::with_capacity(spread.max_edges());
        for edges in 1..=spread.max_edges() {
            let mut layer = HashMap::new();
            let mut step = |party, factor| {
                for (other, trust) in network.neighbours(party).filter(|(other, _)| *other != target) {
                    let factor = factor * trust;
                    let strength = spread.leaving(network, other, spread.max_edges() - edges) * factor;
                    // A bound is computed in another order than a strength: it may fall into the class beside.
                    if strength > 0.0 && class(strength) + 2 >= least {
                        let best = layer.entry(other).or_insert(factor);
                        *best = f64::max(*best, factor);
                    }
                }
            };
            match layers.last() {
                None => step(target, 1.0),
                Some(front) => {
                    let open = front.iter().filter(|(party, _)| !spread.is_closed(**party));
                    open.for_each(|(party, factor)| step(*party, factor * network.damping(*party)));
                }
            }
            layers.push(layer);
        }
        Self(layers)
    }

    /// The best product of trust and damping from a party to the target by just so many edges, where some path is strong
    /// enough; 1 at the target.
    pub fn factor(&self, party: PartyIx, edges: usize, target: PartyIx) -> Option<f64> {
        if edges == 0 {
            return (party == target).then_some(1.0);
        }
        self.0[edges - 1].get(&party).copied()
    }

    /// The parties from which the target is just so many edges away.
    pub fn at(&self, edges: usize) -> impl Iterator<Item = (PartyIx, f64)> {
        self.0[edges - 1].iter().map(|(party, factor)| (*party, *factor))
    }
}
