//! 假设: the leaves whose verdict or priority would change.

use crate::app::WhatIf;
use crate::app::columns::{SEGMENT, verdict};
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 6] = [
    SEGMENT,
    Column::text("name", "环节"),
    Column::rank("verdict_before", "现在结论"),
    Column::rank("verdict", "假设后结论"),
    Column::number("priority_before", "现在优先级", 1),
    Column::number("priority", "假设后优先级", 1),
];

impl WhatIf {
    /// The changes as a table.
    pub fn table(&self) -> Table {
        let mut table = Table::new("what-if", "假设", COLUMNS, "没有环节的结论或优先级会变。");
        let assumed = self.assumed.iter().map(|one| format!("假设 {} 来做 {}", one.name, one.segment_name));
        table.notes = assumed.collect();
        let (before, after) = (self.before.any_surveyed, self.after.any_surveyed);
        for change in &self.changes {
            let cells = vec![
                Cell::text(&change.segment),
                Cell::segment(&change.name, &self.after.chain, &change.segment),
                verdict(change.verdict_before, change.verdict_before.label(before)),
                verdict(change.verdict, change.verdict.label(after)),
                Cell::some(change.priority_before),
                Cell::some(change.priority),
            ];
            table.push(&change.segment, cells);
        }
        table
    }
}
