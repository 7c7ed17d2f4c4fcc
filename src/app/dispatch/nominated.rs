//! Whom chains nominate (招商功勋企业家), and what these people brought.

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk};
use crate::dispatch::{CityPart, CityWork, Nominee, chains_without, nominees};
use crate::draw::{Cell, Column, Table};
use crate::model::Day;

/// The nominees of a year at a cut-off.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NominationsAnswer {
    /// The year.
    pub year: i16,
    /// What is dated later does not exist.
    pub cut_off: Day,
    /// By chain and person.
    pub nominees: Vec<NomineeLine>,
    /// Ids of chains that nominate nobody.
    pub without: Vec<String>,
    /// Their leaders, as given.
    #[serde(skip)]
    leaders: Vec<String>,
}

/// A nominated person with what they brought.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NomineeLine {
    /// Id of the chain.
    pub chain: String,
    /// Id of the person.
    pub person: String,
    /// Enterprise and chain of the entries they introduced that got somewhere.
    pub entries: Vec<(String, String)>,
    /// Ids of projects.
    pub projects: Vec<String>,
    /// 万元, as far as known.
    pub amount: f64,
}

impl Desk {
    /// The nominees of a year at a cut-off.
    ///
    /// # Errors
    /// The caller sees nothing of dispatch, or the store cannot be read.
    pub async fn nominations(&self, year: i16, cut_off: Day) -> Result<NominationsAnswer, AppError> {
        let at = self.may(Right::SeeDispatch, Scope::Somewhere)?;
        let work = at.city_work().await?;
        let part = at.part_of(&work);
        let all = nominees(&work, year, cut_off);
        let seen = all.iter().filter(|nominee| part.chain(nominee.chain));
        let found = seen.map(|nominee| line(&work, &part, nominee)).collect();
        let without: Vec<_> =
            chains_without(&work, year).filter(|chain| part.chain(*chain)).map(|chain| work.chain(chain)).collect();
        Ok(NominationsAnswer {
            year,
            cut_off,
            nominees: found,
            without: without.iter().map(|chain| chain.id.clone()).collect(),
            leaders: without.iter().map(|chain| chain.leader.clone()).collect(),
        })
    }
}

fn line(work: &CityWork, part: &CityPart, nominee: &Nominee) -> NomineeLine {
    let projects: Vec<u32> = nominee.projects.iter().copied().filter(|at| part.project(*at)).collect();
    let entries = nominee.entries.iter().filter(|(_, chain)| part.chain(*chain));
    let entry = |(firm, chain): &(u32, u32)| (work.firms[*firm as usize].clone(), work.chain(*chain).id.clone());
    NomineeLine {
        chain: work.chain(nominee.chain).id.clone(),
        person: work.people[nominee.person as usize].clone(),
        entries: entries.map(entry).collect(),
        amount: projects.iter().filter_map(|at| work.project(*at).amount).sum(),
        projects: projects.iter().map(|at| work.project(*at).id.clone()).collect(),
    }
}

impl NominationsAnswer {
    /// The nominees as a table; chains that nominate nobody stand in it with their leader.
    pub fn table(&self) -> Table {
        let columns = [
            Column::text("chain", "产业链"),
            Column::text("person", "提名人选"),
            Column::text("entries", "引荐并走访以上的企业"),
            Column::text("projects", "引荐并签约的项目"),
            Column::money("amount", "签约金额").exact(),
            Column::text("leader", "没有提名的链长"),
        ];
        let mut table = Table::new("nominations", "功勋企业家提名", columns, "还没有产业链：先导入 chains.csv。");
        for line in &self.nominees {
            let cells = vec![
                Cell::text(&line.chain),
                Cell::text(&line.person),
                Cell::Names(line.entries.iter().map(|(firm, _)| firm.clone()).collect()),
                Cell::Names(line.projects.clone()),
                Cell::Money(line.amount),
                Cell::Absent,
            ];
            table.push(format!("{} {}", line.chain, line.person), cells);
        }
        for (chain, leader) in self.without.iter().zip(&self.leaders) {
            let mut cells = vec![Cell::text(chain)];
            cells.extend(std::iter::repeat_n(Cell::Absent, 4));
            cells.push(Cell::text(leader));
            table.push(chain, cells);
        }
        table
    }
}
