//! The score sheet of a chain on a page of its papers: its row as a column, and the squads that work for it.

use crate::app::dispatch::sheet::{SheetView, sheet_cell, sheet_column, sheet_words};
use crate::dispatch::{ScoreRows, SheetCells, SheetRow};
use crate::draw::{Cell, Column, Table};

/// What squads are told of.
const OF_SQUADS: [&str; 8] = ["trips", "days", "days_mean", "visits", "met", "signed", "amount", "duty"];

/// What the chain has, a line each, at the three times; what is nought at all of them is left out.
pub(super) fn row(row: Option<&SheetRow>) -> Table {
    let columns = [
        Column::text("what", "指标"),
        Column::count("now", "本期").exact(),
        Column::count("previous", "上期").exact(),
        Column::count("last_year", "上年同期").exact(),
    ];
    let mut table = Table::new("chain_sheet", "成绩单", columns, "这段时间没有可以计入的事。");
    let Some(row) = row else { return table };
    for column in SheetView::All.columns(ScoreRows::Chains) {
        let [now, before, last_year] =
            [&row.cells, &row.previous, &row.last_year].map(|cells| number(cells, column.key));
        if [now, before, last_year].iter().all(|number| number.is_none_or(|number| number == 0.0)) {
            continue;
        }
        let of = sheet_column(column);
        let mut cells = vec![Cell::text(of.head())];
        cells.extend([now, before, last_year].map(|number| sheet_cell(column, number).rounded(&of)));
        table.push(column.key, cells);
    }
    table
}

/// What of it is told in a sentence.
const HEADLINE: [&str; 4] = ["signed", "amount", "started", "invested"];

/// What was signed, started and invested, with what it was before; blank where there is nothing.
pub(super) fn headline(row: Option<&SheetRow>) -> String {
    let Some(row) = row else { return String::new() };
    let told = SheetView::All.columns(ScoreRows::Chains).filter(|column| HEADLINE.contains(&column.key));
    let told = told.filter_map(|column| {
        let (now, before) = (number(&row.cells, column.key)?, number(&row.previous, column.key));
        if now == 0.0 && before.is_none_or(|before| before == 0.0) {
            return None;
        }
        let words = sheet_words(column, Some(now));
        let before = before.map(|before| format!("（上期 {}）", sheet_words(column, Some(before)))).unwrap_or_default();
        Some(format!("{} {words}{before}", column.word))
    });
    told.collect::<Vec<_>>().join("，")
}

/// The squads, each with who went and what was signed.
pub(super) fn squads(rows: &[SheetRow]) -> Table {
    let asked: Vec<_> = SheetView::All.columns(ScoreRows::Squads).filter(|c| OF_SQUADS.contains(&c.key)).collect();
    let heads = asked.iter().map(|column| sheet_column(column));
    let columns: Vec<Column> = std::iter::once(Column::text("name", "招商队")).chain(heads).collect();
    let mut table = Table::new("chain_squads", "招商队", columns, "没有招商队派在这条链上。");
    for row in rows {
        let mut cells = vec![Cell::text(&row.name)];
        cells.extend(asked.iter().map(|column| sheet_cell(column, number(&row.cells, column.key))));
        table.push(&row.id, cells);
    }
    table
}

fn number(cells: &SheetCells, key: &str) -> Option<f64> {
    cells.iter().find(|(column, _)| column.key == key).and_then(|(_, number)| number)
}
