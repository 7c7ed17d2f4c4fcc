//! Pairs worth deciding as a table.

use super::queue::{DuplicatesAnswer, PairLine};
use crate::app::columns::PLACE;
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 10] = [
    PLACE,
    Column::text("one", "一家编号").hidden(),
    Column::text("one_name", "一家"),
    Column::text("other", "另一家编号").hidden(),
    Column::text("other_name", "另一家"),
    Column::text("verdict", "判断"),
    Column::sentences("why", "为什么像"),
    Column::sentences("against", "哪里不同"),
    Column::sentences("stakes", "判了会怎样"),
    Column::text("exact", "全称相同"),
];

/// The pairs, those first that would change a list or a verdict.
pub fn duplicates_table(answer: &DuplicatesAnswer) -> Table {
    let mut table = Table::new("duplicates", "查重", COLUMNS, "没有要判断的。");
    for (place, pair) in (1..).zip(&answer.pairs) {
        table.push(format!("{}:{}", pair.one.enterprise, pair.other.enterprise), cells(place, pair));
    }
    table
}

fn cells(place: usize, pair: &PairLine) -> Vec<Cell> {
    let firm = |of: &super::FirmBeside| [Cell::text(&of.enterprise), Cell::enterprise(&of.name, &of.enterprise)];
    let sentences = [&pair.why, &pair.against, &pair.stakes].map(|told| Cell::text(told.join("；")));
    let ends = [Cell::YesNo(pair.exact)];
    let begins = [Cell::count(place)].into_iter();
    let verdict = [Cell::text(pair.verdict_name)];
    begins.chain(firm(&pair.one)).chain(firm(&pair.other)).chain(verdict).chain(sentences).chain(ends).collect()
}
