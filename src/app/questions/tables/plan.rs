//! 若只招 N 家: the firms that together close the most gap priority.

use crate::app::PlanAnswer;
use crate::app::columns::{ENTERPRISE, FIRM, PLACE, SEAT};
use crate::app::questions::tables::on_list::{ToldWork, with_cells, with_columns};
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

/// Where what the list says of a firm stands: after where it is.
const ON_LIST_AT: usize = 4;

impl PlanAnswer {
    /// The chosen firms as a table; with what the list says of each, where it is told.
    pub fn table(&self, work: ToldWork) -> Table {
        let columns = with_columns(COLUMNS.to_vec(), ON_LIST_AT, work);
        let mut table = Table::new("plan", "招商计划", columns, "没有能补上缺口的候选企业。");
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
            table.push(&choice.enterprise, with_cells(cells, ON_LIST_AT, work, Some(choice.firm)));
        }
        table
    }
}
