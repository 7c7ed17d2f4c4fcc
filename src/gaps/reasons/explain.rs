//! Why a segment has its verdict and its priority, step by step, as Chinese sentences.

use schemars::JsonSchema;
use serde::Serialize;

use super::step::Step;
use super::{priority_steps, verdict_steps};
use crate::gaps::{ChainFindings, GapQuestion, LocalFirms, SegmentAnswer, engine};
use crate::graph::SegmentIx;
use crate::model::{Adcode, Basis, Day};

/// The reasoning behind one leaf.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VerdictReasoning {
    /// Id of the chain.
    pub chain: String,
    /// The region asked from.
    pub home: Adcode,
    /// The day asked about; what happened later does not exist yet.
    pub as_of: Day,
    /// Version of the rules with a short hash of their values.
    pub rules: String,
    /// What the order of the segments rests on (docs/definitions.md#环节的先后).
    pub basis: Basis,
    /// The same answer as [`gaps`](crate::gaps::gaps) gives for this segment; its firms by standing.
    pub segment: SegmentAnswer,
    /// In the order of the reasoning: presence, survey, neighbours, assessment, then the factors of the priority.
    pub steps: Vec<Step>,
}

/// Why there is nothing to explain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExplainError {
    /// Only leaves have verdicts.
    #[error("segment {segment} has segments below it and no verdict of its own")]
    NoLeaf {
        /// Id of the segment.
        segment: String,
    },
    /// The segment is one of another chain.
    #[error("segment {segment} is not in chain {chain}")]
    OtherChain {
        /// Id of the segment.
        segment: String,
        /// Id of the chain asked about.
        chain: String,
    },
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

#[cfg(test)]
#[path = "explain_tests.rs"]
mod tests;
