//! 若只招 N 家: the firms that together close the most gap priority.

use crate::app::PlanAnswer;
use crate::app::columns::{ENTERPRISE, FIRM, PLACE, SEAT};
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 11] = [
    PLACE,
    ENTERPRISE,
    FIRM,
    SEAT,
    Column::text("adds", "补上的缺口"),
    Column::number("gain", "增加优先级", 1),
    Column::number("covered", "累计", 1),
    Column::number("total", "全部", 1),
    Column::count("equals", "同样能补的家数"),
    Column::text("equal_names", "例如"),
    Column::text("why", "为什么").hidden(),
];

impl PlanAnswer {
    /// The chosen firms as a table.
    pub fn table(&self) -> Table {
        let mut table = Table::new("plan", "招商计划", COLUMNS, "没有能补上缺口的候选企业。");
        for (place, choice) in (1..).zip(&self.chosen) {
            let cells = vec![
                Cell::count(place),
                Cell::text(&choice.enterprise),
                Cell::enterprise(&choice.name, &choice.enterprise),
                Cell::text(&choice.place),
                Cell::Names(choice.adds.iter().map(|gap| gap.name.clone()).collect()),
                Cell::Number(choice.gain),
                Cell::Number(choice.covered),
                Cell::Number(self.total),
                Cell::count(choice.equals),
                Cell::Names(choice.equal_names.clone()),
                Cell::text(&choice.why),
            ];
            table.push(&choice.enterprise, cells);
        }
        table
    }
}
