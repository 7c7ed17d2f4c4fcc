//! What nobody has looked at yet.

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::lists;
use crate::gaps::{GapAnswer, SegmentAnswer};
use crate::model::{TargetState, Verdict};

/// What waits for somebody.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BriefUnlooked {
    /// Leaves that nobody surveyed: 待摸排.
    pub unsurveyed: Vec<BriefLeaf>,
    /// Missing leaves of which no target is on the list, in gap order; none where the list is not told.
    pub unlisted: Vec<BriefLeaf>,
    /// Entries that no squad has.
    pub waiting: usize,
    /// Firms of unknown place, once a leaf they do.
    pub unlocated: usize,
}

/// A leaf by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BriefLeaf {
    /// Id.
    pub segment: String,
    /// Name of the segment: 光刻胶.
    pub name: String,
}

impl BriefUnlooked {
    pub(super) fn of(answer: &GapAnswer, list: Option<&lists::ListAnswer>) -> Self {
        let leaf = |leaf: &SegmentAnswer| BriefLeaf { segment: leaf.segment.clone(), name: leaf.name.clone() };
        let unsurveyed = answer.segments.iter().filter(|leaf| leaf.verdict == Verdict::Unsurveyed);
        let unlisted = list.filter(|list| list.whole).into_iter().flat_map(|list| {
            let open = |segment: &str| {
                let of = list.entries.iter().filter(move |entry| entry.segment.as_deref() == Some(segment));
                of.into_iter().any(|entry| entry.state != TargetState::Dropped)
            };
            let missing = answer.segments.iter().filter(|leaf| leaf.verdict.lack() == Some("缺失"));
            missing.filter(move |leaf| !open(&leaf.segment))
        });
        Self {
            unsurveyed: unsurveyed.map(leaf).collect(),
            unlisted: unlisted.map(leaf).collect(),
            waiting: list.map_or(0, |list| list.in_state(TargetState::Listed)),
            unlocated: answer.segments.iter().map(|leaf| leaf.unlocated).sum(),
        }
    }
}
