//! The candidates of every gap of a chain, ranked once for many questions.

use super::apart::NoCandidates;
use super::candidate::{Candidate, better};
use super::gap_reasons::{gap_reasons, headlines};
use super::score::TargetFactors;
use super::tally::{Counting, Window};
use crate::gaps::{ChainFindings, GapAnswer, GapQuestion, Reason, SegmentAnswer, engine};
use crate::graph::{FirmIx, Graph, SegmentIx};
use crate::model::{Adcode, Basis, Day, Verdict};

/// The ranked candidates of a chain for one home at one day.
///
/// Candidates stand by score, then evidence; those equal in both stand in the graph's order until they are shown: ids
/// are long, ties many, and few are ever looked at.
#[derive(Debug)]
pub struct Ranking {
    /// The region they are ranked for.
    pub home: Adcode,
    /// The day; what happened later does not exist yet.
    pub as_of: Day,
    /// What the order of the segments rests on.
    pub basis: Basis,
    /// The gaps in gap order, with their priorities.
    pub gaps: Vec<(SegmentIx, f64)>,
    /// Each firm once, whether it is elsewhere or in town with other work.
    pub candidates: Vec<Candidate>,
    /// Those who are candidates of no gap, each with the first gap in gap order.
    pub apart: NoCandidates,
    /// Why each gap is one, in gap order.
    pub reasons: Vec<(SegmentIx, Reason)>,
    verdicts: Vec<(SegmentIx, Verdict)>,
}

impl Ranking {
    /// Ranks the candidates of a chain; `introduction` gives the strength of a firm's best path from home.
    pub fn of(question: &GapQuestion, introduction: &dyn Fn(FirmIx) -> Option<f64>) -> Self {
        let findings = ChainFindings::of(*question);
        let window = Window::before(question.as_of, &question.rules.target);
        let counting = Counting::new(findings.view, question.chain, window, introduction, question.left_out);
        let headlines = headlines(&findings);
        let answer = engine::answer(findings);
        let mut found = Found::default();
        found.take(question.graph, &answer);
        let candidates = ranked(question, &counting, &found.outside);
        Self {
            home: question.home,
            as_of: question.as_of,
            basis: answer.basis,
            gaps: in_gap_order(&answer),
            reasons: gap_reasons(question, &answer, &candidates, headlines),
            candidates,
            apart: NoCandidates {
                excluded: by_id(question.graph, found.excluded),
                uncertain: by_id(question.graph, found.uncertain),
            },
            verdicts: answer.segments.iter().map(|segment| (segment.ix, segment.verdict)).collect(),
        }
    }

    /// The effective verdict of a leaf of the chain.
    pub fn verdict(&self, segment: SegmentIx) -> Option<Verdict> {
        self.verdicts.iter().find(|(ix, _)| *ix == segment).map(|(_, verdict)| *verdict)
    }

    /// Gives each gap its reason.
    pub fn give_reasons(&self, segments: &mut [SegmentAnswer]) {
        for segment in segments {
            let own = self.reasons.iter().find(|(of, _)| *of == segment.ix);
            segment.reason = own.map(|(_, reason)| reason.clone());
        }
    }
}

fn in_gap_order(answer: &GapAnswer) -> Vec<(SegmentIx, f64)> {
    let gaps = answer.segments.iter().filter(|segment| segment.verdict.is_gap());
    gaps.map(|segment| (segment.ix, segment.priority.unwrap_or_default())).collect()
}

/// Who stands where before anything is counted.
#[derive(Debug, Default)]
struct Found {
    /// Each candidate once, under its first gap, with the number of its gaps.
    outside: Vec<(FirmIx, SegmentIx, u32)>,
    excluded: Vec<(FirmIx, SegmentIx)>,
    uncertain: Vec<(FirmIx, SegmentIx)>,
}

impl Found {
    fn take(&mut self, graph: &Graph, answer: &GapAnswer) {
        const NONE: u32 = u32::MAX;
        // The place of each firm among the candidates.
        let mut places = vec![NONE; graph.firm_count()];
        let gaps = || answer.segments.iter().filter(|segment| segment.verdict.is_gap());
        for gap in gaps() {
            for &firm in &gap.firms.outside {
                let place = &mut places[firm.at()];
                if *place == NONE {
                    *place = FirmIx::from_position(self.outside.len()).0;
                    self.outside.push((firm, gap.ix, 0));
                }
                self.outside[*place as usize].2 += 1;
            }
        }
        let mut told = std::collections::HashSet::new();
        for gap in gaps() {
            let severe = gap.firms.severe.iter().map(|firm| (*firm, true));
            let unsure = gap.firms.uncertain.iter().map(|firm| (*firm, false));
            for (firm, is_severe) in severe.chain(unsure) {
                if places[firm.at()] == NONE && told.insert(firm) {
                    let list = if is_severe { &mut self.excluded } else { &mut self.uncertain };
                    list.push((firm, gap.ix));
                }
            }
        }
    }
}

fn by_id(graph: &Graph, mut firms: Vec<(FirmIx, SegmentIx)>) -> Vec<(FirmIx, SegmentIx)> {
    firms.sort_by(|x, y| graph.firm_id(x.0).cmp(graph.firm_id(y.0)));
    firms
}

fn ranked(question: &GapQuestion, counting: &Counting, outside: &[(FirmIx, SegmentIx, u32)]) -> Vec<Candidate> {
    // The graph's order: what is known of neighbours lies together in memory.
    let mut outside = outside.to_vec();
    outside.sort_unstable();
    let rules = &question.rules.target;
    let candidate = |(firm, segment, breadth): (FirmIx, SegmentIx, u32)| {
        let tally = counting.tally(firm, breadth);
        let factors = TargetFactors::of(question.graph.firm(firm).standing, &tally, rules);
        let (score, evidence) = (factors.score(rules), factors.evidence(rules));
        Candidate { firm, segment, here: counting.is_local(firm), tally, score, evidence }
    };
    let mut candidates: Vec<Candidate> = outside.into_iter().map(candidate).collect();
    candidates.sort_unstable_by(|x, y| better(x, y).then(x.firm.cmp(&y.firm)));
    candidates
}

#[cfg(test)]
#[path = "ranking_tests.rs"]
mod tests;
