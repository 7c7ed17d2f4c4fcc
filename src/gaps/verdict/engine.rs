//! From findings to the answer.

use super::answer::{Assessed, Factors, GapAnswer, SegmentAnswer};
use super::findings::{ChainFindings, LeafFindings};
use super::priority::{LocalFirms, factors, priority};
use super::question::GapQuestion;
use super::{notices, summary};
use crate::graph::number::for_order;
use crate::model::Verdict;

/// The gaps of one chain for one home at one day, with everything they rest on.
pub fn gaps(question: &GapQuestion) -> GapAnswer {
    answer(ChainFindings::of(*question))
}

/// The answer that findings give.
pub fn answer(findings: ChainFindings) -> GapAnswer {
    let GapQuestion { graph, chain, home, as_of, rules, .. } = findings.question;
    let local = LocalFirms::of(&findings);
    let summary = summary::summary(&findings, &local);
    let weighed: Vec<_> = (0..findings.leaves.len()).map(|leaf| weigh(&findings, &local, leaf)).collect();
    let notices = notices::notices(&findings);
    let surveyed = findings.surveyed;
    let leaves = findings.leaves.into_iter().zip(weighed).enumerate();
    let mut segments: Vec<_> =
        leaves.map(|(at, (leaf, weighed))| tell(&findings.question, leaf, surveyed.contains(at), weighed)).collect();
    segments.sort_by(|a, b| place(a).partial_cmp(&place(b)).unwrap_or(std::cmp::Ordering::Equal));
    GapAnswer {
        chain: graph.chain(chain).id.clone(),
        chain_name: graph.chain(chain).name.clone(),
        home,
        home_name: graph.regions.name(home),
        as_of,
        rules: rules.label(),
        basis: findings.order.basis,
        segments,
        summary,
        any_surveyed: !surveyed.is_empty(),
        notices,
    }
}

/// The priority and factors of a gap; none where the leaf is no gap.
pub fn weigh(findings: &ChainFindings, local: &LocalFirms, leaf: usize) -> Option<(f64, Factors)> {
    findings.leaves[leaf].verdict().is_gap().then(|| {
        let factors = factors(findings, local, leaf);
        (priority(&factors, &findings.question.rules.priority), factors)
    })
}

/// What is told of one leaf.
pub fn tell(
    question: &GapQuestion,
    leaf: LeafFindings,
    surveyed: bool,
    weighed: Option<(f64, Factors)>,
) -> SegmentAnswer {
    let known = question.graph.segment(leaf.segment);
    let verdict = leaf.verdict();
    let (computed, presence) = (leaf.computed, leaf.presence);
    SegmentAnswer {
        segment: known.id.clone(),
        name: known.name.clone(),
        stage: known.stage,
        verdict,
        computed: computed.verdict,
        direction: computed.direction.filter(|_| verdict == Verdict::Extend),
        assessed: leaf.assessment.map(Assessed::from),
        surveyed,
        local: presence.local(),
        unverified: presence.unverified,
        unlocated: presence.unlocated,
        leaders: presence.leaders,
        candidates: presence.firms.outside.len(),
        priority: weighed.map(|(priority, _)| priority),
        factors: weighed.map(|(_, factors)| factors),
        reason: None,
        ix: leaf.segment,
        firms: presence.firms,
    }
}

/// Gaps in gap order (priority descending, then id), then unsurveyed, then strong, each by id. Places in the graph
/// follow ids within a chain.
fn place(segment: &SegmentAnswer) -> (u8, f64, u32) {
    let group = match segment.verdict {
        Verdict::Unsurveyed => 1,
        Verdict::Strong => 2,
        _ => 0,
    };
    (group, -for_order(segment.priority.unwrap_or(0.0)), segment.ix.0)
}

#[cfg(test)]
#[path = "engine_tests.rs"]
mod tests;
