//! 体检: what was found, damage before what can be made anew.

use crate::app::upkeep::doctor::StoreFindings;
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 2] = [Column::text("kind", "种类"), Column::text("finding", "发现")];

impl StoreFindings {
    /// The findings as a table.
    pub fn table(&self) -> Table {
        let mut table = Table::new("doctor", "体检", COLUMNS, "没有发现问题");
        let problems = self.problems.iter().map(|problem| ("损坏", problem));
        let mendable = self.mendable.iter().map(|problem| ("可重做", problem));
        for (nth, (kind, finding)) in (1..).zip(problems.chain(mendable)) {
            table.push(nth.to_string(), vec![Cell::text(kind), Cell::text(finding)]);
        }
        table
    }
}
