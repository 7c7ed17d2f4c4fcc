//! The score sheet as people read it: the period, the one before and the same a year ago, one under another.

use super::score::ScoreAnswer;
use crate::dispatch::{SheetCells, SheetColumn, SheetTotal, SheetUnit};
use crate::draw::{Cell, Column, Table};

/// The three times a sheet tells of: key, word, and where it stands in a row.
type Time = (&'static str, &'static str, fn(&SheetTotal) -> &SheetCells);

const TIMES: [Time; 3] = [
    ("now", "本期", |has| &has.cells),
    ("previous", "上期", |has| &has.previous),
    ("last_year", "上年同期", |has| &has.last_year),
];

/// The key of the row of all rows together.
const ALL: &str = "total";

impl ScoreAnswer {
    /// The sheet as a table.
    pub fn table(&self) -> Table {
        let ranked = self.rows.iter().any(|row| row.points.is_some() || !row.unknown.is_empty());
        let mut columns = vec![Column::text("id", "编号"), Column::text("name", self.kind.zh())];
        if ranked {
            columns.extend([Column::count("rank", "名次"), Column::number("points", "得分", 2)]);
        }
        columns.extend(self.total.cells.iter().map(|(column, _)| column_of(column)));
        let empty = "还没有可以列的行：先导入招商队、招商员、产业链或项目。";
        let mut table = Table::new("score", "成绩单", columns, empty).grouped("时段");
        for (key, word, of) in TIMES {
            table.begin(key, word, word);
            for row in &self.rows {
                let has = SheetTotal {
                    cells: row.cells.clone(),
                    previous: row.previous.clone(),
                    last_year: row.last_year.clone(),
                };
                let mut cells = vec![Cell::text(&row.id), Cell::text(&row.name)];
                if ranked {
                    let now = key == "now";
                    let rank = row.rank.filter(|_| now).map_or(Cell::Absent, Cell::count);
                    cells.extend([rank, Cell::some(row.points.filter(|_| now))]);
                }
                cells.extend(of(&has).iter().map(|(column, number)| cell(column, number)));
                table.push(format!("{key}/{}", row.id), cells);
            }
            let mut cells = vec![Cell::text(""), Cell::text("合计")];
            if ranked {
                cells.extend([Cell::Absent, Cell::Absent]);
            }
            cells.extend(of(&self.total).iter().map(|(column, number)| cell(column, number)));
            table.push(format!("{key}/{ALL}/"), cells);
        }
        table
    }
}

fn column_of(column: &SheetColumn) -> Column {
    match column.unit {
        SheetUnit::Things => Column::count(column.key, column.word),
        SheetUnit::Days => Column::number(column.key, column.word, 2),
        SheetUnit::Money => Column::money(column.key, column.word).exact(),
        SheetUnit::Share => Column::share(column.key, column.word, 1),
    }
}

fn cell(column: &SheetColumn, number: Option<f64>) -> Cell {
    match (column.unit, number) {
        (_, None) => Cell::Absent,
        (SheetUnit::Money, Some(number)) => Cell::Money(number),
        (SheetUnit::Share, Some(number)) => Cell::share(number),
        (_, Some(number)) => Cell::Number(number),
    }
}
