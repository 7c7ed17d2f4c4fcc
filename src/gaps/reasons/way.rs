//! The shortest way along the edges between a leaf and the present ones.

use std::collections::VecDeque;

use crate::graph::{Bits, Order};

/// A shortest way.
#[derive(Debug, PartialEq, Eq)]
pub struct ChainWay {
    /// The present leaf it leads to, or comes from.
    pub end: usize,
    /// The leaves between, in the order of the edges; none of them is present.
    pub over: Vec<usize>,
}

/// The shortest way from a leaf to a present one, and that from a present one to the leaf; among equal ones the first by
/// the ids in the order of the edges.
pub fn ways(order: &Order, present: &Bits, leaf: usize) -> [Option<ChainWay>; 2] {
    let others = || present.iter().filter(|other| *other != leaf);
    let onward = Distances::to(order, others()).walk(order, leaf).map(|mut over| {
        let end = over.pop().unwrap_or(leaf);
        ChainWay { end, over }
    });
    let towards = Distances::to(order, std::iter::once(leaf));
    let nearest = others().filter_map(|other| Some((towards.of[other]?, other))).min();
    let from = nearest.and_then(|(_, end)| {
        let mut over = towards.walk(order, end)?;
        over.pop();
        Some(ChainWay { end, over })
    });
    [onward, from]
}

/// How many edges each leaf is away from the nearest of some goals.
struct Distances {
    of: Vec<Option<usize>>,
}

impl Distances {
    fn to(order: &Order, goals: impl Iterator<Item = usize>) -> Self {
        let mut of = vec![None; order.leaves.len()];
        let mut queue: VecDeque<usize> = goals.collect();
        queue.iter().for_each(|goal| of[*goal] = Some(0));
        while let Some(at) = queue.pop_front() {
            let next = of[at].map(|edges: usize| edges + 1);
            for before in order.before(at).iter() {
                if of[before].is_none() {
                    of[before] = next;
                    queue.push_back(before);
                }
            }
        }
        Self { of }
    }

    /// The leaves from one to a goal without the one itself, always the least that is nearer.
    fn walk(&self, order: &Order, from: usize) -> Option<Vec<usize>> {
        let (mut at, mut way) = (from, Vec::new());
        let mut edges = self.of[from]?;
        while edges > 0 {
            edges -= 1;
            at = order.after(at).iter().find(|next| self.of[*next] == Some(edges))?;
            way.push(at);
        }
        Some(way)
    }
}
