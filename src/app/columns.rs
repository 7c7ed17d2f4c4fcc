//! Columns and cells that many tables share, so that a thing is called and told the same in all of them.

use crate::draw::{Cell, Column};
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
