//! What a cell of a sheet was counted from.

use super::facts_told::FactsAnswer;
use super::score::ScoreQuestion;
use super::time::SheetTime;
use crate::access::{Right, Scope};
use crate::app::dispatch::asked::{home, period, window};
use crate::app::{AppError, Desk};
use crate::dispatch::{CellFinder, CityMoment};
use crate::model::Day;

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
        let files = at.evidence_counts().await?;
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
            facts: super::facts_told::told((at.graph(), &work), column.key, &facts, &files),
        })
    }
}
