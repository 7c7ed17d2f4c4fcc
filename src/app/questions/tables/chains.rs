//! 产业链.

use crate::app::ChainLine;
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 6] = [
    Column::text("chain", "编号"),
    Column::text("name", "产业链"),
    Column::text("home", "主管城市"),
    Column::count("segments", "环节数"),
    Column::text("leader", "链长"),
    Column::text("lead_unit", "牵头单位"),
];

/// The chains as a table.
pub fn chains_table(chains: &[ChainLine]) -> Table {
    let mut table = Table::new("chains", "产业链", COLUMNS, "还没有产业链：先导入 chains.csv。");
    for chain in chains {
        let cells = vec![
            Cell::text(&chain.chain),
            Cell::text(&chain.name),
            Cell::or_blank(chain.home_name.as_deref()),
            Cell::count(chain.segments),
            Cell::text(&chain.leader),
            Cell::text(&chain.lead_unit),
        ];
        table.push(&chain.chain, cells);
    }
    table
}
