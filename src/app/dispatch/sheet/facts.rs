//! What a cell of a sheet was counted from.

use schemars::JsonSchema;
use serde::Serialize;

use super::score::ScoreQuestion;
use crate::access::{Right, Scope};
use crate::app::dispatch::asked::{home, period, window};
use crate::app::{AppError, Desk};
use crate::dispatch::{CellFinder, CityMoment, SheetCells, SheetRow, SheetTotal, SheetWindow};
use crate::model::Day;

/// Which of the three times a sheet tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetTime {
    /// The period.
    Now,
    /// The one before.
    Previous,
    /// The same a year ago.
    LastYear,
}

impl SheetTime {
    /// All of them, in the order in which they are told.
    pub const ALL: &[Self] = &[Self::Now, Self::Previous, Self::LastYear];

    /// In addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Previous => "previous",
            Self::LastYear => "last_year",
        }
    }

    /// As people read it.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Now => "本期",
            Self::Previous => "上期",
            Self::LastYear => "上年同期",
        }
    }

    /// The time of that code.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|time| time.code() == code)
    }

    /// The cells of that time.
    pub fn of(self, has: &SheetTotal) -> &SheetCells {
        match self {
            Self::Now => &has.cells,
            Self::Previous => &has.previous,
            Self::LastYear => &has.last_year,
        }
    }

    /// The same of a row.
    pub fn of_row(self, row: &SheetRow) -> &SheetCells {
        match self {
            Self::Now => &row.cells,
            Self::Previous => &row.previous,
            Self::LastYear => &row.last_year,
        }
    }

    /// The days of that time.
    pub fn window(self, window: SheetWindow) -> SheetWindow {
        match self {
            Self::Now => window,
            Self::Previous => window.previous(),
            Self::LastYear => window.last_year(),
        }
    }
}

/// Which cell is asked about.
#[derive(Debug, Clone)]
pub struct FactsAsked {
    /// The sheet it is on.
    pub sheet: ScoreQuestion,
    /// Id of its row; none: all rows together.
    pub row: Option<String>,
    /// Key of its column.
    pub column: String,
    /// Of which time.
    pub time: SheetTime,
}

/// What a cell was counted from.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FactsAnswer {
    /// Id of its row; none: all rows together.
    pub row: Option<String>,
    /// Name of its row.
    pub name: String,
    /// Key of its column.
    pub column: String,
    /// What its column is called.
    pub column_name: String,
    /// now, previous or last_year.
    pub time: &'static str,
    /// The same as people read it.
    pub time_name: &'static str,
    /// The first day of its time.
    pub from: Day,
    /// The last, cut at the cut-off.
    pub to: Day,
    /// The number.
    pub number: Option<f64>,
    /// The same as people read it.
    pub told: String,
    /// What it was counted from.
    pub facts: Vec<FactTold>,
}

/// Something that a cell was counted from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct FactTold {
    /// Its canonical file.
    pub table: String,
    /// The same as people call it.
    pub table_name: String,
    /// What it is known by there.
    pub id: String,
    /// What it is.
    pub what: String,
    /// Id of the enterprise it is about.
    pub enterprise: Option<String>,
    /// Name of that enterprise.
    pub enterprise_name: String,
    /// Its day.
    pub day: Option<Day>,
    /// Who did it, or answers for it.
    pub who: String,
    /// What it says to the cell.
    pub says: String,
    /// 万元, where that is known.
    pub amount: Option<f64>,
}

impl Desk {
    /// What a cell of a score sheet was counted from: as much of it as the caller sees, which is as much as the cell counts.
    ///
    /// # Errors
    /// As of the sheet; or it has no such row or column.
    pub async fn score_facts(&self, asked: &FactsAsked) -> Result<FactsAnswer, AppError> {
        let at = self.may(Right::SeeDispatch, Scope::Somewhere)?;
        let sheet = &asked.sheet;
        let missing = |what, text: &str| AppError::NotFound { what, text: text.to_owned(), near: Vec::new() };
        let column = sheet.rows.column(&asked.column).ok_or_else(|| missing("成绩单的列", &asked.column))?;
        let answer = self.score(sheet).await?;
        let row = asked.row.as_deref().map(|id| {
            let found = answer.rows.iter().find(|row| row.id == id);
            found.ok_or_else(|| missing(sheet.rows.zh(), id))
        });
        let row = row.transpose()?;
        let cells = row.map_or_else(|| asked.time.of(&answer.total), |row| asked.time.of_row(row));
        let number = cells.iter().find(|(known, _)| known.key == column.key).and_then(|(_, number)| number);
        let work = at.city_work().await?;
        let part = at.part_of(&work);
        let home = home(at.graph(), &work, sheet.home.as_deref())?;
        let window = asked.time.window(window(period(&sheet.period)?, sheet.cut_off, at.today())?);
        let moment = CityMoment::new((&work, &part), &sheet.presets, window, home);
        let found = CellFinder::new(&moment, sheet.rows).of(asked.row.as_deref(), column.key);
        let facts = found.ok_or_else(|| missing("成绩单的列", &asked.column))?;
        Ok(FactsAnswer {
            row: asked.row.clone(),
            name: row.map_or_else(|| "合计".to_owned(), |row| row.name.clone()),
            column: column.key.to_owned(),
            column_name: column.word.to_owned(),
            time: asked.time.code(),
            time_name: asked.time.zh(),
            from: Day::of_number(window.from),
            to: Day::of_number(window.last()),
            number,
            told: super::table::words(column, number),
            facts: super::facts_told::told(at.graph(), &work, column.key, &facts),
        })
    }
}
