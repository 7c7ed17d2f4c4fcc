//! The facts behind a verdict, a fact a row, in the groups of the firms they are of; and the priority of a gap, factor by
//! factor.

use crate::app::columns::{ENTERPRISE, FIRM, SEAT, STANDING, standing};
use crate::app::questions::facts::fact::FACT;
use crate::app::{FirmFacts, SegmentExplanation};
use crate::draw::{Cell, Column, Table};
use crate::gaps::PriorityRules;

const UNVERIFIED: Column = Column::text("unverified", "待核实");

const FACTORS: [Column; 4] = [
    Column::text("factor", "优先级的一项"),
    Column::share("weight", "权重", 1),
    Column::number("value", "值", 3),
    Column::number("points", "得分", 1),
];

impl SegmentExplanation {
    /// The lists of firms: key, words, those told, and how many there are.
    pub fn lists(&self) -> [(&'static str, &'static str, &[FirmFacts], usize); 3] {
        let firms = &self.reasoning.segment.firms;
        [
            ("local", "本地企业", &self.local, firms.local.len()),
            ("candidates", "外地候选", &self.candidates, firms.outside.len()),
            ("uncertain", "不确定", &self.uncertain, firms.uncertain.len()),
        ]
    }

    /// The facts as a table.
    pub fn table(&self) -> Table {
        let columns: Vec<Column> = [ENTERPRISE, FIRM, STANDING, UNVERIFIED, SEAT].into_iter().chain(FACT).collect();
        let mut table = Table::new("facts", "事实", columns, "没有企业。").grouped("列表");
        for (key, word, firms, count) in self.lists() {
            table.begin(key, word, format!("{word} {count} 家"));
            for firm in firms {
                push(&mut table, key, firm);
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

/// The facts of a firm, a row each; one of which nothing is recorded has a row without.
fn push(table: &mut Table, list: &str, firm: &FirmFacts) {
    let leading = [
        Cell::text(&firm.enterprise),
        Cell::enterprise(&firm.name, &firm.enterprise),
        standing(firm.standing),
        Cell::text(if firm.unverified { "待核实" } else { "" }),
        Cell::text(&firm.place),
    ];
    if firm.facts.is_empty() {
        let nothing = std::iter::once(Cell::unknown()).chain(std::iter::repeat_n(Cell::Absent, FACT.len() - 1));
        table.push(format!("{list}/{}", firm.enterprise), leading.iter().cloned().chain(nothing).collect());
    }
    for (nth, one) in (1..).zip(&firm.facts) {
        table.push(format!("{list}/{}/{nth}", firm.enterprise), leading.iter().cloned().chain(one.cells()).collect());
    }
}
