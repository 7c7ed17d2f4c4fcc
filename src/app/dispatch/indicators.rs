//! The race (季度赛马): indicators of a period.

use schemars::JsonSchema;
use serde::Serialize;

use super::asked::period;
use crate::access::{Right, Scope};
use crate::app::{AppError, Desk};
use crate::dispatch::race;
use crate::draw::{Cell, Column, Table};
use crate::model::Day;

/// The indicators of a period at a cut-off.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RaceAnswer {
    /// As asked for.
    pub period: String,
    /// The day up to which the period has passed.
    pub cut_off: Day,
    /// By name and holder.
    pub indicators: Vec<RaceLine>,
}

/// An indicator.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RaceLine {
    /// What is measured.
    pub indicator: String,
    /// As written.
    pub period: String,
    /// Share of the target that is reached; none where that cannot be told.
    pub completion: Option<f64>,
    /// Against the year before; none where that cannot be told.
    pub growth: Option<f64>,
    /// Share of the period that has passed.
    pub passed: f64,
    /// Whether it is weak (短板).
    pub weak: bool,
    /// `kind:id`; none: the city's.
    pub who: Option<String>,
}

impl Desk {
    /// The indicators of a period at a cut-off.
    ///
    /// # Errors
    /// The caller sees nothing of dispatch, or the period makes no sense.
    pub async fn race(&self, given: &str, cut_off: Day) -> Result<RaceAnswer, AppError> {
        let at = self.may(Right::SeeDispatch, Scope::Somewhere)?;
        let work = at.city_work().await?;
        let part = at.part_of(&work);
        let asked = period(given)?;
        let line = |line: crate::dispatch::IndicatorLine<'_>| RaceLine {
            indicator: line.indicator.name.clone(),
            period: line.indicator.period_text.clone(),
            completion: line.completion,
            growth: line.growth,
            passed: line.passed,
            weak: line.weak,
            who: work.who_told(line.indicator.who),
        };
        let seen =
            |indicator: &crate::dispatch::Indicator| indicator.period == asked && part.answered_by(indicator.who);
        let lines = race(&work, seen, cut_off);
        let indicators = lines.into_iter().map(line).collect();
        Ok(RaceAnswer { period: given.to_owned(), cut_off, indicators })
    }
}

impl RaceAnswer {
    /// The indicators as a table.
    pub fn table(&self) -> Table {
        let columns = [
            Column::text("indicator", "指标"),
            Column::text("who", "责任方"),
            Column::share("completion", "完成率", 1),
            Column::share("growth", "同比增长", 1),
            Column::share("passed", "时间进度", 1),
            Column::text("weak", "短板"),
        ];
        let mut table = Table::new("race", "季度赛马", columns, "这个时段还没有指标：先导入 indicators.csv。");
        for (number, line) in (1..).zip(&self.indicators) {
            let cells = vec![
                Cell::text(&line.indicator),
                Cell::or_absent(line.who.as_deref()),
                line.completion.map_or(Cell::Absent, Cell::share),
                line.growth.map_or(Cell::Absent, Cell::share),
                Cell::share(line.passed),
                Cell::YesNo(line.weak),
            ];
            table.push(number.to_string(), cells);
        }
        table
    }
}
