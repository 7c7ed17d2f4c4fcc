//! Columns and cells that many tables share, so that a thing is called and told the same in all of them.

use crate::app::Fact;
use crate::draw::{Cell, Column, LinkTo};
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
/// A fact and where it is from.
pub(in crate::app) const FACT: [Column; 6] = [
    Column::text("fact", "事实"),
    Column::text("source", "来源"),
    Column::text("source_url", "网址").hidden(),
    Column::text("seen", "日期"),
    Column::text("checked", "核实"),
    Column::text("origin", "出处").hidden(),
];

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

/// The cells of a fact, under [`FACT`].
pub(in crate::app) fn fact(fact: &Fact) -> [Cell; 6] {
    let text = |given: &Option<String>| Cell::or_blank(given.as_deref());
    let source = match &fact.source_url {
        Some(url) => Cell::Link { text: fact.source.clone(), to: LinkTo::Source(url.clone()) },
        None => Cell::text(&fact.source),
    };
    let checked = Cell::text(if fact.checked { "" } else { "未核实" });
    [Cell::text(&fact.what), source, text(&fact.source_url), text(&fact.seen), checked, text(&fact.origin)]
}
