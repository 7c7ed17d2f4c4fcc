//! A part of a ranking in the order in which it is shown: ids settle what score and evidence leave open.

use std::ops::Range;

use super::candidate::{Candidate, better};
use super::ranking::Ranking;
use crate::graph::Graph;

/// The candidates of a ranking that pass, from one place on: those asked for, and how many pass in all.
#[derive(Debug, Default)]
pub struct Shown {
    pub candidates: Vec<Candidate>,
    pub total: usize,
}

impl Shown {
    /// The candidates that `keep` lets pass, `places` of them.
    pub fn of(ranking: &Ranking, graph: &Graph, places: Range<usize>, keep: impl Fn(&Candidate) -> bool) -> Self {
        let all = &ranking.candidates;
        let mut passing: Vec<usize> = (0..all.len()).filter(|place| keep(&all[*place])).collect();
        let total = passing.len();
        let from = places.start.min(total);
        let to = places.end.min(total).max(from);
        if from == to {
            return Self { candidates: Vec::new(), total };
        }
        let (first, last) = (&all[passing[from]], &all[passing[to - 1]]);
        // Only the ties that reach into these places need an order.
        let begin = passing.partition_point(|place| better(&all[*place], first).is_lt());
        let end = passing.partition_point(|place| better(&all[*place], last).is_le());
        let asked = &mut passing[begin..end];
        let id = |place: usize| graph.firm_id(all[place].firm);
        asked.sort_by(|x, y| better(&all[*x], &all[*y]).then_with(|| id(*x).cmp(id(*y))));
        let candidates = asked[from - begin..to - begin].iter().map(|place| all[*place]).collect();
        Self { candidates, total }
    }
}
