//! Which targets are asked for: of a whole chain, or of one gap of it.

use super::ranking::Ranking;
use crate::gaps::{GapQuestion, Viewpoint};
use crate::graph::{FirmIx, SegmentIx};
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

/// Firms that are no candidates, each by id with the gap it is a non-local member of.
#[derive(Debug, Default)]
pub struct NoCandidates {
    /// Of severe risk.
    pub excluded: Vec<(FirmIx, SegmentIx)>,
    /// Nobody knows for certain where they are.
    pub uncertain: Vec<(FirmIx, SegmentIx)>,
}

/// The firms of one gap that are no candidates of it.
pub fn apart(view: &Viewpoint, segment: SegmentIx) -> NoCandidates {
    let firms = view.presence(segment).firms;
    let by_id = |mut firms: Vec<FirmIx>| {
        firms.sort_by(|x, y| view.graph.firm_id(*x).cmp(view.graph.firm_id(*y)));
        firms.into_iter().map(|firm| (firm, segment)).collect()
    };
    NoCandidates { excluded: by_id(firms.severe), uncertain: by_id(firms.uncertain) }
}
