//! One step of a reasoning: a sentence, and the names in it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::gaps::ChainFindings;
use crate::graph::{FirmIx, Graph, SegmentIx};

/// How many names a sentence lists before it says how many there are.
const NAMES_SHOWN: usize = 6;

/// One step of the reasoning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Step {
    /// What the step is about, in two to six characters: 本地企业, 上游, 关联.
    pub title: &'static str,
    /// The step as a Chinese sentence, with its numbers and names.
    pub sentence: String,
    /// The other segments the sentence rests on, all of them, by id.
    pub segments: Vec<NamedSegment>,
}

/// A segment with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NamedSegment {
    /// Id of the segment.
    pub segment: String,
    /// Its name as people write it.
    pub name: String,
    /// The same in the graph.
    #[serde(skip)]
    pub ix: SegmentIx,
}

impl Step {
    /// A step that names no other segment.
    pub fn plain(title: &'static str, sentence: String) -> Self {
        Self { title, sentence, segments: Vec::new() }
    }

    /// A step that rests on other segments.
    pub fn about(title: &'static str, sentence: String, segments: Vec<NamedSegment>) -> Self {
        Self { title, sentence, segments }
    }
}

/// The segments at these positions of the chain's order.
pub fn named(findings: &ChainFindings, leaves: impl Iterator<Item = usize>) -> Vec<NamedSegment> {
    leaves.map(|leaf| named_segment(findings.question.graph, findings.order.leaves[leaf])).collect()
}

/// A segment with its name.
pub fn named_segment(graph: &Graph, ix: SegmentIx) -> NamedSegment {
    let known = graph.segment(ix);
    NamedSegment { segment: known.id.clone(), name: known.name.clone(), ix }
}

/// The names of segments in a sentence.
pub fn segment_names(segments: &[NamedSegment]) -> String {
    listed(segments.iter().map(|segment| segment.name.as_str()), "个")
}

/// The names of firms in a sentence.
pub fn firm_names(graph: &Graph, firms: &[FirmIx]) -> String {
    listed(firms.iter().map(|firm| graph.firm_name(*firm)), "家")
}

/// The first of some names, and how many there are in all where that is more.
pub fn listed<'a>(names: impl ExactSizeIterator<Item = &'a str>, unit: &str) -> String {
    let all = names.len();
    let shown = names.take(NAMES_SHOWN).collect::<Vec<_>>().join("、");
    if all > NAMES_SHOWN { format!("{shown} 等 {all} {unit}") } else { shown }
}
