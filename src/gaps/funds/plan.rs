//! What if: the enterprises that together close the most gap priority, by the same greedy as the recommended funds
//! (docs/definitions.md#只招几家).

use std::collections::HashMap;

use super::candidacies::Candidacies;
use super::greedy;
use crate::graph::{Bits, FirmIx, Graph};

/// Up to N candidates, in the order they were chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Fewer than were asked for where no other candidate would add a gap.
    pub chosen: Vec<PlanChoice>,
    /// The priorities of all gaps, added up in gap order.
    pub total: f64,
    /// Those of the gaps that have a candidate at all.
    pub reachable: f64,
    /// The gaps without any candidate, by number.
    pub without_candidates: Vec<usize>,
}

/// One candidate and what it adds to those chosen before it.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanChoice {
    /// The candidate; of those that are equal, the one with the least id.
    pub firm: FirmIx,
    /// The gaps it adds, by number, in gap order.
    pub adds: Vec<usize>,
    /// The priorities of the gaps it adds, added up.
    pub gain: f64,
    /// The priority covered with it and all before it.
    pub covered: f64,
    /// Other candidates of exactly the same gaps, in the graph's order: any of them would do as well.
    pub equals: Vec<FirmIx>,
}

/// Chooses up to `budget` candidates; ties go by id.
pub fn plan(graph: &Graph, candidacies: &Candidacies, budget: usize) -> Plan {
    let weights = candidacies.weights();
    // Candidates of the same gaps are worth the same: the least id stands for all of them.
    let mut alike: HashMap<&[u32], Vec<FirmIx>> = HashMap::new();
    for firm in candidacies.firms() {
        alike.entry(candidacies.of_firm(firm)).or_default().push(firm);
    }
    let first = |firms: &[FirmIx]| firms.iter().copied().min_by_key(|firm| graph.firm_id(*firm));
    let mut offers: Vec<(FirmIx, &[u32])> =
        alike.iter().filter_map(|(gaps, firms)| Some((first(firms)?, *gaps))).collect();
    offers.sort_unstable_by_key(|(firm, _)| graph.firm_id(*firm));
    let covers: Vec<&[u32]> = offers.iter().map(|(_, gaps)| *gaps).collect();
    let mut covered = 0.0;
    let picks = greedy::picks(&covers, &weights, &mut Bits::none_of(weights.len()), budget);
    let choice = |pick: greedy::Pick| {
        let (firm, gaps) = offers[pick.offer];
        covered += pick.gain;
        let equals = alike[gaps].iter().copied().filter(|other| *other != firm).collect();
        PlanChoice { firm, adds: pick.adds, gain: pick.gain, covered, equals }
    };
    let chosen = picks.into_iter().map(choice).collect();
    let has_none = |gap: &usize| candidacies.gaps[*gap].firms.outside.is_empty();
    let without_candidates: Vec<usize> = (0..weights.len()).filter(has_none).collect();
    let reachable = (0..weights.len()).filter(|gap| !has_none(gap)).map(|gap| weights[gap]).sum();
    Plan { chosen, total: weights.iter().sum(), reachable, without_candidates }
}
