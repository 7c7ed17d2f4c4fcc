//! 历史: every value of every record, what it replaced, who wrote it and where it came from.

use crate::app::intake::history::{History, RecordHistory, VersionLine};
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 9] = [
    Column::text("source", "来源"),
    Column::text("record", "记录"),
    Column::count("number", "日志号"),
    Column::text("when", "时间"),
    Column::text("who", "谁"),
    Column::text("origin", "出处"),
    Column::text("field", "字段"),
    Column::text("before", "从前"),
    Column::text("after", "之后"),
];

impl History {
    /// The values as a table.
    pub fn table(&self) -> Table {
        let mut table = Table::new("history", "历史", COLUMNS, "没有记录。");
        for record in &self.records {
            record.versions.iter().for_each(|version| push(&mut table, record, version));
        }
        table
    }
}

fn push(table: &mut Table, record: &RecordHistory, version: &VersionLine) {
    for change in &version.changes {
        let cells = vec![
            Cell::text(&record.source),
            Cell::text(&record.key),
            Cell::Number(version.number as f64),
            Cell::text(&version.when),
            Cell::text(&version.who),
            Cell::or_blank(version.origin.as_deref()),
            Cell::text(&change.field),
            Cell::or_blank(change.before.as_deref()),
            Cell::or_blank(change.after.as_deref()),
        ];
        let key = format!("{}/{}/{}/{}", version.number, record.source, record.key, change.field);
        table.push(key, cells);
    }
}
