//! 有何变化: what moved between two days: verdicts, then firms, then the records behind them.

use crate::app::columns::{ENTERPRISE, SEGMENT, verdict};
use crate::app::{FactMoved, Moved};
use crate::draw::{Cell, Column, Table};
use crate::model::Verdict;

pub(in crate::app) const MOVED: [Column; 9] = [
    Column::text("change", "变化"),
    SEGMENT,
    Column::text("segment_name", "环节"),
    ENTERPRISE,
    Column::text("name", "企业"),
    Column::text("record", "记录"),
    Column::text("before", "从前"),
    Column::text("after", "之后"),
    Column::count("number", "日志号").hidden(),
];

impl Moved {
    /// What moved as a table.
    pub fn table(&self) -> Table {
        let mut table = Table::new("moved", "有何变化", MOVED, "这段时间里结论和本地企业都没有变化。");
        let days = format!("从 {} 结束时到 {} 结束时；两天各按当时所知计算。", self.from, self.to);
        let facts = self.facts.len() + self.facts_more;
        table.notes = vec![days, format!("其间数据库写入或关闭记录 {facts} 条（各条产业链合计）。")];
        self.push_verdicts(&mut table);
        self.push_firms(&mut table);
        self.facts
            .iter()
            .for_each(|fact| table.push(format!("{}/{}@{}", fact.table, fact.key, fact.number), record(fact)));
        table
    }

    fn push_verdicts(&self, table: &mut Table) {
        let told = |one: Option<Verdict>| match one {
            Some(one) => verdict(one, one.label(true)),
            None => Cell::text("（没有这个环节）"),
        };
        for v in &self.verdicts {
            let mut cells = vec![Cell::text("结论"), Cell::text(&v.segment), self.leaf(&v.name, &v.segment)];
            cells.extend([Cell::Absent, Cell::Absent, Cell::Absent, told(v.before), told(v.after), Cell::Absent]);
            table.push(&v.segment, cells);
        }
    }

    fn push_firms(&self, table: &mut Table) {
        let here = |here: bool| Cell::text(if here { "在本地" } else { "不在" });
        for f in &self.firms {
            let change = Cell::text(if f.arrived { "新增本地企业" } else { "减少本地企业" });
            let mut cells = vec![change, Cell::text(&f.segment), self.leaf(&f.segment_name, &f.segment)];
            cells.extend([Cell::text(&f.enterprise), Cell::enterprise(&f.name, &f.enterprise), Cell::Absent]);
            cells.extend([here(!f.arrived), here(f.arrived), Cell::Absent]);
            table.push(format!("{}/{}", f.segment, f.enterprise), cells);
        }
    }

    fn leaf(&self, name: &str, segment: &str) -> Cell {
        Cell::segment(name, &self.chain, segment)
    }
}

fn record(fact: &FactMoved) -> Vec<Cell> {
    let mut cells = vec![Cell::text("记录")];
    cells.extend(std::iter::repeat_n(Cell::Absent, 4));
    cells.extend([
        Cell::text(format!("{} {}", fact.table, fact.key)),
        Cell::text(if fact.known_before { "有" } else { "没有" }),
        Cell::text(if fact.closed { "关闭" } else { "写入" }),
        Cell::Number(fact.number as f64),
    ]);
    cells
}
