//! Columns and cells that many tables share, so that a thing is called and told the same in all of them.

use crate::draw::{Cell, Column};
use crate::gaps::Target;
use crate::model::{Standing, Verdict};

/// The place of a row in its list.
pub(in crate::app) const PLACE: Column = Column::count("place", "序");
pub(in crate::app) const ENTERPRISE: Column = Column::text("enterprise", "企业编号").hidden();
pub(in crate::app) const FIRM: Column = Column::text("name", "企业");
pub(in crate::app) const SEGMENT: Column = Column::text("segment", "环节编号").hidden();
pub(in crate::app) const LEAF: Column = Column::text("segment_name", "环节");
/// A leaf that is asked about as a gap.
pub(in crate::app) const GAP: Column = Column::text("segment_name", "缺口");
pub(in crate::app) const STANDING: Column = Column::rank("standing", "能级");
/// Where a firm is registered.
pub(in crate::app) const SEAT: Column = Column::text("seat", "所在地");
pub(in crate::app) const STAGE: Column = Column::rank("stage", "位置");
pub(in crate::app) const SCORE: Column = Column::number("score", "得分", 1).barred();
/// What the score could still reach.
pub(in crate::app) const MOST: Column = Column::number("most", "最高可得", 1);
pub(in crate::app) const EVIDENCE: Column = Column::share("evidence", "已知", 0);
pub(in crate::app) const FLAGS: Column = Column::text("flags", "提示");
pub(in crate::app) const REASONS: Column = Column::text("reasons", "理由");
pub(in crate::app) const STRENGTH: Column = Column::number("strength", "强度", 3);
pub(in crate::app) const PATH: Column = Column::text("path", "引荐路径");
pub(in crate::app) const CALL_FIRST: Column = Column::text("call_first", "先给谁打电话");
pub(in crate::app) const WHY: Column = Column::text("why", "为什么找他");

/// A gap, or a target, in one sentence.
pub(in crate::app) const SENTENCE: Column = Column::sentences("reason", "为什么");

/// The standing of a firm.
pub(in crate::app) fn standing(standing: Option<Standing>) -> Cell {
    standing.map_or_else(Cell::unknown, |standing| Cell::word(standing.zh(), standing.code(), standing as usize))
}

/// A verdict, in the words given.
pub(in crate::app) fn verdict(verdict: Verdict, words: impl Into<String>) -> Cell {
    Cell::word(words, verdict.code(), verdict as usize)
}

/// A number that may be unknown.
pub(in crate::app) fn known(number: Option<f64>) -> Cell {
    number.map_or_else(Cell::unknown, Cell::Number)
}

/// Score, what it could reach, and how much is known.
pub(in crate::app) fn scored(target: &Target) -> [Cell; 3] {
    [Cell::Number(target.score), Cell::Number(target.range[1]), Cell::share(target.evidence)]
}

/// What to mind.
pub(in crate::app) fn flags(target: &Target) -> Cell {
    Cell::Names(target.flags.iter().map(|flag| flag.zh().to_owned()).collect())
}
