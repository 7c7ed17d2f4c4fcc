//! A candidate of a gap, and the order of candidates.

use super::tally::FirmTally;
use crate::graph::number::for_order;
use crate::graph::{FirmIx, SegmentIx};

/// A firm outside(e, s) for a gap s.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// A sound firm, certainly elsewhere for the gaps it is a candidate of.
    pub firm: FirmIx,
    /// The first gap in gap order that it is a candidate of.
    pub segment: SegmentIx,
    /// local(e): in town with other work.
    pub here: bool,
    /// What is counted of it for its score.
    pub tally: FirmTally,
    /// 0–100: what the known facts guarantee (docs/definitions.md#目标得分).
    pub score: f64,
    /// 0–1: how much of the weight is known.
    pub evidence: f64,
}

/// The order of candidates without their ids: score, then evidence, both descending as compared for order.
pub fn better(x: &Candidate, y: &Candidate) -> std::cmp::Ordering {
    let descending = |x: f64, y: f64| for_order(y).total_cmp(&for_order(x));
    descending(x.score, y.score).then_with(|| descending(x.evidence, y.evidence))
}
