//! The one greedy of this layer: one after another the offer that adds the most uncovered weight.
//!
//! For weights that only add up, as here, its sum is at least 1 − 1/e of the best possible one (Nemhauser, Wolsey & Fisher
//! 1978). What an offer adds never grows, so a sum found earlier is an upper bound and most offers are weighed once.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::graph::Bits;
use crate::graph::number::for_order;

/// An offer that was picked.
#[derive(Debug, Clone, PartialEq)]
pub struct Pick {
    /// Its position among the offers.
    pub offer: usize,
    /// The things it adds, ascending.
    pub adds: Vec<usize>,
    /// Their weight.
    pub gain: f64,
}

/// Picks up to `limit` of `offers`, each a list of things it covers, ascending; `covered` tells what is covered before,
/// and takes what the picks add. Ties go to the offer that stands first. Stops when none adds more than 0, compared as
/// all values are: rounded to 9 decimals.
pub fn picks<T: AsRef<[u32]>>(offers: &[T], weights: &[f64], covered: &mut Bits, limit: usize) -> Vec<Pick> {
    let added = |offer: usize, covered: &Bits| adds(offers[offer].as_ref(), covered);
    let bound = |gain: f64| for_order(gain).to_bits();
    let mut heap: BinaryHeap<_> = (0..offers.len())
        .map(|offer| (bound(sum(&added(offer, covered), weights)), Reverse(offer), 0))
        .filter(|(bound, ..)| *bound > 0)
        .collect();
    let mut picks: Vec<Pick> = Vec::new();
    while picks.len() < limit {
        let Some((_, Reverse(offer), weighed)) = heap.pop() else { break };
        let adds = added(offer, covered);
        let gain = sum(&adds, weights);
        if weighed == picks.len() {
            adds.iter().for_each(|thing| covered.insert(*thing));
            picks.push(Pick { offer, adds, gain });
        } else if bound(gain) > 0 {
            heap.push((bound(gain), Reverse(offer), picks.len()));
        }
    }
    picks
}

fn adds(offer: &[u32], covered: &Bits) -> Vec<usize> {
    offer.iter().map(|thing| *thing as usize).filter(|thing| !covered.contains(*thing)).collect()
}

/// Added up in one order, so that a part never weighs more than the whole.
fn sum(things: &[usize], weights: &[f64]) -> f64 {
    things.iter().map(|thing| weights[*thing]).fold(0.0, |sum, weight| sum + weight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Weighs every offer anew for every pick.
    fn naive(offers: &[Vec<u32>], weights: &[f64], covered: &mut Bits, limit: usize) -> Vec<Pick> {
        let mut picks = Vec::new();
        while picks.len() < limit {
            let mut best: Option<Pick> = None;
            for (offer, covers) in offers.iter().enumerate() {
                let adds: Vec<usize> = covers.iter().map(|t| *t as usize).filter(|t| !covered.contains(*t)).collect();
                let gain: f64 = adds.iter().fold(0.0, |sum, t| sum + weights[*t]);
                if for_order(gain) > best.as_ref().map_or(0.0, |b| for_order(b.gain)) {
                    best = Some(Pick { offer, adds, gain });
                }
            }
            let Some(best) = best else { break };
            best.adds.iter().for_each(|thing| covered.insert(*thing));
            picks.push(best);
        }
        picks
    }

    fn offers() -> impl Strategy<Value = (Vec<Vec<u32>>, Vec<f64>, Vec<usize>, usize)> {
        // Few different weights, so that ties are common; among them none at all and two that differ in the last bits.
        let weight = prop_oneof![Just(0.0), Just(10.0), Just(0.1 + 0.2), Just(0.3), 0.0..100.0f64];
        let offer = prop::collection::btree_set(0..12u32, 0..6).prop_map(|set| set.into_iter().collect());
        let offers = prop::collection::vec(offer, 0..40);
        (offers, prop::collection::vec(weight, 12), prop::collection::vec(0..12usize, 0..4), 0..8usize)
    }

    proptest! {
        #[test]
        fn the_lazy_greedy_picks_what_the_naive_one_does((offers, weights, before, limit) in offers()) {
            let mut covered = Bits::none_of(12);
            before.iter().for_each(|thing| covered.insert(*thing));
            let mut again = covered.clone();
            let found = picks(&offers, &weights, &mut covered, limit);
            prop_assert_eq!(&found, &naive(&offers, &weights, &mut again, limit));
            prop_assert_eq!(covered, again);
        }
    }

    #[test]
    fn ties_go_to_the_first_and_nothing_is_picked_for_nothing() {
        let offers = [vec![0], vec![1, 2], vec![1, 2], vec![3]];
        let mut covered = Bits::none_of(4);
        let found = picks(&offers, &[1.0, 2.0, 0.0, 0.0], &mut covered, 9);
        let told: Vec<_> = found.iter().map(|pick| (pick.offer, pick.adds.clone(), pick.gain)).collect();
        assert_eq!(told, [(1, vec![1, 2], 2.0), (0, vec![0], 1.0)]);
    }
}
