//! 引荐路径: the best ways to one target.

use crate::app::PathsAnswer;
use crate::app::columns::{CALL_FIRST, PATH, PLACE, STRENGTH, WHY};
use crate::draw::{Cell, Column, Table};

pub(super) const PEER: Column = Column::text("peer", "同业");

const COLUMNS: [Column; 7] = [PLACE, STRENGTH, PEER, PATH, CALL_FIRST, WHY, Column::text("nodes", "途经").hidden()];

impl PathsAnswer {
    /// The paths as a table.
    pub fn table(&self) -> Table {
        let mut table = Table::new("paths", "引荐路径", COLUMNS, "没有路径：本地来源在规定的步数内到不了这家企业");
        table.notes.extend(self.note.clone());
        for (place, path) in (1..).zip(&self.paths) {
            let nodes = path.nodes.join(" ");
            let cells = vec![
                Cell::count(place),
                Cell::Number(path.strength),
                Cell::text(if path.peer { "同业，最后再问" } else { "" }),
                Cell::text(&path.sentence),
                Cell::text(&path.call_first.name),
                Cell::text(&path.call_first.why),
                Cell::text(&nodes),
            ];
            table.push(nodes, cells);
        }
        table
    }
}
