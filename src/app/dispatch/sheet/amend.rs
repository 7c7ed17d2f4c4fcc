//! Amending a frozen sheet: what is known now at the same cut-off, and what moved each cell that differs.

use super::cells_moved::{CellMoved, SheetMoved};
use super::freeze::kept;
use super::moved::{Moving, SheetSide};
use super::score::ScoreAnswer;
use super::time::SheetTime;
use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, KnownAt};
use crate::dispatch::{SheetCells, SheetTotal};
use crate::graph::number::for_order;
use crate::model::SheetDeed;
use crate::store::StoreError;

impl Desk {
    /// Amends a frozen sheet, by its number: gives the number of the amendment.
    ///
    /// # Errors
    /// The caller may not, there is no such sheet, nothing moved, or somebody else amended it meanwhile.
    pub async fn amend_sheet(&self, sheet: &str, who: Option<&str>) -> Result<usize, AppError> {
        let at = self.may(Right::Freeze, Scope::City)?;
        if self.known_at().is_some() {
            return Err(AppError::BadRequest("修订总是按现在所知的重算；请不写“当时所知”".into()));
        }
        let frozen = at.frozen(sheet).await?;
        let question = frozen.question()?;
        let (before, after) = (frozen.latest(), self.score(&question).await?);
        let mut cells = differing(before, &after);
        if cells.is_empty() {
            let told = "按现在所知的重算，每一格都和原来一样，不必修订".to_owned();
            return Err(AppError::BadRequest(told));
        }
        let then = self.as_known_at(KnownAt::Number(before.known_at)).await?;
        let sides = [SheetSide::of(&then, &question).await?, SheetSide::of(self, &question).await?];
        let mut moving = Moving::since(&at, before.known_at).await?;
        moving.moved(&sides, after.kind, &mut cells);
        let moved = SheetMoved { cells, rows: moving.used() };
        let mut row = kept(&after, &question.presets, question.formula.as_deref())?;
        row.moved = serde_json::to_string(&moved).map_err(|error| AppError::Internal(error.to_string()))?;
        let number = frozen.amendments.len() + 1;
        let told = format!("{} {number}", frozen.key.told());
        match at.keep_sheet((SheetDeed::Amend, told), frozen.key.row(number), &row, who).await {
            Err(AppError::Store(StoreError::Conflict(_))) => {
                Err(AppError::BadRequest(format!("第 {number} 次修订刚由别人做了；请重新打开看一看")))
            }
            done => done.map(|_| number),
        }
    }
}

/// The cells that differ, without what moved them.
fn differing(before: &ScoreAnswer, after: &ScoreAnswer) -> Vec<CellMoved> {
    let mut cells = Vec::new();
    let mut ids: Vec<&str> = before.rows.iter().chain(&after.rows).map(|row| &*row.id).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let [old, new] = [before, after].map(|sheet| sheet.rows.iter().find(|row| row.id == id));
        let name = new.or(old).map_or(id, |row| &row.name);
        for time in SheetTime::ALL {
            let of = |row: &'_ crate::dispatch::SheetRow| -> SheetCells { time.of_row(row).clone() };
            let pair = (old.map(of), new.map(of));
            compared((Some(id), name, *time), (pair.0.as_ref(), pair.1.as_ref()), &mut cells);
        }
    }
    for time in SheetTime::ALL {
        let of = |total: &SheetTotal| -> SheetCells { time.of(total).clone() };
        compared((None, "合计", *time), (Some(&of(&before.total)), Some(&of(&after.total))), &mut cells);
    }
    cells
}

fn compared(
    (row, name, time): (Option<&str>, &str, SheetTime),
    (old, new): (Option<&SheetCells>, Option<&SheetCells>),
    cells: &mut Vec<CellMoved>,
) {
    let Some(any) = new.or(old) else { return };
    let numbers = |cells: Option<&SheetCells>| -> Vec<Option<f64>> {
        cells.map_or_else(|| any.iter().map(|_| None).collect(), |cells| cells.iter().map(|(_, n)| n).collect())
    };
    for (((column, _), before), after) in any.iter().zip(numbers(old)).zip(numbers(new)) {
        if before.map(for_order) != after.map(for_order) {
            cells.push(CellMoved {
                row: row.map(str::to_owned),
                name: name.to_owned(),
                time: time.code().to_owned(),
                column: column.key.to_owned(),
                before,
                after,
                rows: Vec::new(),
            });
        }
    }
}
