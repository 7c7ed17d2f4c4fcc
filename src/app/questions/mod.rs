//! What is asked of the graph: gaps and why, targets, introductions, funds, the working group, the map.

mod atlas;
mod branch;
mod brief;
mod chains;
mod explain;
pub(super) mod facts;
pub(super) mod firms;
pub(super) mod funds;
mod gaps;
pub(super) mod group;
mod head;
pub(super) mod introduction;
mod laid_over;
pub(super) mod map;
mod moved;
mod offers;
mod plan;
mod plane;
mod relatedness;
mod tables;
mod target_sheet;
mod targets;
mod what_if;

pub(super) use atlas::document_head;
pub use branch::{BranchChild, BranchFirm, SegmentBranch};
pub use brief::{
    Brief, BriefAction, BriefContact, BriefDoubt, BriefEntry, BriefGap, BriefLack, BriefLeaf, BriefList, BriefMeeting,
    BriefQuestion, BriefSince, BriefTarget, BriefUnlooked, EntryMoved, MeetingDay, MeetingsAhead, Overdue, StateCount,
    TrendAnswer, TrendMonth,
};
pub(super) use brief::{GapFirms, MovedLength, few, gap_item, next_meeting, whom_to_ask};
pub use chains::ChainLine;
pub use explain::{FirmFacts, SegmentExplanation};
pub(super) use facts::FactReader;
pub(super) use firms::chains_of;
pub(super) use gaps::Answered;
pub use head::Head;
pub(super) use introduction::BestPaths;
pub(super) use map::{chosen, map_input, squads_of};
pub use moved::{FactMoved, FirmMoved, Moved, VerdictMoved};
pub use offers::Offers;
pub use plan::{ChoiceLine, PlanAnswer};
pub use plane::{PlaneAnswer, Point};
pub use relatedness::{RelatedLeaf, RelatednessAnswer, RelatednessQuestion};
pub(super) use tables::{GAPS, MOVED, TARGETS, target_key};
pub use tables::{chains_table, overview_table};
pub use target_sheet::TargetSheet;
pub(super) use targets::with_facts;
pub use targets::{ReasonLine, TargetLine, TargetQuestion, TargetsAnswer};
pub use what_if::{AssumedLine, GapChange, WhatIf};
