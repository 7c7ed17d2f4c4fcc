//! What an amendment says: the cells that differ, and what was written that moved them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::time::SheetTime;
use crate::draw::{Cell, Column, Table};

/// What an amendment changes against the sheet before.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SheetMoved {
    /// By row, time and column.
    pub cells: Vec<CellMoved>,
    /// What was written since and moved a cell; cells name them by their place here.
    pub rows: Vec<MovedRow>,
}

/// A cell that differs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CellMoved {
    /// Id of its row; none: of all rows together.
    pub row: Option<String>,
    /// Name of its row.
    pub name: String,
    /// now, previous or last_year.
    pub time: String,
    /// Key of its column.
    pub column: String,
    /// What it said; none where it said nothing.
    pub before: Option<f64>,
    /// What it says.
    pub after: Option<f64>,
    /// Places in the rows that moved it.
    pub rows: Vec<usize>,
}

/// A row that was written since.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MovedRow {
    /// Its canonical file.
    pub table: String,
    /// The same as people call it.
    pub table_name: String,
    /// What it is known by there.
    pub key: String,
    /// The journal number that wrote it.
    pub journal: u64,
    /// Who wrote it, as the journal calls them.
    pub who: String,
    /// RFC 3339, Asia/Shanghai.
    pub when: String,
    /// By what: an import with its files, a change in place, an undo.
    pub by: String,
}

impl SheetMoved {
    /// The cells that differ, as a table.
    pub fn table(&self, kind: crate::dispatch::ScoreRows) -> Table {
        let columns = [
            Column::text("name", kind.zh()),
            Column::text("time", "时段"),
            Column::text("column", "列"),
            Column::text("before", "原来"),
            Column::text("after", "现在"),
            Column::text("rows", "因为"),
        ];
        let mut table = Table::new("moved", "修订内容", columns, "没有不同的格。");
        for cell in &self.cells {
            let Some(column) = kind.column(&cell.column) else { continue };
            let told = |number: Option<f64>| super::table::words(column, number);
            let time = SheetTime::read(&cell.time).map_or("", SheetTime::zh);
            let because: Vec<String> =
                cell.rows.iter().filter_map(|at| self.rows.get(*at)).map(MovedRow::told).collect();
            let cells = vec![
                Cell::text(&cell.name),
                Cell::text(time),
                Cell::text(column.word),
                Cell::text(told(cell.before)),
                Cell::text(told(cell.after)),
                Cell::text(because.join("；")),
            ];
            let row = cell.row.as_deref().unwrap_or_default();
            table.push(format!("{row} {} {}", cell.time, cell.column), cells);
        }
        table
    }
}

impl MovedRow {
    /// What was written, by whom and when.
    pub fn told(&self) -> String {
        let day = self.when.get(..10).unwrap_or(&self.when);
        format!("{} {}（{day} {}，{}）", self.table_name, self.key, self.who, self.by)
    }
}
