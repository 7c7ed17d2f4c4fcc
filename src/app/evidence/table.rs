//! The files of a thing as a table.

use super::EvidenceAnswer;
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 5] = [
    Column::text("name", "文件"),
    Column::text("size", "大小"),
    Column::text("who", "谁附的"),
    Column::text("when", "何时"),
    Column::text("evidence", "编号"),
];

impl EvidenceAnswer {
    /// The files.
    pub fn table(&self) -> Table {
        let mut table = Table::new("evidence", "依据文件", COLUMNS, "还没有附文件。");
        for file in &self.files {
            let cells = [&file.name, &file.told_size(), &file.who, &file.told_when(), &file.evidence];
            table.push(&file.evidence, cells.into_iter().map(Cell::text).collect());
        }
        table
    }
}
