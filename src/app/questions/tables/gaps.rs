//! 缺口清单: the leaves of a chain, gaps first in gap order.

use std::collections::HashMap;

use crate::app::columns::{SEGMENT, SENTENCE, STAGE, known, verdict};
use crate::app::lists;
use crate::draw::{Cell, Column, Table};
use crate::gaps::{Factors, GapAnswer, SegmentAnswer};
use crate::model::Verdict;

/// Its name: rows of other tables lead to its rows.
pub(in crate::app) const GAPS: &str = "gaps";

/// Which stands in the table only where the list is told.
const ON_IT: [Column; 2] = [Column::text("on_it", "谁在跟"), Column::text("next", "下一步")];

const COLUMNS: [Column; 21] = [
    Column::count("place", "序"),
    SEGMENT,
    Column::text("name", "环节"),
    STAGE,
    Column::rank("verdict", "结论"),
    SENTENCE,
    Column::sentences("more", "怎么补"),
    Column::number("priority", "优先级", 1).barred(),
    Column::count("local", "本地企业"),
    Column::count("leaders", "龙头以上").hidden(),
    Column::count("targets", "外地可招"),
    Column::count("candidates", "候选企业").hidden(),
    Column::count("unverified", "待核实").hidden(),
    Column::count("unlocated", "所在地未知").hidden(),
    Column::number("linkage", "关联", 2).hidden(),
    Column::number("adjacency", "本地配套", 2).hidden(),
    Column::number("relatedness", "产业相关", 2).hidden(),
    Column::number("key", "重点环节", 2).hidden(),
    Column::number("supply", "候选", 2).hidden(),
    Column::text("surveyed", "摸排").hidden(),
    Column::text("assessed", "认定").hidden(),
];

/// Where those columns stand: after the sentences.
const ON_IT_AT: usize = 7;

/// What is missing and what is weak are ranked apart; then what nobody has looked at, and what is strong.
const GROUPS: [(&str, &str); 4] = [("missing", "缺失"), ("weak", "薄弱"), ("unsurveyed", "待摸排"), ("strong", "优势")];

/// What people call a factor of the priority, by its key.
pub(super) fn factor_word(key: &'static str) -> &'static str {
    COLUMNS.iter().find(|column| column.key == key).map_or(key, |column| column.word)
}

fn group(leaf: &SegmentAnswer) -> &'static str {
    leaf.verdict.lack().unwrap_or(leaf.verdict.zh())
}

impl GapAnswer {
    /// The leaves as a table; with who is on each gap, by its id, where the list is told.
    pub fn table(&self, work: Option<&HashMap<String, lists::GapWork>>) -> Table {
        let empty = "这条链没有末级环节。";
        let mut columns = COLUMNS.to_vec();
        if work.is_some() {
            columns.splice(ON_IT_AT..ON_IT_AT, ON_IT);
        }
        let mut table = Table::new(GAPS, "缺口清单", columns, empty).grouped("类别").noted(self.table_notes());
        for (key, word) in GROUPS {
            let leaves: Vec<&SegmentAnswer> = self.segments.iter().filter(|leaf| group(leaf) == word).collect();
            if !leaves.is_empty() {
                table.begin(key, word, word);
            }
            for (place, leaf) in (1..).zip(leaves) {
                let mut cells = cells(self, place, leaf);
                if let Some(work) = work {
                    cells.splice(ON_IT_AT..ON_IT_AT, on_it(leaf, work.get(&leaf.segment)));
                }
                table.push(&leaf.segment, cells);
            }
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
        let order = "优先级由关联、本地配套、产业相关、重点环节、候选五项加权而得，满分 100。".to_owned();
        [count, order].into_iter().chain(self.notices.iter().cloned()).collect()
    }
}

fn cells(answer: &GapAnswer, place: usize, leaf: &SegmentAnswer) -> Vec<Cell> {
    let assessed = leaf.assessed.as_ref().map_or(String::new(), |a| format!("{} {}：{}", a.who, a.date, a.reason));
    let factor = |pick: fn(&Factors) -> Option<f64>| match &leaf.factors {
        Some(factors) => known(pick(factors)),
        None => Cell::Absent,
    };
    let (headline, more) = match &leaf.reason {
        Some(reason) => (Cell::text(&reason.headline), Cell::text(&reason.more)),
        None if leaf.verdict == Verdict::Unsurveyed => (Cell::text(unlooked(leaf)), Cell::text(look_first(leaf))),
        None => (Cell::Absent, Cell::Absent),
    };
    vec![
        if leaf.verdict.is_gap() { Cell::count(place) } else { Cell::Absent },
        Cell::text(&leaf.segment),
        Cell::segment(&leaf.name, &answer.chain, &leaf.segment),
        Cell::word(leaf.stage.zh(), leaf.stage.code(), leaf.stage as usize),
        verdict(leaf.verdict, verdict_told(leaf, answer.any_surveyed)),
        headline,
        more,
        Cell::some(leaf.priority),
        Cell::count(leaf.local),
        Cell::count(leaf.leaders),
        leaf.reason.as_ref().map_or(Cell::Absent, |reason| Cell::count(leaf.candidates.saturating_sub(reason.here))),
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

/// Who is on a leaf, and what comes next there.
fn on_it(leaf: &SegmentAnswer, work: Option<&lists::GapWork>) -> [Cell; 2] {
    let who = work.map(lists::GapWork::on_it).filter(|who| !who.is_empty());
    let next = work.and_then(|work| work.next.as_ref()).map(lists::NextStep::told);
    let next = next.or_else(|| first_step(leaf, work.map_or(0, |work| work.listed)).map(str::to_owned));
    [Cell::or_absent(who.as_deref()), Cell::or_absent(next.as_deref())]
}

/// What comes first where no step is written down.
fn first_step(leaf: &SegmentAnswer, listed: usize) -> Option<&'static str> {
    match (leaf.verdict, listed) {
        (Verdict::Unsurveyed, _) => Some("请牵头单位组织摸排"),
        (verdict, 0) if verdict.is_gap() && leaf.candidates == 0 => Some("先找名单"),
        (verdict, 0) if verdict.is_gap() => Some("列入清单并派发"),
        (verdict, _) if verdict.is_gap() => Some("没有写下一步"),
        _ => None,
    }
}

/// Why nothing is said of a leaf that nobody surveyed.
fn unlooked(leaf: &SegmentAnswer) -> String {
    let unlocated =
        if leaf.unlocated > 0 { format!("，另有{}家所在地未知", leaf.unlocated) } else { String::new() };
    if let Some(assessed) = &leaf.assessed {
        let (who, reason, name) = (&assessed.who, &assessed.reason, &leaf.name);
        return format!("{who}认定为待摸排：{reason}；本地有{}家做{name}{unlocated}。", leaf.local);
    }
    match leaf.local {
        0 => format!("没有掌握本地做{}的企业，还没有摸排{unlocated}。", leaf.name),
        count => format!("本地有{count}家做{}，还没有摸排{unlocated}。", leaf.name),
    }
}

/// What to do about it.
fn look_first(leaf: &SegmentAnswer) -> String {
    let known =
        if leaf.candidates > 0 { format!("；已掌握候选企业{}家", leaf.candidates) } else { String::new() };
    format!("先摸排本地有没有企业做{}，有就补进企业名单，并在环节上记下摸排日期{known}。", leaf.name)
}

/// The verdict as people read it: what nobody surveyed, which way an extension lies, and what was overruled.
fn verdict_told(leaf: &SegmentAnswer, any_surveyed: bool) -> String {
    let direction = leaf.direction.map_or("", |direction| direction.zh());
    let computed = leaf.computed.zh();
    let doubt = if leaf.rests_on_unknown_places() { "，待核实" } else { "" };
    let overruled = leaf.assessed.as_ref().map_or(String::new(), |_| format!("（认定，计算为{computed}{doubt}）"));
    format!("{}{direction}{overruled}", leaf.verdict_label(any_surveyed))
}
