//! 建议派发: which squad should take which target, and why.

use crate::app::columns::{ENTERPRISE, FIRM, LEAF};
use crate::app::lists::suggest::{Suggestion, SuggestionAnswer};
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 7] = [
    ENTERPRISE,
    FIRM,
    LEAF,
    Column::number("score", "得分", 1),
    Column::text("squad", "招商队"),
    Column::text("posted", "驻点覆盖"),
    Column::text("reason", "为什么"),
];

impl SuggestionAnswer {
    /// The suggestions as a table; targets nobody can take come last.
    pub fn table(&self) -> Table {
        let mut table =
            Table::new("suggestions", "建议派发", COLUMNS, "没有已列入而未派的目标。").noted(self.notices.clone());
        for line in self.suggestions.iter().chain(&self.unassigned) {
            table.push(format!("{}/{}", line.enterprise, line.version), cells(line));
        }
        table
    }
}

fn cells(line: &Suggestion) -> Vec<Cell> {
    vec![
        Cell::text(&line.enterprise),
        Cell::enterprise(&line.name, &line.enterprise),
        Cell::or_blank(line.segment_name.as_deref()),
        Cell::Number(line.score),
        line.squad_name.as_deref().map_or(Cell::Absent, Cell::text),
        Cell::YesNo(line.posted),
        Cell::text(&line.reason),
    ]
}
