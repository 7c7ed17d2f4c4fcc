//! The firms behind a verdict, a firm a row, in the order in which they are called; and the priority of a gap, factor by
//! factor.

use crate::app::columns::{ENTERPRISE, FIRM, SEAT, STANDING, standing};
use crate::app::questions::tables::on_list::{ToldWork, with_cells, with_columns};
use crate::app::{Fact, FirmFacts, SegmentExplanation};
use crate::draw::{Cell, Column, Table};
use crate::gaps::PriorityRules;

const UNVERIFIED: Column = Column::text("unverified", "待核实");
const TOLD: Column = Column::sentences("told", "说明");
const FACTS: Column = Column::sentences("facts", "依据").hidden();

/// Where what the list says of a firm stands: after where it is.
const ON_LIST_AT: usize = 5;

/// Firms of one kind: key, words, those told, and how many there are.
type FirmList<'a> = (&'static str, &'static str, &'a [FirmFacts], usize);

const FACTORS: [Column; 4] = [
    Column::text("factor", "优先级的一项"),
    Column::share("weight", "权重", 1),
    Column::number("value", "值", 3),
    Column::number("points", "得分", 1),
];

impl SegmentExplanation {
    /// The lists of firms.
    pub fn lists(&self) -> Vec<FirmList<'_>> {
        let firms = &self.reasoning.segment.firms;
        let mut lists: Vec<FirmList<'_>> = vec![("local", "本地企业", &self.local, firms.local.len())];
        match self.apart {
            Some([(told, away), (_, here)]) => {
                let (first, last) = self.called.split_at(told);
                lists.push(("away", "外地可招", first, away));
                lists.push(("here", "已在本地做别的，可增资扩产", last, here));
            }
            None => lists.push(("candidates", "候选企业", &self.called, firms.outside.len())),
        }
        lists.push(("uncertain", "不确定", &self.uncertain, firms.uncertain.len()));
        lists
    }

    /// The firms as a table; with what the list says of each firm, where it is told.
    pub fn table(&self, work: ToldWork) -> Table {
        let columns = [ENTERPRISE, FIRM, STANDING, UNVERIFIED, SEAT, TOLD, FACTS];
        let columns = with_columns(columns.to_vec(), ON_LIST_AT, work);
        let mut table = Table::new("facts", "企业和依据", columns, "没有企业。").grouped("列表");
        for (key, word, firms, count) in self.lists() {
            table.begin(key, word, format!("{word} {count} 家"));
            for firm in firms {
                let cells = with_cells(cells(firm), ON_LIST_AT, work, Some(firm.firm));
                table.push(format!("{key}/{}", firm.enterprise), cells);
            }
        }
        table
    }

    /// What each factor adds to the priority of a gap, by the rules it was reckoned by; one that is not known takes no
    /// part. Without rows where it is no gap.
    pub fn factors_table(&self, rules: &PriorityRules) -> Table {
        let mut table = Table::new("factors", "优先级", FACTORS, "不是缺口，没有优先级。");
        let Some(factors) = &self.reasoning.segment.factors else { return table };
        let weighed = rules.weights().into_iter().zip(factors.values());
        let sum: f64 = weighed.clone().filter(|(_, value)| value.is_some()).map(|((_, weight), _)| weight).sum();
        for ((key, weight), value) in weighed {
            let told = match value {
                Some(value) => {
                    let share = weight / sum;
                    [Cell::share(share), Cell::Number(value), Cell::Number(100.0 * share * value)]
                }
                None => [Cell::text("不计"), Cell::unknown(), Cell::Absent],
            };
            table.push(key, std::iter::once(Cell::text(super::gaps::factor_word(key))).chain(told).collect());
        }
        table
    }
}

fn cells(firm: &FirmFacts) -> Vec<Cell> {
    let facts: Vec<String> = firm.facts.iter().map(with_source).collect();
    vec![
        Cell::text(&firm.enterprise),
        Cell::enterprise(&firm.name, &firm.enterprise),
        standing(firm.standing),
        Cell::text(if firm.unverified { "待核实" } else { "" }),
        Cell::text(&firm.place),
        if firm.told.is_empty() { Cell::unknown() } else { Cell::text(&firm.told) },
        if facts.is_empty() { Cell::unknown() } else { Cell::text(facts.join("；")) },
    ]
}

/// A fact and what it rests on.
fn with_source(fact: &Fact) -> String {
    let unchecked = (!fact.checked).then_some("未核实");
    let source = fact.source_name();
    let told = [Some(&*source), unchecked, fact.seen.as_deref(), fact.origin.as_deref()];
    format!("{}（{}）", fact.what, told.into_iter().flatten().collect::<Vec<_>>().join("，"))
}
