//! The firms of a gap that are no candidates of it.

use crate::gaps::Viewpoint;
use crate::graph::{FirmIx, SegmentIx};

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
