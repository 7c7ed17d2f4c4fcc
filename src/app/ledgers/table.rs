//! A ledger as a table: the columns of its file under their own headers, and what was counted of each row.

use super::answer::LedgerAnswer;
use super::ledger::Ledger;
use super::line::LedgerLine;
use crate::draw::{Cell, Column, Table};
use crate::model::{CanonicalColumn, CanonicalTable, Holds};

/// Columns that a page shows only where they are asked for.
const LESS: [&str; 9] = ["unit", "direction", "satisfied", "programme", "last_year", "rank", "of", "reason", "year"];

impl LedgerAnswer {
    /// The rows as a table; the heading of each leads to its form where the caller may change it.
    pub fn table(&self) -> Table {
        let ledger = self.of;
        let own: Vec<&CanonicalColumn> = ordered(ledger);
        let columns: Vec<Column> =
            own.iter().map(|column| headed(ledger, column)).chain(ledger.counted().iter().copied()).collect();
        let mut table = Table::new(ledger.kind().code(), ledger.title(), columns, ledger.empty());
        for line in &self.rows {
            let mut cells: Vec<Cell> = own.iter().map(|column| cell(ledger, line, column)).collect();
            cells.extend(line.counted.figures.iter().cloned());
            table.push(&line.key, cells);
        }
        table
    }
}

/// The columns of a file, what names a row to people first, ids last.
fn ordered(ledger: Ledger) -> Vec<&'static CanonicalColumn> {
    let mut columns: Vec<_> = CanonicalTable::of(ledger.kind()).columns.iter().collect();
    columns.sort_by_key(|column| (column.role.is_id(), column.name != ledger.heading()));
    columns
}

fn headed(ledger: Ledger, column: &CanonicalColumn) -> Column {
    let (name, word) = (column.name, column.zh[0]);
    let headed = match column.holds {
        Holds::Money => Column::money(name, word).exact(),
        Holds::Number | Holds::Count => Column::number(name, word, 0).exact(),
        _ => Column::text(name, word),
    };
    let less = column.role.is_id() || LESS.contains(&name) && !(ledger == Ledger::Nominations && name == "reason");
    if less { headed.hidden() } else { headed }
}

fn cell(ledger: Ledger, line: &LedgerLine, column: &CanonicalColumn) -> Cell {
    let (text, value) = (line.text(column.name), line.value(column.name));
    if column.name == ledger.heading() && line.edits {
        return Cell::to_row(text, ledger.kind().code(), &line.key);
    }
    match column.holds {
        _ if text.is_empty() => Cell::Absent,
        Holds::Money => value.parse().map_or_else(|_| Cell::text(text), Cell::Money),
        Holds::Number | Holds::Count => value.parse().map_or_else(|_| Cell::text(text), Cell::Number),
        _ if column.names_a_firm() => Cell::enterprise(text, value),
        _ if column.name == "project" => Cell::to_row(text, "projects", value),
        _ => Cell::text(text),
    }
}
