//! The fund group (docs/definitions.md#基金招商组) of a chain: which gaps its funds reach, and which fund
//! outside it would reach most of the rest. A fund reaches a gap if it invests in a candidate of it; nothing else counts, least of all 返投比例.

use super::candidacies::Candidacies;
use super::greedy;
use crate::gaps::FundRules;
use crate::graph::{Bits, ChainIx, FirmIx, FundIx, Graph, Investor};
use crate::model::Day;

/// What the funds of a chain reach. Gaps by their number, see [`Candidacies`].
#[derive(Debug, Clone, PartialEq)]
pub struct FundCoverage {
    /// Every fund of the group, by id.
    pub coverage: Vec<Reach>,
    /// The gaps that no fund of the group reaches.
    pub uncovered: Vec<usize>,
    /// Funds outside the group, in the order they were chosen; none where none adds anything.
    pub recommended: Vec<Partner>,
}

/// What one fund reaches.
#[derive(Debug, Clone, PartialEq)]
pub struct Reach {
    /// The fund.
    pub fund: FundIx,
    /// The gaps it reaches, in gap order.
    pub gaps: Vec<ReachedGap>,
}

/// A gap that a fund reaches, and the candidates behind it, by id.
#[derive(Debug, Clone, PartialEq)]
pub struct ReachedGap {
    /// The gap, by number.
    pub gap: usize,
    /// The candidates it has invested in.
    pub through: Vec<FirmIx>,
}

/// A fund outside the group that would reach more.
#[derive(Debug, Clone, PartialEq)]
pub struct Partner {
    /// The fund; never one of the group.
    pub fund: FundIx,
    /// The uncovered gaps it adds to those of the funds recommended before it, in gap order.
    pub adds: Vec<usize>,
    /// Their priorities, added up.
    pub gain: f64,
    /// The candidates by which it reaches those, by id.
    pub through: Vec<FirmIx>,
}

/// Coverage and recommendations; investments dated after `as_of` do not exist yet.
pub fn fund_coverage(
    graph: &Graph,
    chain: ChainIx,
    as_of: Day,
    candidacies: &Candidacies,
    rules: &FundRules,
) -> FundCoverage {
    let group = group_of(graph, chain);
    let coverage: Vec<Reach> = group.iter().map(|fund| Reach::of(graph, *fund, as_of, candidacies)).collect();
    let mut covered = Bits::none_of(candidacies.gaps.len());
    coverage.iter().flat_map(|reach| &reach.gaps).for_each(|reached| covered.insert(reached.gap));
    let uncovered = (0..candidacies.gaps.len()).filter(|gap| !covered.contains(*gap)).collect();
    let recommended = recommended(graph, &group, as_of, candidacies, covered, rules.recommended);
    FundCoverage { coverage, uncovered, recommended }
}

/// The funds of a chain's group, by id.
pub fn group_of(graph: &Graph, chain: ChainIx) -> Vec<FundIx> {
    let mut group: Vec<FundIx> =
        graph.fund_groups.iter().filter(|(of, _)| *of == chain).map(|(_, fund)| *fund).collect();
    group.sort_unstable();
    group.dedup();
    group
}

fn recommended(
    graph: &Graph,
    group: &[FundIx],
    as_of: Day,
    candidacies: &Candidacies,
    mut covered: Bits,
    limit: usize,
) -> Vec<Partner> {
    let all = (0..graph.funds.len()).map(FundIx::from_position);
    let outside: Vec<FundIx> = all.filter(|fund| group.binary_search(fund).is_err()).collect();
    let offers: Vec<Vec<u32>> = outside
        .iter()
        .map(|fund| {
            let held = holdings(graph, *fund, as_of);
            let mut gaps: Vec<u32> = held.into_iter().flat_map(|firm| candidacies.of_firm(firm)).copied().collect();
            gaps.sort_unstable();
            gaps.dedup();
            gaps
        })
        .collect();
    let picks = greedy::picks(&offers, &candidacies.weights(), &mut covered, limit);
    let partner = |pick: greedy::Pick| {
        let fund = outside[pick.offer];
        let reach = Reach::of(graph, fund, as_of, candidacies);
        let through = reach.gaps.into_iter().filter(|reached| pick.adds.contains(&reached.gap));
        let mut through: Vec<FirmIx> = through.flat_map(|reached| reached.through).collect();
        by_id(graph, &mut through);
        Partner { fund, adds: pick.adds, gain: pick.gain, through }
    };
    picks.into_iter().map(partner).collect()
}

/// The firms a fund has invested in by a day, each once.
pub fn holdings(graph: &Graph, fund: FundIx, as_of: Day) -> Vec<FirmIx> {
    let made = graph.investments_by(Investor::Fund(fund)).filter(|made| made.date.exists_at(as_of));
    let mut firms: Vec<FirmIx> = made.map(|made| made.firm).collect();
    firms.sort_unstable();
    firms.dedup();
    firms
}

impl Reach {
    /// What a fund reaches by a day.
    pub fn of(graph: &Graph, fund: FundIx, as_of: Day, candidacies: &Candidacies) -> Self {
        let mut pairs: Vec<(usize, FirmIx)> = Vec::new();
        for firm in holdings(graph, fund, as_of) {
            pairs.extend(candidacies.of_firm(firm).iter().map(|gap| (*gap as usize, firm)));
        }
        pairs.sort_unstable();
        let runs = pairs.chunk_by(|a, b| a.0 == b.0);
        let reached = |run: &[(usize, FirmIx)]| {
            let mut through: Vec<FirmIx> = run.iter().map(|(_, firm)| *firm).collect();
            by_id(graph, &mut through);
            ReachedGap { gap: run[0].0, through }
        };
        Self { fund, gaps: runs.map(reached).collect() }
    }
}

fn by_id(graph: &Graph, firms: &mut Vec<FirmIx>) {
    firms.sort_by(|a, b| graph.firm_id(*a).cmp(graph.firm_id(*b)));
    firms.dedup();
}

#[cfg(test)]
#[path = "coverage_tests.rs"]
mod tests;
