//! The reasons of gaps; their second line tells what the ranking knows.

use std::collections::BTreeMap;

use super::candidate::{Candidate, better};
use crate::gaps::{
    ChainFindings, GapAnswer, GapQuestion, HeadlineParts, Reason, SegmentAnswer, Supply, away, headline, second_line,
};
use crate::graph::{Graph, SegmentIx};
use crate::model::Standing;

/// Targets told by name.
const TOLD: usize = 2;

/// The headline of every gap.
pub fn headlines(findings: &ChainFindings) -> BTreeMap<SegmentIx, HeadlineParts> {
    let leaves = findings.leaves.iter().enumerate().filter(|(_, leaf)| leaf.verdict().is_gap());
    leaves.map(|(at, leaf)| (leaf.segment, headline(findings, at))).collect()
}

/// The reasons of the gaps of an answer, in gap order; `candidates` are ranked.
pub fn gap_reasons(
    question: &GapQuestion,
    answer: &GapAnswer,
    candidates: &[Candidate],
    mut headlines: BTreeMap<SegmentIx, HeadlineParts>,
) -> Vec<(SegmentIx, Reason)> {
    let mut places = vec![0; question.graph.firm_count()];
    candidates.iter().enumerate().for_each(|(place, one)| places[one.firm.at()] = place);
    let gaps = || answer.segments.iter().filter(|segment| segment.verdict.is_gap());
    let relatedness = |gap: &SegmentAnswer| gap.factors.and_then(|factors| factors.relatedness);
    let values: Vec<f64> = gaps().filter_map(relatedness).collect();
    let reason = |gap: &SegmentAnswer| {
        let outside = gap.firms.outside.iter().map(|firm| &candidates[places[firm.at()]]);
        let supply = supply(question.graph, gap, outside);
        let more = second_line(question, gap.ix, &supply, relatedness(gap), &values);
        let parts = headlines.remove(&gap.ix).unwrap_or_default();
        let away = away(question.graph, &supply);
        (gap.ix, Reason { headline: parts.told(), more, parts, away, here: supply.here.len() })
    };
    gaps().map(reason).collect()
}

fn supply<'a>(graph: &Graph, gap: &SegmentAnswer, outside: impl Iterator<Item = &'a Candidate>) -> Supply {
    let (uncertain, severe) = (gap.firms.uncertain.len(), gap.firms.severe.len());
    let mut found = Supply { uncertain, severe, ..Supply::default() };
    let mut best: Vec<&Candidate> = Vec::with_capacity(TOLD + 1);
    let id = |one: &Candidate| graph.firm_id(one.firm);
    for one in outside {
        let known = graph.firm(one.firm);
        if one.here {
            found.here.push(one.firm);
            continue;
        }
        found.targets += 1;
        found.leaders += usize::from(known.standing.is_some_and(Standing::leads));
        found.foreign += usize::from(known.foreign);
        best.push(one);
        best.sort_by(|x, y| better(x, y).then_with(|| id(x).cmp(id(y))));
        best.truncate(TOLD);
    }
    found.best = best.iter().map(|one| one.firm).collect();
    found
}
