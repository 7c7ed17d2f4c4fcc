//! 基金招商: which gaps each fund of the group reaches and through whom, and who would add most.

use crate::app::{FundCell as Reached, FundLine, FundsAnswer};
use crate::draw::{Cell, Row, Section, Table};

/// Enterprises named of one fund and gap.
const NAMED: usize = 5;

pub fn section(answer: &FundsAnswer) -> Section {
    let titles = ["#序", "名单", "基金", "管理人", "性质", "#覆盖缺口", "#增加优先级", "覆盖的缺口（经由企业）"];
    let mut table = Table::new(&titles, "没有基金招商组，组外也没有可推荐的基金。");
    let coverage = answer.coverage.iter().map(|line| row("组内", &line.fund, &line.cells, None));
    let recommended = answer.recommended.iter().map(|line| row("推荐", &line.fund, &line.cells, Some(line.gain)));
    table.rows = coverage.chain(recommended).collect();
    for (at, row) in table.rows.iter_mut().enumerate() {
        row.cells.insert(0, Cell::count(at + 1));
    }
    Section { name: "基金招商", notes: notes(answer), table }
}

fn row(list: &str, fund: &FundLine, cells: &[Reached], gain: Option<f64>) -> Row {
    let manager = if fund.manager.is_empty() { "未知" } else { &fund.manager };
    let told: Vec<String> = cells.iter().map(reached).collect();
    let cells = vec![
        Cell::text(list),
        Cell::text(&fund.name),
        Cell::text(manager),
        Cell::text(fund.government_zh()),
        Cell::count(told.len()),
        Cell::some(gain, 1),
        Cell::text(if told.is_empty() { "还没有覆盖任何缺口".to_owned() } else { told.join("；") }),
    ];
    Row { key: fund.fund.clone(), cells }
}

fn reached(cell: &Reached) -> String {
    let names: Vec<&str> = cell.through.iter().take(NAMED).map(|firm| firm.name.as_str()).collect();
    let more = if cell.through.len() > NAMED { format!("等 {} 家", cell.through.len()) } else { String::new() };
    format!("{}（{}{more}）", cell.name, names.join("、"))
}

fn notes(answer: &FundsAnswer) -> Vec<String> {
    let uncovered = answer.gaps.iter().filter(|gap| answer.uncovered.contains(&gap.segment));
    let names: Vec<String> = uncovered.map(|gap| format!("{}（{:.1}）", gap.name, gap.priority)).collect();
    let uncovered = match names.is_empty() {
        true => "没有基金覆盖的缺口：没有。".to_owned(),
        false => format!("没有基金覆盖的缺口 {} 个（优先级）：{}", names.len(), names.join("、")),
    };
    let told = answer.notices.iter().cloned().chain(answer.compliance.iter().map(|note| (*note).to_owned()));
    std::iter::once(uncovered).chain(told).collect()
}
