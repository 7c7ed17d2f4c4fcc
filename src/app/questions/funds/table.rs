//! 基金招商: which gaps each fund of the group reaches, and who would add most; and firm by firm, with the investments behind.

use crate::app::columns::{ENTERPRISE, FIRM, GAP, PLACE, SEGMENT};
use crate::app::questions::facts::fact::FACT;
use crate::app::{FundCell, FundLine, FundsAnswer, HeldFirm};
use crate::draw::{Cell, Column, LinkTo, Table};

/// Enterprises named of one fund and gap.
const NAMED: usize = 5;
const FUND: Column = Column::text("fund_name", "基金");
const FUND_ID: Column = Column::text("fund", "基金编号").hidden();
const MANAGER: Column = Column::text("manager", "管理人");
const GOVERNMENT: Column = Column::text("government", "性质");
const LIST: &str = "名单";

const COLUMNS: [Column; 10] = [
    PLACE,
    Column::text("list", LIST),
    FUND_ID,
    FUND,
    MANAGER,
    GOVERNMENT,
    Column::count("reached", "覆盖缺口"),
    Column::number("gain", "增加优先级", 1),
    Column::text("gaps", "覆盖的缺口（经由企业）"),
    Column::text("why", "为什么").hidden(),
];

/// A fund of an answer: the list it is of, what it reaches, and what it would add where it is recommended.
type OfList<'a> = (&'static str, &'a FundLine, &'a [FundCell], Option<(f64, &'a str)>);

impl FundsAnswer {
    /// The funds, one a row.
    pub fn table(&self) -> Table {
        let mut table = Table::new("funds", "基金招商", COLUMNS, "没有基金招商组，组外也没有可推荐的基金。");
        table.notes = self.table_notes();
        for (place, (list, fund, reached, partner)) in (1..).zip(self.of_lists()) {
            let told: Vec<String> = reached.iter().map(told).collect();
            let mut cells = vec![Cell::count(place), Cell::text(list)];
            cells.extend(fund_cells(fund));
            cells.extend([
                Cell::count(told.len()),
                Cell::some(partner.map(|(gain, _)| gain)),
                Cell::text(if told.is_empty() { "还没有覆盖任何缺口".to_owned() } else { told.join("；") }),
                Cell::or_blank(partner.map(|(_, why)| why)),
            ]);
            table.push(&fund.fund, cells);
        }
        table
    }

    /// The enterprises by which the funds reach the gaps, an investment a row; a fund that reaches nothing has one without.
    pub fn holdings_table(&self) -> Table {
        let leading = [FUND_ID, FUND, MANAGER, GOVERNMENT, SEGMENT, GAP, ENTERPRISE, FIRM];
        let columns: Vec<Column> = leading.into_iter().chain(FACT).collect();
        let mut table = Table::new("fund-holdings", "基金所投企业", columns, "没有基金。").grouped(LIST);
        for (key, word) in [("coverage", "组内"), ("recommended", "推荐")] {
            table.begin(key, word, word);
            for (_, fund, reached, _) in self.of_lists().filter(|(list, ..)| *list == word) {
                self.push_holdings(&mut table, fund, reached);
            }
        }
        table
    }

    fn push_holdings(&self, table: &mut Table, fund: &FundLine, reached: &[FundCell]) {
        if reached.is_empty() {
            let mut cells = fund_cells(fund).to_vec();
            cells.extend(std::iter::repeat_n(Cell::Absent, 4 + FACT.len()));
            table.push(&fund.fund, cells);
        }
        for (gap, firm) in reached.iter().flat_map(|gap| gap.through.iter().map(move |firm| (gap, firm))) {
            let mut leading = fund_cells(fund).to_vec();
            leading.extend(self.holding(gap, firm));
            let key = format!("{}/{}/{}", fund.fund, gap.segment, firm.enterprise);
            if firm.facts.is_empty() {
                let cells = leading.iter().cloned().chain(std::iter::repeat_n(Cell::text(""), FACT.len()));
                table.push(&key, cells.collect());
            }
            for (nth, one) in (1..).zip(&firm.facts) {
                table.push(format!("{key}/{nth}"), leading.iter().cloned().chain(one.cells()).collect());
            }
        }
    }

    fn holding(&self, gap: &FundCell, firm: &HeldFirm) -> [Cell; 4] {
        [
            Cell::text(&gap.segment),
            Cell::segment(&gap.name, &self.head.chain, &gap.segment),
            Cell::text(&firm.enterprise),
            Cell::enterprise(&firm.name, &firm.enterprise),
        ]
    }

    fn of_lists(&self) -> impl Iterator<Item = OfList<'_>> {
        let coverage = self.coverage.iter().map(|line| ("组内", &line.fund, line.cells.as_slice(), None));
        let recommended = self.recommended.iter();
        let recommended =
            recommended.map(|line| ("推荐", &line.fund, line.cells.as_slice(), Some((line.gain, &*line.why))));
        coverage.chain(recommended)
    }

    fn table_notes(&self) -> Vec<String> {
        let told = self.notices.iter().cloned().chain(self.compliance.iter().map(|note| (*note).to_owned()));
        std::iter::once(self.uncovered_told()).chain(told).collect()
    }

    /// The gaps no fund of the group reaches, in one sentence.
    pub fn uncovered_told(&self) -> String {
        let uncovered = self.gaps.iter().filter(|gap| self.uncovered.contains(&gap.segment));
        let names: Vec<String> = uncovered.map(|gap| format!("{}（{:.1}）", gap.name, gap.priority)).collect();
        match names.is_empty() {
            true => "没有基金覆盖的缺口：没有。".to_owned(),
            false => format!("没有基金覆盖的缺口 {} 个（优先级）：{}", names.len(), names.join("、")),
        }
    }
}

fn fund_cells(fund: &FundLine) -> [Cell; 4] {
    [
        Cell::text(&fund.fund),
        Cell::Link { text: fund.name.clone(), to: LinkTo::Fund(fund.fund.clone()) },
        if fund.manager.is_empty() { Cell::unknown() } else { Cell::text(&fund.manager) },
        fund.government.map_or_else(Cell::unknown, |_| Cell::text(fund.government_zh())),
    ]
}

fn told(gap: &FundCell) -> String {
    format!("{}（{}）", gap.name, gap.firms_told(NAMED))
}
