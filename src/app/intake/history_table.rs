//! 历史: every value of every record, what it replaced, who wrote it and where it came from.

use crate::app::intake::history::{History, RecordHistory, ValueChange, VersionLine};
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 9] = [
    Column::text("when", "时间"),
    Column::text("who", "谁"),
    Column::text("record", "记录"),
    Column::text("source", "来源"),
    Column::text("field", "哪一项"),
    Column::text("before", "从前"),
    Column::text("after", "之后"),
    Column::text("origin", "从哪里来"),
    Column::count("number", "日志号"),
];

impl History {
    /// The values as a table, a change a row; a version that changes none has one without.
    pub fn table(&self) -> Table {
        let mut table = Table::new("history", "历史", COLUMNS, "没有记录。");
        for record in &self.records {
            for version in &record.versions {
                let key = format!("{}/{}/{}", version.number, record.source, record.key);
                if version.changes.is_empty() {
                    let nothing = if version.closed { "关闭" } else { "没有改动" };
                    let cells = [Cell::text(nothing), Cell::text(""), Cell::text("")];
                    table.push(&key, row(record, version, cells));
                }
                for change in &version.changes {
                    let key = format!("{key}/{}", change.field);
                    table.push(key, row(record, version, self.told(version, change)));
                }
            }
        }
        table
    }

    fn told(&self, version: &VersionLine, change: &ValueChange) -> [Cell; 3] {
        let said = |text: &Option<String>| text.as_deref().map(|text| self.said(&change.field, text).to_owned());
        let nothing = if version.closed { "（关闭）" } else { "（空）" };
        let after = said(&change.after).unwrap_or_else(|| nothing.to_owned());
        [Cell::text(self.word(&change.field)), Cell::or_blank(said(&change.before).as_deref()), Cell::text(after)]
    }
}

fn row(record: &RecordHistory, version: &VersionLine, [field, before, after]: [Cell; 3]) -> Vec<Cell> {
    vec![
        Cell::text(version.told_when()),
        Cell::text(&version.who),
        Cell::text(&record.key),
        Cell::text(&record.source),
        field,
        before,
        after,
        Cell::text(version.told_origin()),
        Cell::Number(version.number as f64),
    ]
}
