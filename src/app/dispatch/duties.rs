//! Duties (任务) and their pace, and the duties that presets suggest.

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk};
use crate::dispatch::{CityWork, DutyLine, Presets, duty_holders, duty_lines, suggested_duties};
use crate::draw::{Cell, Column, Table};
use crate::model::Day;

/// The duties of a year at a cut-off.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DutiesAnswer {
    /// The year.
    pub year: i16,
    /// What is dated later does not exist.
    pub cut_off: Day,
    /// By holder, amount and chain.
    pub rows: Vec<DutyAnswerLine>,
    /// Whoever has a duty.
    pub holders: Vec<DutyHolderLine>,
}

/// A duty at a cut-off.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DutyAnswerLine {
    /// `kind:id`.
    pub who: String,
    /// 万元.
    pub least: f64,
    /// How many projects.
    pub count: u32,
    /// Id; none: of any chain.
    pub chain: Option<String>,
    /// How many there are.
    pub progress: usize,
    /// How many should be there by now (序时进度).
    pub pace: f64,
    /// Whether fewer are.
    pub behind: bool,
    /// Ids of those that count.
    pub projects: Vec<String>,
}

/// Whoever has a duty.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DutyHolderLine {
    /// `kind:id`.
    pub who: String,
    /// Share of all that is done.
    pub duty: Option<f64>,
    /// Rows that are behind.
    pub behind: usize,
}

/// A duty that people may confirm.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SuggestedLine {
    /// The year.
    pub year: i16,
    /// `kind:id`.
    pub who: String,
    /// 万元.
    pub least: f64,
    /// How many projects.
    pub count: u32,
}

impl Desk {
    /// The duties of a year at a cut-off.
    ///
    /// # Errors
    /// The caller sees nothing of dispatch, or the store cannot be read.
    pub async fn duties(&self, year: i16, cut_off: Day) -> Result<DutiesAnswer, AppError> {
        let at = self.may(Right::SeeDispatch, Scope::Somewhere)?;
        let work = at.city_work().await?;
        let part = at.part_of(&work);
        let mut lines = duty_lines(&work, year, cut_off);
        lines.retain(|line| part.duty(&line.duty));
        let holder = |holder: &crate::dispatch::DutyHolder| DutyHolderLine {
            who: work.told(holder.who).to_string(),
            duty: holder.duty,
            behind: holder.behind,
        };
        let holders = duty_holders(&lines).iter().map(holder).collect();
        Ok(DutiesAnswer { year, cut_off, rows: lines.iter().map(|line| told(&work, line)).collect(), holders })
    }

    /// The duties that presets suggest for a year; people confirm them by importing the rows.
    ///
    /// # Errors
    /// The caller may not see the city's dispatch, or the store cannot be read.
    pub async fn suggested_duties(&self, year: i16, presets: &Presets) -> Result<Vec<SuggestedLine>, AppError> {
        let work = self.may(Right::SeeDispatch, Scope::City)?.city_work().await?;
        let line = |duty: crate::dispatch::SuggestedDuty| SuggestedLine {
            year,
            who: work.told(duty.who).to_string(),
            least: duty.least,
            count: duty.count,
        };
        Ok(suggested_duties(&work, presets).into_iter().map(line).collect())
    }
}

fn told(work: &CityWork, line: &DutyLine) -> DutyAnswerLine {
    DutyAnswerLine {
        who: work.told(line.duty.who).to_string(),
        least: line.duty.least,
        count: line.duty.count,
        chain: line.duty.chain.map(|chain| work.chain(chain).id.clone()),
        progress: line.projects.len(),
        pace: line.pace,
        behind: line.behind,
        projects: line.projects.iter().map(|at| work.project(*at).id.clone()).collect(),
    }
}

impl DutiesAnswer {
    /// The duties as a table.
    pub fn table(&self) -> Table {
        let columns = [
            Column::text("who", "任务人"),
            Column::money("least", "项目起点").exact(),
            Column::text("chain", "产业链"),
            Column::count("count", "任务数"),
            Column::count("progress", "完成数"),
            Column::number("pace", "序时进度", 2),
            Column::text("behind", "落后序时"),
            Column::text("projects", "计入的项目"),
        ];
        let mut table = Table::new("duties", "招商任务", columns, "这一年还没有任务：先导入 duties.csv。");
        for row in &self.rows {
            let cells = vec![
                Cell::text(&row.who),
                Cell::Money(row.least),
                Cell::or_absent(row.chain.as_deref()),
                Cell::Number(f64::from(row.count)),
                Cell::count(row.progress),
                Cell::Number(row.pace),
                Cell::YesNo(row.behind),
                Cell::Names(row.projects.clone()),
            ];
            table.push(format!("{} {} {}", row.who, row.least, row.chain.as_deref().unwrap_or_default()), cells);
        }
        table
    }
}

/// Suggested duties as a table, with the headers of the canonical file.
pub fn suggested_table(lines: &[SuggestedLine]) -> Table {
    let columns = [
        Column::number("year", "任务年度", 0),
        Column::text("who", "任务人"),
        Column::money("least", "项目起点").exact(),
        Column::count("count", "任务数"),
    ];
    let empty = "没有可以建议的任务：招商员还没有任务档次，也没有招商分局。";
    let mut table = Table::new("suggested", "建议任务", columns, empty);
    for line in lines {
        let year = Cell::Number(f64::from(line.year));
        let cells = vec![year, Cell::text(&line.who), Cell::Number(line.least), Cell::Number(f64::from(line.count))];
        table.push(format!("{} {}", line.who, line.least), cells);
    }
    table
}
