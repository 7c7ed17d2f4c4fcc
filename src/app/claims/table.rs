//! Claims and collisions as tables.

use crate::app::claims::answer::{ClaimLine, ClaimsAnswer};
use crate::app::claims::collisions::CollisionLine;
use crate::app::columns::{ENTERPRISE, FIRM};
use crate::draw::{Cell, Column, Table};

const CLAIMS: [Column; 5] = [
    Column::text("chain", "产业链"),
    Column::text("state", "状态"),
    Column::text("squad", "招商队"),
    Column::text("until", "有效至"),
    Column::text("soon", "三天内到期"),
];

const COLLISIONS: [Column; 7] = [
    Column::text("squad", "要认领的"),
    Column::text("holder", "已认领的"),
    Column::text("on", "日期"),
    Column::count("times", "次数"),
    Column::text("first_talk", "首谈"),
    Column::text("ruling", "裁定"),
    Column::text("reason", "理由"),
];

/// The firms that squads have, the caller's own first.
pub fn claims_table(answer: &ClaimsAnswer) -> Table {
    let columns: Vec<Column> = [ENTERPRISE, FIRM].into_iter().chain(CLAIMS).collect();
    let mut table = Table::new("claims", "认领", columns, "现在没有认领。");
    for line in answer.mine.iter().chain(&answer.taken) {
        table.push(format!("{}:{}", line.chain, line.record), claim_cells(line));
    }
    table
}

fn claim_cells(line: &ClaimLine) -> Vec<Cell> {
    let taken = line.taken.as_ref();
    vec![
        Cell::text(&line.enterprise),
        Cell::enterprise(&line.name, &line.record),
        Cell::text(&line.chain_name),
        Cell::text(line.state_name),
        Cell::or_absent(taken.map(|taken| &*taken.squad_name)),
        Cell::or_absent(taken.map(|taken| taken.until.to_string()).as_deref()),
        Cell::YesNo(line.soon),
    ]
}

/// The claims that were refused.
pub fn collisions_table(collisions: &[CollisionLine]) -> Table {
    let columns: Vec<Column> = [ENTERPRISE, FIRM].into_iter().chain(COLLISIONS).collect();
    let mut table = Table::new("collisions", "撞单", columns, "没有撞单。");
    for line in collisions {
        let cells = vec![
            Cell::text(&line.enterprise),
            Cell::enterprise(&line.name, &line.enterprise),
            Cell::text(&line.squad_name),
            Cell::text(&line.holder_name),
            Cell::text(line.on.to_string()),
            Cell::count(line.times),
            Cell::or_absent(line.first_talk.as_deref()),
            Cell::text(&line.told),
            Cell::text(&line.reason),
        ];
        table.push(line.number.to_string(), cells);
    }
    table
}
