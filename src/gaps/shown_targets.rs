//! A part of a ranking in the order in which it is shown: ids settle what score and evidence leave open.

use std::ops::Range;

use super::ranking::{Candidate, Ranking, better};
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
        let mut passing: Vec<Candidate> = ranking.candidates.iter().copied().filter(|one| keep(one)).collect();
        let total = passing.len();
        let (from, to) = (places.start.min(total), places.end.min(total).max(places.start.min(total)));
        if from == to {
            return Self { candidates: Vec::new(), total };
        }
        let (first, last) = (passing[from], passing[to - 1]);
        // Only the ties that reach into these places need an order.
        let begin = passing.partition_point(|one| better(one, &first).is_lt());
        let end = passing.partition_point(|one| better(one, &last).is_le());
        let asked = &mut passing[begin..end];
        asked.sort_by(|x, y| better(x, y).then_with(|| graph.firm_id(x.firm).cmp(graph.firm_id(y.firm))));
        Self { candidates: asked[from - begin..to - begin].to_vec(), total }
    }
}
