//! 目标企业: whom to knock on, best first, those in town apart, and those that are no targets with the reason.

use std::collections::HashMap;

use crate::app::columns::{
    ENTERPRISE, EVIDENCE, FIRM, FLAGS, GAP, MOST, PLACE, REASONS, SCORE, SEAT, SEGMENT, SENTENCE, STANDING, flags,
    known, scored, standing,
};
use crate::app::questions::tables::on_list::{with_cells, with_columns};
use crate::app::{TargetLine, TargetsAnswer, lists};
use crate::draw::{Cell, Column, Table};
use crate::gaps::{Apart, Target};
use crate::graph::FirmIx;

/// Its name: rows of other tables lead to its rows.
pub(in crate::app) const TARGETS: &str = "targets";

const COLUMNS: [Column; 19] = [
    PLACE,
    ENTERPRISE,
    FIRM,
    SEGMENT,
    GAP,
    STANDING,
    SEAT,
    SENTENCE,
    SCORE,
    MOST,
    EVIDENCE.hidden(),
    Column::number("worth", "能级分", 2).hidden(),
    Column::number("expansion", "扩张", 2).hidden(),
    Column::number("linkage", "供需", 2).hidden(),
    Column::number("introduction", "引荐", 2).hidden(),
    Column::number("fund", "基金", 2).hidden(),
    Column::number("breadth", "一企多环", 2).hidden(),
    FLAGS,
    REASONS.hidden(),
];

/// Where those columns stand: after what the firm is.
const ON_LIST_AT: usize = 7;

impl TargetsAnswer {
    /// The targets as a table of four groups; with what the list says of each firm, where it is told.
    pub fn table(&self, work: Option<&HashMap<FirmIx, lists::FirmWork>>) -> Table {
        let answer = &self.answer;
        let columns = with_columns(COLUMNS.to_vec(), ON_LIST_AT, work);
        let with = |cells: Vec<Cell>, firm: Option<FirmIx>| with_cells(cells, ON_LIST_AT, work, firm);
        let mut table = Table::new(TARGETS, "目标企业", columns, "没有可招的目标企业。").grouped("列表");
        for (key, word, title, lines, total) in [
            ("targets", "可招", "可招企业", &self.targets, answer.targets_total),
            ("here", "已在本地", "已在本地，可增资扩产", &self.here, answer.here_total),
        ] {
            let cut = if lines.len() < total { format!("，列出 {} 家", lines.len()) } else { String::new() };
            table.begin(key, word, format!("{title} {total} 家{cut}"));
            for (place, line) in (1..).zip(lines) {
                table.push(target_key(&line.target), with(cells(&answer.chain, place, line), Some(line.target.firm)));
            }
        }
        for (key, word, firms) in [("excluded", "不列入", &answer.excluded), ("uncertain", "不确定", &answer.uncertain)]
        {
            table.begin(key, word, format!("{word} {} 家", firms.len()));
            for firm in firms {
                table.push(format!("{}/{}", firm.segment, firm.enterprise), with(apart(&answer.chain, firm), None));
            }
        }
        table
    }
}

/// The key of a target's row.
pub(in crate::app) fn target_key(target: &Target) -> String {
    format!("{}/{}", target.segment, target.enterprise)
}

/// The leading cells: place, firm and gap.
fn named(chain: &str, place: Cell, firm: [&str; 2], gap: [&str; 2]) -> Vec<Cell> {
    let [enterprise, name] = firm;
    let [segment, segment_name] = gap;
    vec![
        place,
        Cell::text(enterprise),
        Cell::enterprise(name, enterprise),
        Cell::text(segment),
        Cell::segment(segment_name, chain, segment),
    ]
}

fn cells(chain: &str, place: usize, line: &TargetLine) -> Vec<Cell> {
    let target = &line.target;
    let (firm, gap) = ([&*target.enterprise, &*target.name], [&*target.segment, &*target.segment_name]);
    let mut cells = named(chain, Cell::count(place), firm, gap);
    cells.extend([standing(target.standing), Cell::text(&target.place)]);
    cells.push(Cell::or_absent(line.reason.as_deref()));
    cells.extend(scored(target));
    cells.extend(target.factors.values().map(known));
    let reasons = line.reasons.iter().map(|told| format!("{}：{}", told.reason.title, told.reason.sentence));
    let reasons = reasons.collect::<Vec<_>>().join("；");
    cells.extend([flags(target), Cell::text(reasons)]);
    cells
}

/// A firm that is no target has no score; its sentence says why it is none.
fn apart(chain: &str, firm: &Apart) -> Vec<Cell> {
    let mut cells = named(chain, Cell::Absent, [&firm.enterprise, &firm.name], [&firm.segment, &firm.segment_name]);
    cells.extend([Cell::Absent, Cell::Absent, Cell::text(&firm.reason)]);
    cells.extend(std::iter::repeat_n(Cell::Absent, 10));
    cells.push(Cell::text(""));
    cells
}
