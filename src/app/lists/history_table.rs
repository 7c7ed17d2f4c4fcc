//! Who changed what of a list, a value a row.

use crate::app::columns::{ENTERPRISE, FIRM};
use crate::app::lists::history::EntryChange;
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 8] = [
    Column::count("number", "日志号"),
    Column::text("when", "时间"),
    Column::text("who", "谁"),
    ENTERPRISE,
    FIRM,
    Column::text("field", "字段"),
    Column::text("before", "从前"),
    Column::text("after", "之后"),
];

/// The changes as a table.
pub fn list_history_table(changes: &[EntryChange]) -> Table {
    let mut table = Table::new("list-history", "清单的历史", COLUMNS, "还没有改过。");
    for change in changes {
        for value in &change.changes {
            let cells = vec![
                Cell::Number(change.number as f64),
                Cell::text(&change.when),
                Cell::text(&change.who),
                Cell::text(&change.enterprise),
                Cell::enterprise(&change.name, &change.enterprise),
                Cell::text(&value.field),
                Cell::or_absent(value.before.as_deref()),
                Cell::or_absent(value.after.as_deref()),
            ];
            table.push(format!("{}/{}/{}", change.number, change.enterprise, value.field), cells);
        }
    }
    table
}
