use std::collections::HashMap;

use super::{Assessment, SegmentIx};

/// The assessments of people, by segment: people's work, held beside the graph.
#[derive(Debug, Default, Clone)]
pub struct Assessments(HashMap<SegmentIx, Vec<Assessment>>);

impl Assessments {
    /// Adds one assessment of a segment.
    pub fn add(&mut self, segment: SegmentIx, assessment: Assessment) {
        self.0.entry(segment).or_default().push(assessment);
    }

    /// The assessments of a segment, of every home and date.
    pub fn of(&self, segment: SegmentIx) -> &[Assessment] {
        self.0.get(&segment).map_or(&[], Vec::as_slice)
    }
}
