//! 产业相关 × 复杂度: the leaves of the picture as rows, by the numbers of their dots.

use crate::app::columns::{SEGMENT, known, verdict};
use crate::app::{PlaneAnswer, Point};
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 7] = [
    Column::count("number", "号"),
    SEGMENT,
    Column::text("name", "环节"),
    Column::rank("verdict", "结论"),
    Column::number("density", "密度", 2),
    Column::number("pci", "复杂度", 2),
    Column::text("unknown", "为什么未知"),
];

impl PlaneAnswer {
    /// The leaves as a table. What holds for all of them is said once, in its notes.
    pub fn table(&self) -> Table {
        let mut table = Table::new("plane", "产业相关×复杂度", COLUMNS, "没有末级环节。").noted(self.notices.clone());
        self.points.iter().for_each(|point| table.push(&point.segment, self.cells(point)));
        table
    }

    fn cells(&self, point: &Point) -> Vec<Cell> {
        let why = point.unknown.as_ref().map(|why| if self.notices.contains(why) { "见上" } else { why });
        vec![
            Cell::count(point.number),
            Cell::text(&point.segment),
            Cell::segment(&point.name, &self.head.chain, &point.segment),
            verdict(point.verdict, point.verdict.label(true)),
            known(point.relatedness),
            known(point.complexity),
            Cell::or_blank(why),
        ]
    }
}
