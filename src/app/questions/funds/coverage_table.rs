//! Which gaps the funds of the group reach, a gap a row.

use crate::app::columns::{GAP, PLACE, SEGMENT, verdict};
use crate::app::{CoverageLine, FundCell, FundLine, FundsAnswer, GapLine};
use crate::draw::{Cell, Column, Table};
use crate::model::Verdict;

/// Funds named of one gap, and enterprises of each.
const NAMED: (usize, usize) = (5, 3);

const COLUMNS: [Column; 8] = [
    PLACE,
    SEGMENT,
    GAP,
    Column::rank("verdict", "结论"),
    Column::number("priority", "优先级", 1),
    Column::count("candidates", "候选企业"),
    Column::count("funds", "组内基金"),
    Column::text("through", "哪些基金（经由企业）"),
];

impl FundsAnswer {
    /// The gaps, or those of a verdict, in gap order, and the funds of the group that reach them.
    pub fn coverage_table(&self, of: Option<Verdict>) -> Table {
        let mut table = Table::new("coverage", "基金覆盖的缺口", COLUMNS, "没有缺口。").grouped("类别");
        for (key, kind) in [("missing", "缺失"), ("weak", "薄弱")] {
            let of_kind = (1..).zip(self.gaps.iter().filter(|gap| gap.verdict.lack() == Some(kind)));
            let shown: Vec<_> = of_kind.filter(|(_, gap)| of.is_none_or(|of| gap.verdict == of)).collect();
            if !shown.is_empty() {
                table.begin(key, kind, kind.to_owned());
            }
            shown.into_iter().for_each(|(place, gap)| self.push(&mut table, place, gap));
        }
        table
    }

    fn push(&self, table: &mut Table, place: usize, gap: &GapLine) {
        let through: Vec<(&FundLine, &FundCell)> = self.reaching(gap).collect();
        let cells = vec![
            Cell::count(place),
            Cell::text(&gap.segment),
            Cell::segment(&gap.name, &self.head.chain, &gap.segment),
            verdict(gap.verdict, gap.verdict.zh()),
            Cell::Number(gap.priority),
            Cell::count(gap.candidates),
            Cell::count(through.len()),
            self.through(gap, &through),
        ];
        table.push(&gap.segment, cells);
    }

    fn reaching(&self, gap: &GapLine) -> impl Iterator<Item = (&FundLine, &FundCell)> {
        let of_gap = |line: &'_ CoverageLine| line.cells.iter().position(|cell| cell.segment == gap.segment);
        self.coverage.iter().filter_map(move |line| Some((&line.fund, &line.cells[of_gap(line)?])))
    }

    /// Who reaches a gap; that nobody of the group does is said, and is not said where only some of its funds are told.
    fn through(&self, gap: &GapLine, through: &[(&FundLine, &FundCell)]) -> Cell {
        if self.uncovered.contains(&gap.segment) {
            return Cell::text("无基金覆盖");
        }
        let told =
            through.iter().take(NAMED.0).map(|(fund, cell)| format!("{}（{}）", fund.name, cell.firms_told(NAMED.1)));
        let more = (through.len() > NAMED.0).then(|| format!("等 {} 只", through.len()));
        let told: Vec<String> = told.chain(more).collect();
        if told.is_empty() { Cell::Absent } else { Cell::text(told.join("；")) }
    }

    /// The same with those funds only whose name, id or manager contains a text, and of what they hold only what reaches
    /// gaps of a verdict.
    #[must_use]
    pub fn narrowed(&self, of: Option<Verdict>, text: &str) -> Self {
        let told = |cell: &FundCell| {
            let verdict = self.gaps.iter().find(|gap| gap.segment == cell.segment).map(|gap| gap.verdict);
            of.is_none() || verdict == of
        };
        let mut own = self.clone();
        own.coverage.retain(|line| line.fund.is_told_by(text));
        own.recommended.retain(|line| line.fund.is_told_by(text));
        own.coverage.iter_mut().for_each(|line| line.cells.retain(told));
        own.recommended.iter_mut().for_each(|line| line.cells.retain(told));
        own
    }
}
