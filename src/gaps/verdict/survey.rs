//! Whether the group has looked for local firms of a leaf; what nobody looked for is not missing (待摸排).

use super::parents::Parent;
use super::presence::Presence;
use super::question::GapQuestion;
use crate::graph::{Bits, FirmIx, Graph, SegmentIx};

/// What is known of the surveys of a chain for one home.
#[derive(Debug, Clone, Copy)]
pub struct Survey<'a> {
    pub surveyed: &'a Bits,
    /// In order of their segments.
    pub parents: &'a [Parent],
}

/// Why a leaf without a local firm is 待摸排 and not a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlooked {
    /// Another leaf is surveyed: the group keeps track, and has not come to this one.
    OtherSurveyed(SegmentIx),
    /// No active enterprise at all is known to do it.
    NobodyKnown,
    /// A local firm is a member of a segment above, and of no leaf below that one (未细分).
    Unspecified { above: SegmentIx, firm: FirmIx },
}

/// The leaves that are surveyed for the home: their date is on or before as-of, and the group that looked is the
/// home's, or that of a region around it.
pub fn surveyed(question: &GapQuestion, leaves: &[SegmentIx]) -> Bits {
    let mut surveyed = Bits::none_of(leaves.len());
    let looked_by = question.graph.chain(question.chain).adcode;
    if !looked_by.is_none_or(|region| question.home.within(region)) {
        return surveyed;
    }
    for (at, leaf) in leaves.iter().enumerate() {
        let date = question.graph.segment(*leaf).surveyed;
        if date.is_some_and(|date| date.day() <= question.as_of) {
            surveyed.insert(at);
        }
    }
    surveyed
}

impl Survey<'_> {
    /// Why a leaf counts as not looked for; none where it was, or where nothing says that more could be found.
    pub fn unlooked(&self, graph: &Graph, leaves: &[SegmentIx], leaf: usize, presence: &Presence) -> Option<Unlooked> {
        if self.surveyed.contains(leaf) {
            return None;
        }
        let other = self.surveyed.iter().next().map(|other| Unlooked::OtherSurveyed(leaves[other]));
        let nobody = (presence.active == 0).then_some(Unlooked::NobodyKnown);
        other.or(nobody).or_else(|| self.unspecified_above(graph, leaves[leaf]))
    }

    fn unspecified_above(&self, graph: &Graph, leaf: SegmentIx) -> Option<Unlooked> {
        if self.parents.iter().all(|parent| parent.unspecified.is_empty()) {
            return None;
        }
        graph.ancestors(leaf).find_map(|above| {
            let at = self.parents.binary_search_by_key(&above, |parent| parent.segment).ok()?;
            let firm = *self.parents[at].unspecified.first()?;
            Some(Unlooked::Unspecified { above, firm })
        })
    }
}
