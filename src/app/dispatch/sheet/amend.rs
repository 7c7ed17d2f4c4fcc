//! Amending a frozen sheet: what is known now at the same cut-off, and what moved each cell that differs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::facts::SheetTime;
use super::freeze::kept;
use super::moved::{Moment, Moving};
use super::score::ScoreAnswer;
use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, KnownAt};
use crate::dispatch::{SheetCells, SheetTotal};
use crate::draw::{Cell, Column, Table};
use crate::graph::number::for_order;
use crate::model::SheetDeed;
use crate::store::StoreError;

/// What an amendment changes against the sheet before.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SheetMoved {
    /// By row, time and column.
    pub cells: Vec<CellMoved>,
    /// What was written since and moved a cell; cells name them by their place here.
    pub rows: Vec<MovedRow>,
}

/// A cell that differs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CellMoved {
    /// Id of its row; none: of all rows together.
    pub row: Option<String>,
    /// Name of its row.
    pub name: String,
    /// now, previous or last_year.
    pub time: String,
    /// Key of its column.
    pub column: String,
    /// What it said; none where it said nothing.
    pub before: Option<f64>,
    /// What it says.
    pub after: Option<f64>,
    /// Places in the rows that moved it.
    pub rows: Vec<usize>,
}

/// A row that was written since.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MovedRow {
    /// Its canonical file.
    pub table: String,
    /// The same as people call it.
    pub table_name: String,
    /// What it is known by there.
    pub key: String,
    /// The journal number that wrote it.
    pub journal: u64,
    /// Who wrote it, as the journal calls them.
    pub who: String,
    /// RFC 3339, Asia/Shanghai.
    pub when: String,
    /// By what: an import with its files, a change in place, an undo.
    pub by: String,
}

impl Desk {
    /// Amends a frozen sheet, by its number: gives the number of the amendment.
    ///
    /// # Errors
    /// The caller may not, there is no such sheet, nothing moved, or somebody else amended it meanwhile.
    pub async fn amend_sheet(&self, sheet: u64, who: Option<&str>) -> Result<usize, AppError> {
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
        let sides = [Moment::of(&then, &question).await?, Moment::of(self, &question).await?];
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

impl SheetMoved {
    /// The cells that differ, as a table.
    pub fn table(&self, kind: crate::dispatch::ScoreRows) -> Table {
        let columns = [
            Column::text("name", kind.zh()),
            Column::text("time", "时段"),
            Column::text("column", "列"),
            Column::text("before", "原来"),
            Column::text("after", "现在"),
            Column::sentences("rows", "因为"),
        ];
        let mut table = Table::new("moved", "修订内容", columns, "没有不同的格。");
        for cell in &self.cells {
            let Some(column) = kind.column(&cell.column) else { continue };
            let told = |number: Option<f64>| super::table::words(column, number);
            let time = SheetTime::read(&cell.time).map_or("", SheetTime::zh);
            let because: Vec<String> =
                cell.rows.iter().filter_map(|at| self.rows.get(*at)).map(MovedRow::told).collect();
            let cells = vec![
                Cell::text(&cell.name),
                Cell::text(time),
                Cell::text(column.word),
                Cell::text(told(cell.before)),
                Cell::text(told(cell.after)),
                Cell::text(because.join("；")),
            ];
            let row = cell.row.as_deref().unwrap_or_default();
            table.push(format!("{row} {} {}", cell.time, cell.column), cells);
        }
        table
    }
}

impl MovedRow {
    /// What was written, by whom and when.
    pub fn told(&self) -> String {
        let day = self.when.get(..10).unwrap_or(&self.when);
        format!("{} {}（{day} {}，{}）", self.table_name, self.key, self.who, self.by)
    }
}
