//! That a segment asked for is a gap at all.

use super::ranking::Ranking;
use crate::gaps::GapQuestion;
use crate::graph::SegmentIx;
use crate::model::Verdict;

/// Why there are no targets of a segment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoGap {
    /// Only leaves can be gaps.
    #[error("segment has segments below it and no verdict of its own")]
    NoLeaf,
    /// The segment is one of another chain.
    #[error("segment is in another chain")]
    OtherChain,
    /// Its effective verdict is strong or unsurveyed.
    #[error("segment is {0} and no gap")]
    Verdict(Verdict),
}

impl Ranking {
    /// That a segment is a gap of this ranking's chain.
    ///
    /// # Errors
    /// It is none; the error says what it is.
    pub fn check_gap(&self, question: &GapQuestion, segment: SegmentIx) -> Result<(), NoGap> {
        if question.graph.segment(segment).chain != question.chain {
            return Err(NoGap::OtherChain);
        }
        match self.verdict(segment) {
            None => Err(NoGap::NoLeaf),
            Some(verdict) if !verdict.is_gap() => Err(NoGap::Verdict(verdict)),
            Some(_) => Ok(()),
        }
    }
}
