//! The score sheet (成绩单): a row each, now, before and a year ago, and all rows together.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::cells::{CellNumbers, Scorer};
use super::formula::PointsFormula;
use super::moment::CityMoment;
use super::notices::{DispatchNotice, notices};
use super::points::{RowPoints, by_rank, points};
use super::problems::{NamedProblem, problems};
use super::selection::{Selection, rows, together};
use super::sheet_columns::{ScoreRows, SheetColumn};

/// The cells of a row, as the columns of its sheet stand.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetCells {
    rows: ScoreRows,
    numbers: CellNumbers,
}

/// The same things at three times.
#[derive(Debug, Clone, PartialEq, serde::Serialize, schemars::JsonSchema)]
pub struct SheetTotal {
    /// In the period.
    pub cells: SheetCells,
    /// In the one before.
    pub previous: SheetCells,
    /// A year ago.
    pub last_year: SheetCells,
}

/// A row's id and name, and what it has.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoredRow {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What it has.
    pub has: SheetTotal,
    /// Its points, where a formula is given.
    pub scored: RowPoints,
}

/// A row as JSON has it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, schemars::JsonSchema)]
pub struct SheetRow {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// In the period.
    pub cells: SheetCells,
    /// In the one before.
    pub previous: SheetCells,
    /// A year ago.
    pub last_year: SheetCells,
    /// 0–100; none without a formula, or where nothing that weighs is known.
    pub points: Option<f64>,
    /// From 1.
    pub rank: Option<usize>,
    /// Columns of the formula that are not known of the row.
    pub unknown: Vec<String>,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// By rank where a formula is given, then by id.
    pub rows: Vec<SheetRow>,
    /// All rows together.
    pub total: SheetTotal,
    /// Of all that is seen of the city.
    pub problems: Vec<NamedProblem>,
    /// Of all that is seen of the city.
    pub notices: Vec<DispatchNotice>,
}

/// The sheet of a kind of rows at a moment.
pub fn sheet(
    moment: &CityMoment<'_>,
    home: crate::model::Adcode,
    kind: ScoreRows,
    formula: Option<&PointsFormula>,
) -> Sheet {
    let (seen, presets, window) = ((moment.city, moment.part), moment.presets, moment.window);
    let before = CityMoment::new(seen, presets, window.previous(), home);
    let year_ago = CityMoment::new(seen, presets, window.last_year(), home);
    let scorers = [moment, &before, &year_ago].map(Scorer::new);
    let worked = |has: &Selection| {
        let [cells, previous, last_year] =
            scorers.each_ref().map(|scorer| SheetCells { rows: kind, numbers: scorer.cells(kind, has) });
        SheetTotal { cells, previous, last_year }
    };
    let chosen = rows(seen, kind);
    let total = worked(&together(&chosen));
    let mut found: Vec<ScoredRow> = chosen
        .into_iter()
        .map(|row| ScoredRow { has: worked(&row.has), id: row.id, name: row.name, scored: RowPoints::default() })
        .collect();
    if let Some(formula) = formula {
        found = scored(found, formula);
    }
    let rows = found.into_iter().map(SheetRow::from).collect();
    Sheet { rows, total, problems: problems(moment), notices: notices(moment) }
}

fn scored(rows: Vec<ScoredRow>, formula: &PointsFormula) -> Vec<ScoredRow> {
    let numbers: Vec<&CellNumbers> = rows.iter().map(|row| &row.has.cells.numbers).collect();
    let all = points(formula, &numbers);
    let order = by_rank(&all);
    let mut placed: Vec<Option<ScoredRow>> =
        rows.into_iter().zip(all).map(|(row, scored)| Some(ScoredRow { scored, ..row })).collect();
    order.into_iter().filter_map(|at| placed[at].take()).collect()
}

impl From<ScoredRow> for SheetRow {
    fn from(row: ScoredRow) -> Self {
        let SheetTotal { cells, previous, last_year } = row.has;
        let RowPoints { points, rank, unknown } = row.scored;
        Self { id: row.id, name: row.name, cells, previous, last_year, points, rank, unknown }
    }
}

impl SheetCells {
    /// These numbers under the columns of a kind of rows.
    pub fn new(rows: ScoreRows, numbers: CellNumbers) -> Self {
        Self { rows, numbers }
    }

    /// Every column with its number; none where there is nothing to divide by.
    pub fn iter(&self) -> impl Iterator<Item = (&'static SheetColumn, Option<f64>)> + '_ {
        let columns = self.rows.columns().iter().flat_map(|group| group.iter());
        columns.zip(self.numbers.iter().copied())
    }
}

impl schemars::JsonSchema for SheetCells {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SheetCells".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "object", "additionalProperties": { "type": ["number", "null"] } })
    }
}

impl Serialize for SheetCells {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.numbers.len()))?;
        for (column, number) in self.iter() {
            map.serialize_entry(column.key, &number)?;
        }
        map.end()
    }
}
