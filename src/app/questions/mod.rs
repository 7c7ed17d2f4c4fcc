//! What is asked of the graph: gaps and why, targets, introductions, funds, the working group, the map.

pub(super) mod atlas;
mod explain;
pub(super) mod facts;
pub(super) mod firms;
pub(super) mod funds;
pub(super) mod group;
mod head;
pub(super) mod introduction;
pub(super) mod map;
pub mod moved;
mod plan;
mod plane;
pub(super) mod question;
pub mod relatedness;
pub(super) mod targets;
mod what_if;

pub use explain::{Explanation, FirmFacts};
pub use head::Head;
pub use plan::{ChoiceLine, PlanAnswer};
pub use plane::{PlaneAnswer, Point};
pub use question::{Asked, Question, region_alone};
pub use targets::{ReasonLine, TargetLine, TargetQuestion, TargetsAnswer};
pub use what_if::{AssumedLine, Change, WhatIf};
