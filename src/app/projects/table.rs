//! Projects as a table.

use super::list::ProjectsAnswer;
use crate::app::columns::{ENTERPRISE, FIRM};
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 11] = [
    Column::text("chain", "产业链"),
    Column::money("amount", "计划投资额").exact(),
    Column::text("stage", "到哪一步"),
    Column::text("signed", "签约日期"),
    Column::money("invested", "累计到位资金").exact(),
    Column::text("stalled", "五未和健康度"),
    Column::text("overdue", "逾期节点"),
    Column::text("coming", "将到期节点"),
    Column::text("who", "责任人"),
    Column::text("dropped", "终止日期").hidden(),
    Column::text("project_id", "项目编号").hidden(),
];

impl ProjectsAnswer {
    /// The projects.
    pub fn table(&self) -> Table {
        let columns: Vec<Column> =
            [Column::text("project", "项目"), ENTERPRISE, FIRM].into_iter().chain(COLUMNS).collect();
        let mut table = Table::new("projects", "项目", columns, "没有这样的项目。");
        for line in &self.projects {
            let day = |day: Option<crate::model::Day>| Cell::or_blank(day.map(|day| day.to_string()).as_deref());
            let cells = vec![
                Cell::to_row(&line.name, "projects", &line.project),
                Cell::text(&line.enterprise),
                Cell::enterprise(&line.enterprise_name, &line.enterprise),
                Cell::or_blank(line.chain_name.as_deref()),
                line.amount.map_or_else(Cell::unknown, Cell::Money),
                Cell::or_blank(line.stage),
                day(line.signed),
                line.invested.map_or_else(Cell::unknown, Cell::Money),
                Cell::Names(line.stalled.clone()),
                Cell::Names(line.overdue.clone()),
                Cell::Names(line.coming.clone()),
                Cell::or_absent(line.who.as_deref()),
                day(line.dropped),
                Cell::text(&line.project),
            ];
            table.push(&line.project, cells);
        }
        table
    }
}
