//! 缺口清单: the leaves of a chain, gaps first in gap order.

use crate::app::columns::{SEGMENT, SENTENCE, STAGE, known, verdict};
use crate::draw::{Cell, Column, Table};
use crate::gaps::{Factors, GapAnswer, Reason, SegmentAnswer};

/// Its name: rows of other tables lead to its rows.
pub(in crate::app) const GAPS: &str = "gaps";

const COLUMNS: [Column; 20] = [
    Column::count("place", "序"),
    SEGMENT,
    Column::text("name", "环节"),
    STAGE,
    Column::rank("verdict", "结论"),
    SENTENCE,
    Column::sentences("more", "怎么补"),
    Column::number("priority", "优先级", 1).barred(),
    Column::count("local", "本地企业"),
    Column::count("leaders", "龙头以上"),
    Column::count("candidates", "外地候选"),
    Column::count("unverified", "待核实").hidden(),
    Column::count("unlocated", "所在地未知").hidden(),
    Column::number("linkage", "关联", 2).hidden(),
    Column::number("adjacency", "本地配套", 2).hidden(),
    Column::number("relatedness", "产业相关", 2).hidden(),
    Column::number("key", "重点环节", 2).hidden(),
    Column::number("supply", "可招", 2).hidden(),
    Column::text("surveyed", "摸排").hidden(),
    Column::text("assessed", "认定").hidden(),
];

/// What is missing and what is weak are ranked apart; then what nobody has looked at, and what is strong.
const GROUPS: [(&str, &str); 4] = [("missing", "缺失"), ("weak", "薄弱"), ("unsurveyed", "待摸排"), ("strong", "优势")];

fn group(leaf: &SegmentAnswer) -> &'static str {
    leaf.verdict.lack().unwrap_or(leaf.verdict.zh())
}

impl GapAnswer {
    /// The leaves as a table.
    pub fn table(&self) -> Table {
        let empty = "这条链没有末级环节。";
        let mut table = Table::new(GAPS, "缺口清单", COLUMNS, empty).grouped("类别").noted(self.table_notes());
        for (key, word) in GROUPS {
            let leaves: Vec<&SegmentAnswer> = self.segments.iter().filter(|leaf| group(leaf) == word).collect();
            if !leaves.is_empty() {
                table.begin(key, word, word);
            }
            (1..).zip(leaves).for_each(|(place, leaf)| table.push(&leaf.segment, cells(self, place, leaf)));
        }
        table
    }

    fn table_notes(&self) -> Vec<String> {
        let of = |word| self.segments.iter().filter(|leaf| group(leaf) == word).count();
        let count = match (of("缺失"), of("薄弱")) {
            (0, 0) => "本链在本地没有缺口。".to_owned(),
            (missing, weak) => {
                format!("缺失 {missing} 个、薄弱 {weak} 个，各按优先级排列；后面是待摸排和优势环节。")
            }
        };
        let order = "优先级由关联、本地配套、产业相关、重点环节、可招五项加权而得，满分 100。".to_owned();
        [count, order].into_iter().chain(self.notices.iter().cloned()).collect()
    }
}

fn cells(answer: &GapAnswer, place: usize, leaf: &SegmentAnswer) -> Vec<Cell> {
    let assessed = leaf.assessed.as_ref().map_or(String::new(), |a| format!("{} {}：{}", a.who, a.date, a.reason));
    let factor = |pick: fn(&Factors) -> Option<f64>| match &leaf.factors {
        Some(factors) => known(pick(factors)),
        None => Cell::Absent,
    };
    let reason = |pick: fn(&Reason) -> &String| Cell::or_absent(leaf.reason.as_ref().map(|reason| &**pick(reason)));
    vec![
        if leaf.verdict.is_gap() { Cell::count(place) } else { Cell::Absent },
        Cell::text(&leaf.segment),
        Cell::segment(&leaf.name, &answer.chain, &leaf.segment),
        Cell::word(leaf.stage.zh(), leaf.stage.code(), leaf.stage as usize),
        verdict(leaf.verdict, verdict_told(leaf, answer.any_surveyed)),
        reason(|r| &r.headline),
        reason(|r| &r.more),
        Cell::some(leaf.priority),
        Cell::count(leaf.local),
        Cell::count(leaf.leaders),
        Cell::count(leaf.candidates),
        Cell::count(leaf.unverified),
        Cell::count(leaf.unlocated),
        factor(|f| f.linkage),
        factor(|f| f.adjacency),
        factor(|f| f.relatedness),
        factor(|f| f.key),
        factor(|f| f.supply),
        Cell::text(if leaf.surveyed { "已摸排" } else { "未摸排" }),
        Cell::text(assessed),
    ]
}

/// The verdict as people read it: what nobody surveyed, which way an extension lies, and what was overruled.
fn verdict_told(leaf: &SegmentAnswer, any_surveyed: bool) -> String {
    let direction = leaf.direction.map_or("", |direction| direction.zh());
    let computed = leaf.computed.zh();
    let doubt = if leaf.rests_on_unknown_places() { "，待核实" } else { "" };
    let overruled = leaf.assessed.as_ref().map_or(String::new(), |_| format!("（认定，计算为{computed}{doubt}）"));
    format!("{}{direction}{overruled}", leaf.verdict_label(any_surveyed))
}
