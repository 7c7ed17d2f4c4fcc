//! What is asked of the graph: gaps and why, targets, introductions, funds, the working group, the map.

pub(super) mod atlas;
mod chains;
mod explain;
pub(super) mod facts;
pub(super) mod firms;
pub(super) mod funds;
mod gaps;
pub(super) mod group;
mod head;
pub(super) mod introduction;
pub(super) mod map;
pub(super) mod moved;
mod plan;
mod plane;
mod relatedness;
pub(super) mod tables;
pub(super) mod targets;
mod what_if;

pub use chains::ChainLine;
pub use explain::{FirmFacts, SegmentExplanation};
pub(super) use gaps::Answered;
pub use head::Head;
pub use moved::{FactMoved, FirmMoved, Moved, VerdictMoved};
pub use plan::{ChoiceLine, PlanAnswer};
pub use plane::{PlaneAnswer, Point};
pub use relatedness::{RelatedLeaf, RelatednessAnswer, RelatednessQuestion};
pub use tables::chains_table;
pub use targets::{ReasonLine, TargetLine, TargetQuestion, TargetsAnswer};
pub use what_if::{AssumedLine, GapChange, WhatIf};
