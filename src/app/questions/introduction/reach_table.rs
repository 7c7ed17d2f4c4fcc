//! Whom one party at home can introduce the chain's targets by.

use crate::app::ReachAnswer;
use crate::app::columns::{ENTERPRISE, FIRM, GAP, PATH, PLACE, SEGMENT, STRENGTH};
use crate::app::questions::introduction::paths_table::PEER;
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 8] = [PLACE, ENTERPRISE, FIRM, SEGMENT, GAP, STRENGTH, PEER, PATH];

impl ReachAnswer {
    /// The targets within reach as a table.
    pub fn table(&self) -> Table {
        let mut table = Table::new("reach", "能引荐到的目标企业", COLUMNS, "一家也引荐不到。");
        for (place, target) in (1..).zip(&self.targets) {
            let cells = vec![
                Cell::count(place),
                Cell::text(&target.enterprise),
                Cell::enterprise(&target.name, &target.enterprise),
                Cell::text(&target.segment),
                Cell::segment(&target.segment_name, &self.chain, &target.segment),
                Cell::Number(target.path.strength),
                Cell::text(if target.path.peer { "同业，最后再问" } else { "" }),
                Cell::text(&target.path.sentence),
            ];
            table.push(&target.enterprise, cells);
        }
        table
    }
}
