//! One fund: whom it opens, what it holds in the chain, and who invests beside it, as tables.

use crate::app::columns::{ENTERPRISE, FIRM};
use crate::app::questions::facts::fact::FACT;
use crate::app::{CoInvestor, FundAnswer, Holding};
use crate::draw::{Cell, Column, LinkTo, Table};

const OPENED: [Column; 4] = [ENTERPRISE, FIRM, Column::text("gaps", "候选的缺口"), Column::text("ask", "谁出面")];

const BESIDE: [Column; 4] = [
    Column::text("investor", "编号").hidden(),
    Column::text("name", "投资方"),
    Column::text("group", "组内"),
    Column::text("firms", "同投的企业"),
];

impl FundAnswer {
    /// The targets it opens, one a row.
    pub fn targets_table(&self) -> Table {
        let mut table = Table::new("fund-targets", "能敲开的目标", OPENED, "它投的企业都不是本链缺口的候选企业。");
        for target in &self.targets {
            let cells = vec![
                Cell::text(&target.enterprise),
                Cell::enterprise(&target.name, &target.enterprise),
                Cell::Names(target.segments.clone()),
                Cell::text(&target.ask),
            ];
            table.push(&target.enterprise, cells);
        }
        table
    }

    /// What it holds in the chain, an investment a row; a firm without one that is told has a row nevertheless.
    pub fn portfolio_table(&self) -> Table {
        let leading = [ENTERPRISE, FIRM, Column::text("standing", "与本地"), Column::text("segments", "所做环节")];
        let columns: Vec<Column> = leading.into_iter().chain(FACT).collect();
        let mut table = Table::new("fund-portfolio", "本链的投资", columns, "截至这一天没有本链企业的投资记录。");
        for holding in &self.portfolio {
            let id = &holding.firm.enterprise;
            if holding.firm.facts.is_empty() {
                let blank = std::iter::repeat_n(Cell::text(""), FACT.len());
                table.push(id, leading_cells(holding).into_iter().chain(blank).collect());
            }
            for (nth, fact) in (1..).zip(&holding.firm.facts) {
                let cells = leading_cells(holding).into_iter().chain(fact.cells());
                table.push(format!("{id}/{nth}"), cells.collect());
            }
        }
        table
    }

    /// Who else invests in what it holds in the chain, one a row.
    pub fn co_investors_table(&self) -> Table {
        let mut table = Table::new("fund-beside", "同投的投资方", BESIDE, "没有记录别的投资方投过这些企业。");
        for other in &self.co_investors {
            let cells = vec![
                Cell::text(&other.investor),
                name(other),
                Cell::text(if other.in_group { "组内" } else { "" }),
                Cell::Names(other.firms.clone()),
            ];
            table.push(&other.investor, cells);
        }
        table
    }
}

fn leading_cells(holding: &Holding) -> [Cell; 4] {
    [
        Cell::text(&holding.firm.enterprise),
        Cell::enterprise(&holding.firm.name, &holding.firm.enterprise),
        Cell::text(holding.standing),
        Cell::Names(holding.segments.clone()),
    ]
}

fn name(other: &CoInvestor) -> Cell {
    let (kind, id) = other.investor.split_once(':').unwrap_or(("enterprise", &other.investor));
    let to = if kind == "fund" { LinkTo::Fund(id.to_owned()) } else { LinkTo::Enterprise(id.to_owned()) };
    Cell::Link { text: other.name.clone(), to }
}
