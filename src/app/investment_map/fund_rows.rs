//! 基金招商: which gaps each fund of the group reaches and through whom, and who would add most.

use super::super::{Cell as Reached, FundLine, FundsAnswer};
use crate::draw::{Cell, Column, Table};

/// Enterprises named of one fund and gap.
const NAMED: usize = 5;

const COLUMNS: [Column; 8] = [
    Column::count("place", "序"),
    Column::text("list", "名单"),
    Column::text("fund", "基金"),
    Column::text("manager", "管理人"),
    Column::text("government", "性质"),
    Column::count("reached", "覆盖缺口"),
    Column::number("gain", "增加优先级", 1),
    Column::text("gaps", "覆盖的缺口（经由企业）"),
];

pub fn table(answer: &FundsAnswer) -> Table {
    let mut table = Table::new("funds", "基金招商", COLUMNS, "没有基金招商组，组外也没有可推荐的基金。");
    table.notes = notes(answer);
    let coverage = answer.coverage.iter().map(|line| ("组内", &line.fund, &line.cells, None));
    let recommended = answer.recommended.iter().map(|line| ("推荐", &line.fund, &line.cells, Some(line.gain)));
    for (place, (list, fund, reached, gain)) in (1..).zip(coverage.chain(recommended)) {
        let mut row = vec![Cell::count(place), Cell::text(list)];
        row.extend(cells(fund, reached, gain));
        table.push(&fund.fund, row);
    }
    table
}

fn cells(fund: &FundLine, cells: &[Reached], gain: Option<f64>) -> [Cell; 6] {
    let told: Vec<String> = cells.iter().map(reached).collect();
    [
        Cell::text(&fund.name),
        if fund.manager.is_empty() { Cell::unknown() } else { Cell::text(&fund.manager) },
        Cell::text(fund.government_zh()),
        Cell::count(told.len()),
        Cell::some(gain),
        Cell::text(if told.is_empty() { "还没有覆盖任何缺口".to_owned() } else { told.join("；") }),
    ]
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
