//! The recorded feeds of a chain as edges between leaves.

use super::{ChainIx, Feed, Graph, SegmentIx};
use crate::model::FeedKind;

/// A feed between two different leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Drawn {
    /// The leaf whose output is used.
    pub from: SegmentIx,
    /// The leaf that uses it.
    pub to: SegmentIx,
    /// Whether verdicts may use it, or why it is only drawn.
    pub kind: DrawnKind,
}

/// What a drawn feed is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DrawnKind {
    /// Verdicts use it.
    Feed,
    /// Material that goes back; drawn and nothing else.
    Recycle,
    /// A feed on a cycle: only drawn.
    Cycle,
    /// One end is in another chain: only drawn.
    OtherChain,
}

/// Every feed between leaves that touches the chain, each once, ascending; cycles are not yet known.
pub fn drawn_edges(graph: &Graph, chain: ChainIx) -> Vec<Drawn> {
    let mut drawn = Vec::new();
    for feed in &graph.feeds {
        let (from, to) = (graph.segment(feed.from), graph.segment(feed.to));
        if from.chain != chain && to.chain != chain {
            continue;
        }
        let kind = if from.chain == to.chain { kind_inside(graph, feed) } else { DrawnKind::OtherChain };
        spread(graph, feed, kind, &mut drawn);
    }
    drawn.sort_unstable();
    drawn.dedup();
    drawn
}

/// A blank kind from a later to an earlier stage of the row's own segments is material going back.
fn kind_inside(graph: &Graph, feed: &Feed) -> DrawnKind {
    let backwards = graph.segment(feed.from).stage > graph.segment(feed.to).stage;
    match feed.kind {
        Some(FeedKind::Recycle) => DrawnKind::Recycle,
        None if backwards => DrawnKind::Recycle,
        Some(FeedKind::Feed) | None => DrawnKind::Feed,
    }
}

/// A row on a non-leaf applies to all leaves below it.
fn spread(graph: &Graph, feed: &Feed, kind: DrawnKind, drawn: &mut Vec<Drawn>) {
    let targets = graph.leaves_below(feed.to);
    for from in graph.leaves_below(feed.from) {
        let others = targets.iter().filter(|to| **to != from);
        drawn.extend(others.map(|&to| Drawn { from, to, kind }));
    }
}
