//! Why a segment has its verdict and its priority, step by step, as Chinese sentences.

use serde::Serialize;

use super::{priority_steps, verdict_steps};
use crate::gaps::{ChainFindings, GapQuestion, LocalFirms, SegmentAnswer, engine};
use crate::graph::{FirmIx, Graph, SegmentIx};
use crate::model::{Adcode, Basis, Day};

/// How many names a sentence lists before it says how many there are.
const NAMES_SHOWN: usize = 6;

/// The reasoning behind one leaf.
#[derive(Debug, Clone, Serialize)]
pub struct VerdictReasoning {
    /// Id of the chain.
    pub chain: String,
    pub home: Adcode,
    pub as_of: Day,
    pub rules: String,
    pub basis: Basis,
    /// The same answer as [`super::gaps`] gives for this segment; its firms by standing.
    pub segment: SegmentAnswer,
    /// In the order of the reasoning: presence, survey, neighbours, assessment, then the factors of the priority.
    pub steps: Vec<Step>,
}

/// One step of the reasoning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    pub title: &'static str,
    pub sentence: String,
    /// The other segments the sentence rests on, all of them, by id.
    pub segments: Vec<NamedSegment>,
}

/// A segment with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedSegment {
    pub segment: String,
    pub name: String,
    #[serde(skip)]
    pub ix: SegmentIx,
}

/// Why there is nothing to explain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExplainError {
    /// Only leaves have verdicts.
    #[error("segment {segment} has segments below it and no verdict of its own")]
    NoLeaf { segment: String },
    /// The segment is one of another chain.
    #[error("segment {segment} is not in chain {chain}")]
    OtherChain { segment: String, chain: String },
}

/// Explains one leaf of the chain asked about.
///
/// # Errors
/// The segment is no leaf, or is in another chain.
pub fn explain(question: &GapQuestion, segment: SegmentIx) -> Result<VerdictReasoning, ExplainError> {
    let graph = question.graph;
    let (known, chain) = (graph.segment(segment), graph.chain(question.chain));
    if known.chain != question.chain {
        return Err(ExplainError::OtherChain { segment: known.id.clone(), chain: chain.id.clone() });
    }
    let findings = ChainFindings::of(*question);
    let Some(leaf) = findings.order.position(segment) else {
        return Err(ExplainError::NoLeaf { segment: known.id.clone() });
    };
    Ok(reasoning(findings, leaf))
}

fn reasoning(mut findings: ChainFindings, leaf: usize) -> VerdictReasoning {
    let question = findings.question;
    let local = LocalFirms::of(&findings);
    let weighed = engine::weigh(&findings, &local, leaf);
    let mut steps = verdict_steps::steps(&findings, leaf);
    if let Some((priority, factors)) = &weighed {
        steps.extend(priority_steps::steps(&findings, &local, leaf, *priority, factors));
    }
    let surveyed = findings.surveyed.contains(leaf);
    let mut segment = engine::tell(&question, findings.leaves.swap_remove(leaf), surveyed, weighed);
    segment.firms = segment.firms.by_standing(question.graph);
    VerdictReasoning {
        chain: question.graph.chain(question.chain).id.clone(),
        home: question.home,
        as_of: question.as_of,
        rules: question.rules.label(),
        basis: findings.order.basis,
        segment,
        steps,
    }
}

impl Step {
    /// A step that names no other segment.
    pub fn plain(title: &'static str, sentence: String) -> Self {
        Self { title, sentence, segments: Vec::new() }
    }

    /// A step that rests on other segments.
    pub fn about(title: &'static str, sentence: String, segments: Vec<NamedSegment>) -> Self {
        Self { title, sentence, segments }
    }
}

/// The segments at these positions of the chain's order.
pub fn named(findings: &ChainFindings, leaves: impl Iterator<Item = usize>) -> Vec<NamedSegment> {
    leaves.map(|leaf| named_segment(findings.question.graph, findings.order.leaves[leaf])).collect()
}

/// A segment with its name.
pub fn named_segment(graph: &Graph, ix: SegmentIx) -> NamedSegment {
    let known = graph.segment(ix);
    NamedSegment { segment: known.id.clone(), name: known.name.clone(), ix }
}

/// The names of segments in a sentence.
pub fn segment_names(segments: &[NamedSegment]) -> String {
    listed(segments.iter().map(|segment| segment.name.as_str()), "个")
}

/// The names of firms in a sentence.
pub fn firm_names(graph: &Graph, firms: &[FirmIx]) -> String {
    listed(firms.iter().map(|firm| graph.firm_name(*firm)), "家")
}

/// The first of some names, and how many there are in all where that is more.
pub fn listed<'a>(names: impl ExactSizeIterator<Item = &'a str>, unit: &str) -> String {
    let all = names.len();
    let shown = names.take(NAMES_SHOWN).collect::<Vec<_>>().join("、");
    if all > NAMES_SHOWN { format!("{shown} 等 {all} {unit}") } else { shown }
}

#[cfg(test)]
#[path = "explain_tests.rs"]
mod tests;
