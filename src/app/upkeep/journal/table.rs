//! 日志 as a table.

use super::{JournalAnswer, JournalLine};
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 9] = [
    Column::count("number", "日志号"),
    Column::text("when", "时间"),
    Column::text("who", "谁"),
    Column::rank("what", "做什么"),
    Column::sentences("told", "内容"),
    Column::text("chain", "产业链"),
    Column::count("rows", "写入行数"),
    Column::text("time", "时间（到毫秒）").hidden(),
    Column::text("digest", "摘要").hidden(),
];

impl JournalAnswer {
    /// The entries as a table.
    pub fn table(&self) -> Table {
        let mut table = Table::new("journal", "日志", COLUMNS, "没有这样的记录。");
        for line in &self.lines {
            table.push(line.number.to_string(), row(line));
        }
        table
    }
}

fn row(line: &JournalLine) -> Vec<Cell> {
    vec![
        Cell::Number(line.number as f64),
        Cell::text(line.told_when()),
        Cell::text(&line.who),
        Cell::word(line.what.zh(), line.what.code(), line.what as usize),
        Cell::text(&line.told),
        Cell::or_blank(line.chain.as_deref()),
        Cell::Number(line.rows as f64),
        Cell::text(&line.when),
        Cell::text(&line.digest),
    ]
}
