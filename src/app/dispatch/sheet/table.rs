//! The score sheet as people read it: the period, the one before and the same a year ago, one under another.

use super::part::SheetView;
use super::score::ScoreAnswer;
use super::time::SheetTime;
use crate::dispatch::{SheetCells, SheetColumn, SheetRow, SheetUnit};
use crate::draw::{Cell, Column, LinkTo, RowAt, Table};

/// The table of a sheet, and what its cells lead to.
pub const SHEET: &str = "score";
/// The key of the row of all rows together.
pub const ALL: &str = "total";

impl ScoreAnswer {
    /// The whole sheet as a table.
    pub fn table(&self) -> Table {
        self.table_of(SheetView::All, true)
    }

    /// Some columns of the sheet as a table; what all rows have together is told of every time, each row of the period alone,
    /// or of every time too. Each number leads to what it was counted from.
    pub fn table_of(&self, part: SheetView, compared: bool) -> Table {
        let ranked = self.rows.iter().any(|row| row.points.is_some() || !row.unknown.is_empty());
        let mut columns = vec![Column::text("id", "编号").hidden(), Column::text("name", self.kind.zh())];
        if ranked {
            columns.extend([Column::count("rank", "名次"), Column::number("points", "得分", 2)]);
        }
        columns.extend(part.columns(self.kind).map(column_of));
        let empty = "还没有可以列的行：先导入招商队、招商员、产业链或项目。";
        let mut table = Table::new(SHEET, "成绩单", columns, empty).grouped("时段");
        for time in SheetTime::ALL {
            let (now, key) = (*time == SheetTime::Now, time.code());
            table.begin(key, time.zh(), time.zh());
            for row in self.rows.iter().filter(|_| now || compared) {
                let scored = ranked.then_some((row.rank.filter(|_| now), row.points.filter(|_| now)));
                let numbers = time.of_row(row).iter().filter(|(column, _)| part.has(column.key));
                let cells = row_cells((&row.id, &row.name), scored, numbers, |column| cell_key(key, &row.id, column));
                table.push(format!("{key}/{}", row.id), cells);
            }
            let numbers = time.of(&self.total).iter().filter(|(column, _)| part.has(column.key));
            let cells =
                row_cells(("", "合计"), ranked.then_some((None, None)), numbers, |column| cell_key(key, "", column));
            table.push_sum(format!("{key}/{ALL}/"), cells);
        }
        table
    }
}

impl ScoreAnswer {
    /// Columns of one time as a table without ids; below the rows of the period, what all had together before and a year ago. Of
    /// what is not read out, rows with nothing in them are left out, and counted in a note.
    pub fn on_paper(&self, title: &'static str, part: SheetView, time: SheetTime) -> Table {
        let now = time == SheetTime::Now;
        let read_out = now && part == SheetView::Key;
        let ranked = now && part == SheetView::Key && self.rows.iter().any(|row| row.points.is_some());
        let mut columns = vec![Column::text("name", self.kind.zh())];
        if ranked {
            columns.extend([Column::count("rank", "名次"), Column::number("points", "得分", 2)]);
        }
        columns.extend(part.columns(self.kind).map(column_of));
        let mut table = Table::new("sheet", title, columns, "没有可以列的行。");
        let of = |cells: &SheetCells| -> Vec<Cell> {
            cells.iter().filter(|(column, _)| part.has(column.key)).map(|(column, n)| cell(column, n)).collect()
        };
        let has = |row: &&SheetRow| {
            let mut own = time.of_row(row).iter().filter(|(column, _)| part.has(column.key));
            read_out || own.any(|(_, number)| number.is_some_and(|number| number != 0.0))
        };
        for row in self.rows.iter().filter(has) {
            let mut cells = vec![Cell::text(&row.name)];
            if ranked {
                cells.extend([row.rank.map_or(Cell::Absent, Cell::count), Cell::some(row.points)]);
            }
            cells.extend(of(time.of_row(row)));
            table.push(&row.id, cells);
        }
        let totals = SheetTime::ALL.iter().filter(|one| now || **one == time);
        for one in totals {
            let name = if *one == time { "合计".to_owned() } else { format!("{}合计", one.zh()) };
            let mut cells = vec![Cell::text(name)];
            cells.extend(std::iter::repeat_n(Cell::Absent, if ranked { 2 } else { 0 }));
            cells.extend(of(one.of(&self.total)));
            table.push_sum(format!("{ALL}/{}", one.code()), cells);
        }
        let left = self.rows.iter().filter(|row| !has(row)).count();
        match left {
            0 => table,
            _ => table.noted(vec![format!("另有 {left} 个{}各列都是 0 或没有，不列。", self.kind.zh())]),
        }
    }
}

/// What a cell is known by: its time, its column and its row, of all rows together a blank one.
fn cell_key(time: &str, row: &str, column: &str) -> String {
    format!("{time}/{column}/{row}")
}

fn row_cells(
    (id, name): (&str, &str),
    scored: Option<(Option<usize>, Option<f64>)>,
    numbers: impl Iterator<Item = (&'static SheetColumn, Option<f64>)>,
    key: impl Fn(&str) -> String,
) -> Vec<Cell> {
    let mut cells = vec![Cell::text(id), Cell::text(name)];
    if let Some((rank, points)) = scored {
        cells.extend([rank.map_or(Cell::Absent, Cell::count), Cell::some(points)]);
    }
    let to = |column: &SheetColumn| LinkTo::Row(RowAt { table: SHEET, key: key(column.key) });
    cells.extend(numbers.map(|(column, number)| cell(column, number).opening(to(column))));
    cells
}

/// A column of a sheet as one of a table.
pub fn column_of(column: &SheetColumn) -> Column {
    match column.unit {
        SheetUnit::Things => Column::count(column.key, column.word),
        SheetUnit::Days => Column::number(column.key, column.word, 1),
        SheetUnit::Mean => Column::number(column.key, column.word, 2),
        SheetUnit::Money => Column::money(column.key, column.word).exact(),
        SheetUnit::Share => Column::share(column.key, column.word, 1),
    }
}

/// A number of a column.
pub fn cell(column: &SheetColumn, number: Option<f64>) -> Cell {
    match (column.unit, number) {
        (_, None) => Cell::Absent,
        (SheetUnit::Money, Some(number)) => Cell::Money(number),
        (SheetUnit::Share, Some(number)) => Cell::share(number),
        (_, Some(number)) => Cell::Number(number),
    }
}

/// A number of a column as people read it by itself, with its unit.
pub fn words(column: &SheetColumn, number: Option<f64>) -> String {
    let of = column_of(column);
    // A sum of nothing is a negative nought.
    let words = cell(column, number.map(|number| number + 0.0)).words(&of);
    if number.is_some() { format!("{words}{}", of.unit) } else { words }
}
