//! What nobody has looked at yet.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::lists;
use crate::gaps::{GapAnswer, SegmentAnswer};
use crate::graph::Graph;
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
    /// Local firms that a list speaks against, as by 疑似停产, by what it says, then in the order of their ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubted: Vec<BriefDoubt>,
}

/// A firm that a list speaks against.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct BriefDoubt {
    /// What the list says: 疑似停产.
    pub said: String,
    /// Id.
    pub enterprise: String,
    /// Its legal name.
    pub name: String,
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
    pub(super) fn of(graph: &Graph, answer: &GapAnswer, list: Option<&lists::ListAnswer>) -> Self {
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
            doubted: doubted(graph, answer),
        }
    }
}

fn doubted(graph: &Graph, answer: &GapAnswer) -> Vec<BriefDoubt> {
    let local = answer.segments.iter().flat_map(|leaf| &leaf.firms.local).map(|(firm, _)| *firm);
    let doubt = |firm| {
        Some(BriefDoubt {
            said: graph.firm(firm).against.filter(|_| graph.firm(firm).active())?.told(),
            enterprise: graph.firm_id(firm).to_owned(),
            name: graph.firm_name(firm).to_owned(),
        })
    };
    let found: BTreeSet<BriefDoubt> = local.filter_map(doubt).collect();
    found.into_iter().collect()
}
