//! Verdicts, priorities and explanations over a graph: pure, exact definitions in the design's gaps.md.

mod answer;

pub use answer::{Assessed, Factors, GapAnswer, SegmentAnswer, SegmentFirms, Summary, VerdictCounts};
