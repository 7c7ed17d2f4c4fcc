//! The firms below a segment: those in town, then those to win.

use crate::app::SegmentBranch;
use crate::app::columns::{ENTERPRISE, FIRM, SEAT, STANDING, standing};
use crate::app::questions::branch::BranchFirm;
use crate::app::questions::tables::on_list::{ToldWork, with_cells, with_columns};
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 5] = [ENTERPRISE, FIRM, STANDING, SEAT, Column::text("leaves", "环节")];

/// Where what the list says of a firm stands: after where it is.
const ON_LIST_AT: usize = 4;

impl SegmentBranch {
    /// The firms as a table of two groups; with what the list says of each, where it is told.
    pub fn firm_table(&self, work: ToldWork) -> Table {
        let columns = with_columns(COLUMNS.to_vec(), ON_LIST_AT, work);
        let mut table = Table::new("firms", "企业", columns, "没有掌握做这些环节的企业。").grouped("列表");
        for (key, word, here) in [("local", "本地企业", true), ("away", "外地可招", false)] {
            let firms: Vec<&BranchFirm> = self.firms.iter().filter(|firm| firm.here == here).collect();
            table.begin(key, word, format!("{word} {} 家", firms.len()));
            for firm in firms {
                let cells = vec![
                    Cell::text(&firm.enterprise),
                    Cell::enterprise(&firm.name, &firm.enterprise),
                    standing(firm.standing),
                    Cell::text(&firm.place),
                    Cell::Names(firm.leaves.clone()),
                ];
                table.push(&firm.enterprise, with_cells(cells, ON_LIST_AT, work, Some(firm.firm)));
            }
        }
        table
    }
}
