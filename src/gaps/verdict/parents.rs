//! What is found about the segments above leaves.

use super::presence::{Presence, Viewpoint};
use crate::graph::{ChainIx, FirmIx, SegmentIx};

/// What is found about a segment above leaves.
#[derive(Debug)]
pub struct Parent {
    pub segment: SegmentIx,
    pub presence: Presence,
    /// Its local firms that are members of no leaf below it (未细分).
    pub unspecified: Vec<FirmIx>,
}

/// The segments of a chain that are no leaves.
pub fn parents(view: &Viewpoint, chain: ChainIx) -> Vec<Parent> {
    let graph = view.graph;
    let above = graph.segments_of(chain).filter(|segment| !graph.segment(*segment).leaf);
    above.map(|segment| parent(view, segment)).collect()
}

fn parent(view: &Viewpoint, segment: SegmentIx) -> Parent {
    let presence = view.presence(segment);
    let mut unspecified: Vec<FirmIx> = presence.firms.local.iter().map(|(firm, _)| *firm).collect();
    if !unspecified.is_empty() {
        let below = view.graph.leaves_below(segment);
        unspecified.retain(|firm| !below.iter().any(|leaf| view.is_member(*firm, *leaf)));
    }
    Parent { segment, presence, unspecified }
}
