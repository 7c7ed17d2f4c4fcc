//! 找企业: one row for each firm and chain.

use crate::app::columns::{ENTERPRISE, FIRM, SEAT, STANDING, standing};
use crate::app::{FindAnswer, FoundFirm};
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 9] = [
    ENTERPRISE,
    FIRM,
    STANDING,
    SEAT,
    Column::text("matched", "匹配"),
    Column::text("chain_name", "产业链"),
    Column::text("home", "本地"),
    Column::text("position", "结果"),
    Column::text("works", "环节"),
];

impl FindAnswer {
    /// The firms as a table.
    pub fn table(&self) -> Table {
        let mut table = Table::new("find", "找到的企业", COLUMNS, "没有找到。");
        for firm in &self.enterprises {
            if firm.positions.is_empty() && firm.homeless.is_empty() {
                let told = if firm.closed { "已注销" } else { "不在任何产业链里" };
                let cells = cells(firm, [Cell::Absent, Cell::Absent, Cell::text(told), Cell::text("")]);
                table.push(&firm.enterprise, cells);
            }
            for chain in &firm.homeless {
                let names = [&chain.chain_name, "", &chain.sentence, &chain.segments.join("、")];
                table.push(format!("{}/{}", firm.enterprise, chain.chain), cells(firm, names.map(Cell::text)));
            }
            for position in &firm.positions {
                let works: Vec<&str> = position.works.iter().map(|work| work.sentence.as_str()).collect();
                let texts = [&position.chain_name, &position.home_name, &position.sentence, &works.join("；")];
                table.push(format!("{}/{}", firm.enterprise, position.chain), cells(firm, texts.map(Cell::text)));
            }
        }
        table
    }
}

fn cells(firm: &FoundFirm, in_chain: [Cell; 4]) -> Vec<Cell> {
    let own = [
        Cell::text(&firm.enterprise),
        Cell::enterprise(&firm.name, &firm.enterprise),
        standing(firm.standing),
        Cell::text(&firm.place),
        // That it goes by its own name is seen.
        Cell::text(if firm.matched == format!("名称 {}", firm.name) { "" } else { &firm.matched }),
    ];
    own.into_iter().chain(in_chain).collect()
}
