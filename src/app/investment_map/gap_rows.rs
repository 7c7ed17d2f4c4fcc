//! 缺口清单: every leaf, gaps first in gap order.

use super::GAPS;
use crate::draw::{Cell, Column, Table};
use crate::gaps::{GapAnswer, SegmentAnswer};

const COLUMNS: [Column; 11] = [
    Column::count("place", "序"),
    Column::text("name", "环节"),
    Column::rank("stage", "位置"),
    Column::rank("verdict", "结论"),
    Column::number("priority", "优先级", 1).barred(),
    Column::count("local", "本地企业"),
    Column::count("unverified", "待核实"),
    Column::count("leaders", "龙头以上"),
    Column::count("candidates", "外地候选"),
    Column::text("surveyed", "摸排"),
    Column::text("assessed", "认定"),
];

pub fn table(answer: &GapAnswer) -> Table {
    let mut table = Table::new(GAPS, "缺口清单", COLUMNS, "这条链没有末级环节。");
    table.notes = notes(answer);
    for (place, leaf) in (1..).zip(&answer.segments) {
        table.push(&leaf.segment, cells(place, leaf, answer.any_surveyed));
    }
    table
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

fn cells(place: usize, leaf: &SegmentAnswer, any_surveyed: bool) -> Vec<Cell> {
    let direction = leaf.direction.map_or("", |direction| direction.zh());
    let assessed = leaf.assessed.as_ref().map_or(String::new(), |a| format!("{} {}：{}", a.who, a.date, a.reason));
    let overruled =
        if leaf.assessed.is_some() { format!("（认定，计算为{}）", leaf.computed.zh()) } else { String::new() };
    let verdict = format!("{}{direction}{overruled}", leaf.verdict.told(any_surveyed));
    vec![
        if leaf.verdict.is_gap() { Cell::count(place) } else { Cell::Absent },
        Cell::text(&leaf.name),
        Cell::word(leaf.stage.zh(), leaf.stage.code(), leaf.stage as usize),
        Cell::word(verdict, leaf.verdict.code(), leaf.verdict as usize),
        Cell::some(leaf.priority),
        Cell::count(leaf.local),
        Cell::count(leaf.unverified),
        Cell::count(leaf.leaders),
        Cell::count(leaf.candidates),
        Cell::text(if leaf.surveyed { "已摸排" } else { "未摸排" }),
        Cell::text(assessed),
    ]
}
