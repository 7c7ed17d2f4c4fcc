//! The priority of a gap: the weighted mean of what is known of five factors (docs/definitions.md#优先级).

use super::answer::Factors;
use super::findings::ChainFindings;
use crate::gaps::PriorityRules;
use crate::graph::number::{real, share};
use crate::graph::{Bits, FirmIx};
use crate::model::Basis;

/// Which local firms stand in which leaf, numbered within the chain, so that unions are counted fast.
#[derive(Debug)]
pub struct LocalFirms {
    /// All firms local in a leaf of the chain, ascending.
    pub distinct: Vec<FirmIx>,
    in_leaf: Vec<Bits>,
}

impl LocalFirms {
    /// Numbers the local firms of a chain.
    pub fn of(findings: &ChainFindings) -> Self {
        let locals = || findings.leaves.iter().map(|leaf| &leaf.presence.firms.local);
        let mut distinct: Vec<_> = locals().flatten().map(|(firm, _)| *firm).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let numbered = |firms: &Vec<(FirmIx, bool)>| {
            let mut bits = Bits::none_of(distinct.len());
            let numbers = firms.iter().filter_map(|(firm, _)| distinct.binary_search(firm).ok());
            numbers.for_each(|number| bits.insert(number));
            bits
        };
        let in_leaf = locals().map(numbered).collect();
        Self { distinct, in_leaf }
    }

    /// How many distinct firms are local in some of these leaves.
    pub fn in_some_of(&self, leaves: &Bits) -> usize {
        let mut all = Bits::none_of(self.distinct.len());
        leaves.iter().for_each(|leaf| all.add_all(&self.in_leaf[leaf]));
        all.len()
    }
}

/// The factors of a leaf, whatever its verdict.
pub fn factors(findings: &ChainFindings, local: &LocalFirms, leaf: usize) -> Factors {
    let question = &findings.question;
    let rules = &question.rules.priority;
    let segment = findings.leaves[leaf].segment;
    let near = local.in_some_of(&findings.order.neighbours(leaf));
    let candidates = findings.leaves[leaf].presence.firms.outside.len();
    Factors {
        linkage: linkage(findings, leaf),
        adjacency: Some(saturating(near, rules.adjacency_half)),
        relatedness: question.relatedness.and_then(|table| table.density(question.home, segment)),
        key: Some(if question.graph.segment(segment).key { 1.0 } else { 0.0 }),
        supply: Some(saturating(candidates, rules.supply_half)),
    }
}

/// |P ∩ (anc ∪ desc)| and |P \ {s}|: the other present leaves that are linked to a leaf, and all of them.
pub fn linked(findings: &ChainFindings, leaf: usize) -> (usize, usize) {
    let mut reach = findings.order.ancestors(leaf).clone();
    reach.add_all(findings.order.descendants(leaf));
    let others = findings.present.len() - usize::from(findings.present.contains(leaf));
    (findings.present.shared_with(&reach), others)
}

fn linkage(findings: &ChainFindings, leaf: usize) -> Option<f64> {
    if findings.order.basis == Basis::Stages {
        return None;
    }
    let (linked, others) = linked(findings, leaf);
    Some(share(linked, others).unwrap_or(0.0))
}

/// n / (n + half): 0 for none, one half at `half`, towards 1 for many.
pub fn saturating(count: usize, half: f64) -> f64 {
    real(count) / (real(count) + half)
}

/// 100 · Σ w f / Σ w over the known factors; 0 where nothing that has weight is known.
pub fn priority(factors: &Factors, rules: &PriorityRules) -> f64 {
    let (mut sum, mut weight) = (0.0, 0.0);
    for ((_, w), f) in rules.weights().into_iter().zip(factors.values()) {
        if let Some(f) = f {
            sum += w * f;
            weight += w;
        }
    }
    if weight > 0.0 { 100.0 * sum / weight } else { 0.0 }
}

impl Factors {
    /// The values in the order of [`PriorityRules::weights`].
    pub fn values(&self) -> [Option<f64>; 5] {
        [self.linkage, self.adjacency, self.relatedness, self.key, self.supply]
    }
}
