//! The facts behind a verdict, a fact a row, in the groups of the firms they are of.

use crate::app::columns::{ENTERPRISE, FIRM, SEAT, STANDING, standing};
use crate::app::questions::facts::fact::FACT;
use crate::app::{FirmFacts, SegmentExplanation};
use crate::draw::{Cell, Column, Table};

const UNVERIFIED: Column = Column::text("unverified", "待核实");

impl SegmentExplanation {
    /// The lists of firms: key, words, those told, and how many there are.
    pub fn lists(&self) -> [(&'static str, &'static str, &[FirmFacts], usize); 3] {
        let firms = &self.reasoning.segment.firms;
        [
            ("local", "本地企业", &self.local, firms.local.len()),
            ("candidates", "外地候选", &self.candidates, firms.outside.len()),
            ("uncertain", "不确定", &self.uncertain, firms.uncertain.len()),
        ]
    }

    /// The facts as a table.
    pub fn table(&self) -> Table {
        let columns: Vec<Column> = [ENTERPRISE, FIRM, STANDING, UNVERIFIED, SEAT].into_iter().chain(FACT).collect();
        let mut table = Table::new("facts", "事实", columns, "没有企业。").grouped("列表");
        for (key, word, firms, count) in self.lists() {
            table.begin(key, word, format!("{word} {count} 家"));
            for firm in firms {
                push(&mut table, key, firm);
            }
        }
        table
    }
}

/// The facts of a firm, a row each; one of which nothing is recorded has a row without.
fn push(table: &mut Table, list: &str, firm: &FirmFacts) {
    let leading = [
        Cell::text(&firm.enterprise),
        Cell::enterprise(&firm.name, &firm.enterprise),
        standing(firm.standing),
        Cell::text(if firm.unverified { "待核实" } else { "" }),
        Cell::text(&firm.place),
    ];
    if firm.facts.is_empty() {
        let nothing = std::iter::once(Cell::unknown()).chain(std::iter::repeat_n(Cell::Absent, FACT.len() - 1));
        table.push(format!("{list}/{}", firm.enterprise), leading.iter().cloned().chain(nothing).collect());
    }
    for (nth, one) in (1..).zip(&firm.facts) {
        table.push(format!("{list}/{}/{nth}", firm.enterprise), leading.iter().cloned().chain(one.cells()).collect());
    }
}
