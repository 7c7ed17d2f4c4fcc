//! 缺口清单: every leaf, gaps first in gap order.

use crate::app::sharing::investment_map::GAPS;
use crate::draw::{Cell, Row, Section, Table};
use crate::gaps::{GapAnswer, SegmentAnswer};

pub fn section(answer: &GapAnswer) -> Section {
    let titles =
        ["#序", "环节", "位置", "结论", "##优先级", "#本地企业", "#待核实", "#龙头以上", "#外地候选", "摸排", "认定"];
    let mut table = Table::new(&titles, "这条链没有末级环节。");
    table.rows = answer.segments.iter().enumerate().map(|(at, leaf)| row(at + 1, leaf, answer.any_surveyed)).collect();
    Section { name: GAPS, notes: notes(answer), table }
}

fn notes(answer: &GapAnswer) -> Vec<String> {
    let gaps = answer.segments.iter().filter(|leaf| leaf.verdict.is_gap()).count();
    let count = match gaps {
        0 => "本链在本地没有缺口。".to_owned(),
        gaps => format!("缺口 {gaps} 个，按优先级排列；后面是待摸排和优势环节。"),
    };
    let order = "优先级由关联、本地配套、产业相关、重点环节、可招五项加权而得，满分 100。".to_owned();
    [count, order].into_iter().chain(answer.notices.iter().cloned()).collect()
}

fn row(place: usize, leaf: &SegmentAnswer, any_surveyed: bool) -> Row {
    let direction = leaf.direction.map_or("", |direction| direction.zh());
    let assessed = leaf.assessed.as_ref().map_or(String::new(), |a| format!("{} {}：{}", a.who, a.date, a.reason));
    let overruled =
        if leaf.assessed.is_some() { format!("（认定，计算为{}）", leaf.computed.zh()) } else { String::new() };
    let cells = vec![
        if leaf.verdict.is_gap() { Cell::count(place) } else { Cell::text("—") },
        Cell::text(&leaf.name),
        Cell::text(leaf.stage.zh()),
        Cell::text(format!("{}{direction}{overruled}", leaf.verdict.label(any_surveyed))),
        Cell::some(leaf.priority, 1),
        Cell::count(leaf.local),
        Cell::count(leaf.unverified),
        Cell::count(leaf.leaders),
        Cell::count(leaf.candidates),
        Cell::text(if leaf.surveyed { "已摸排" } else { "未摸排" }),
        Cell::text(assessed),
    ];
    Row { key: leaf.segment.clone(), cells }
}
