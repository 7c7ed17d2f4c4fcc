//! 总览: every chain in one line.

use crate::app::columns::known;
use crate::draw::{Cell, Column, LinkTo, Table};
use crate::gaps::{GapAnswer, SegmentAnswer, Summary};
use crate::model::{Basis, Verdict};

/// How many missing leaves a line names.
const NAMED: usize = 3;
/// 万元 in 亿元.
const HUNDRED_MILLION: f64 = 10_000.0;

const LEADING: [Column; 4] = [
    Column::text("chain", "产业链编号").hidden(),
    Column::text("name", "产业链"),
    Column::text("home", "本地"),
    Column::count("leaves", "环节"),
];

const TRAILING: [Column; 5] = [
    Column::count("local", "本地企业"),
    // Of how few firms a sum is of is said before it.
    Column::count("revenue_known", "营收已知家数"),
    Column { unit: "亿元", ..Column::number("revenue", "营业收入", 1) },
    Column::share("local_supply", "本地配套率", 1),
    Column::text("missing", "最要紧的缺失"),
];
const FLAGS: Column = Column::text("flags", "提示");

/// The chains as a table; with fewer than `pairs_min` pairs of supplier and customer, their local share is unknown.
pub fn overview_table(answers: &[GapAnswer], pairs_min: usize) -> Table {
    let verdicts = Verdict::ALL.iter().map(|verdict| Column::count(verdict.code(), verdict.zh()));
    // Where there is nothing to mind, the column has to be asked for.
    let minded = answers.iter().any(|answer| !flags(answer).is_empty());
    let flagged = if minded { FLAGS } else { FLAGS.hidden() };
    let columns: Vec<Column> = LEADING.into_iter().chain(verdicts).chain(TRAILING).chain([flagged]).collect();
    let supply = format!("本地配套率：本地企业的供应关系中，供应商也在本地的占比；不足 {pairs_min} 对为未知");
    let mut table = Table::new("overview", "总览", columns, "没有写明主管城市的产业链。").noted(vec![supply]);
    for answer in answers {
        let gaps = |verdict| LinkTo::Gaps { chain: answer.chain.clone(), verdict };
        let mut cells = vec![
            Cell::text(&answer.chain),
            Cell::Link { text: answer.chain_name.clone(), to: LinkTo::Chain(answer.chain.clone()) },
            Cell::text(&answer.home_name),
            Cell::counted(answer.segments.len(), gaps(None)),
        ];
        let counts = answer.summary.verdicts.all().into_iter();
        cells.extend(counts.map(|(verdict, count)| Cell::counted(count, gaps(Some(verdict)))));
        cells.extend(summed(&answer.summary));
        cells.extend([missing(answer), Cell::Names(flags(answer))]);
        table.push(&answer.chain, cells);
    }
    table
}

fn summed(summary: &Summary) -> [Cell; 4] {
    let revenue = (summary.revenue_known > 0).then_some(summary.revenue / HUNDRED_MILLION);
    [
        Cell::count(summary.local_firms),
        Cell::count(summary.revenue_known),
        known(revenue),
        known(summary.local_supply.map(|share| share * 100.0)),
    ]
}

/// The first missing leaves, each with the word of its verdict.
fn missing(answer: &GapAnswer) -> Cell {
    let missing = answer.segments.iter().filter(|leaf| leaf.verdict.lack() == Some("缺失")).take(NAMED);
    let link = |leaf: &SegmentAnswer| {
        let to = LinkTo::Segment { chain: answer.chain.clone(), segment: leaf.segment.clone() };
        (format!("{}（{}）", leaf.name, leaf.verdict.zh()), to)
    };
    Cell::Links(missing.map(link).collect())
}

/// What to mind.
fn flags(answer: &GapAnswer) -> Vec<String> {
    let unlooked = (!answer.any_surveyed).then_some("未摸排");
    let unsure = (answer.basis == Basis::Stages).then_some("可信度低");
    unlooked.into_iter().chain(unsure).map(str::to_owned).collect()
}
