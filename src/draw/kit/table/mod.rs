//! A table: what people read as rows, made once. The answer gives typed columns and cells, in groups where it has them; the
//! query sorts, chooses columns and turns pages; the printers (terminal, CSV, JSON, workbook, paper, page) only write.
//!
//! Invariant: a number is rounded once, by its column, when its row comes in; no printer rounds.
//!
//! Invariant: **One table.** An answer that people read as rows makes one `draw::Table` (`…_table.rs` beside it in
//! `app`): columns with key, word, unit, rounding and sort, typed cells, groups, a key a row. A number is rounded
//! once, when its row comes in; `draw/kit/table` sorts, chooses columns and pages by a `TableQuery`, and prints the
//! same rows on a terminal, as CSV, JSON, sheet, paper and page. The document of a chain (`InvestmentMap`) is
//! pictures and such tables; `app/investment_map` only puts together what other questions answer. *Deliberately
//! absent:* a number worked out for one form of file.

mod arrange;
mod cell;
mod column;
mod csv;
mod json;
mod page;
mod paper;
#[cfg(test)]
mod printed_tests;
mod query;
pub(in crate::draw) mod row_height;
pub(in crate::draw) mod sheet;
mod terminal;
mod workbook;

pub use cell::{Cell, LinkTo, RowAt, percent};
pub use column::{Column, SortsBy};
pub use page::{PageCell, PageGroup, PageHead, PageRow, PageTable, PageTick};
pub use query::{ColumnChoice, TableQuery, TableQueryError};
pub use workbook::table_workbook;

pub(in crate::draw) use paper::{LaidRow, LaidTable, PAD, leading};
pub(in crate::draw) use workbook::printed;

/// Rows of typed cells under typed columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Stable English name, in JSON and in names of files.
    pub name: &'static str,
    /// Its heading, and the name of its sheet: at most 31 characters.
    pub title: &'static str,
    /// What must be known to read it.
    pub notes: Vec<String>,
    /// What stands there where there is no row.
    pub empty: &'static str,
    columns: Vec<Column>,
    /// The head of the column that names the groups, in files that have no headings inside a table.
    grouped_by: &'static str,
    groups: Vec<Group>,
    total: usize,
    /// Which of the tables behind a document it is.
    number: Option<usize>,
}

/// Rows under a heading of their own. A table without headings has one group without a title.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// Stable English name.
    pub key: &'static str,
    /// What stands beside each of its rows in a file.
    pub word: &'static str,
    /// Its heading.
    pub title: String,
    rows: Vec<Row>,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Tells it from every other row of its table, whatever becomes of the file.
    pub key: String,
    cells: Vec<Cell>,
    /// Whether it tells of other rows together.
    sums: bool,
}

impl Table {
    /// Its heading on paper: 附表2　目标企业.
    pub fn printed_heading(&self) -> String {
        self.number.map_or_else(|| self.title.to_owned(), |number| format!("附表{number}　{}", self.title))
    }

    /// The same as so many-th of the tables behind a document.
    #[must_use]
    pub fn numbered(self, number: usize) -> Self {
        Self { number: Some(number), ..self }
    }

    /// A table without rows.
    pub fn new(name: &'static str, title: &'static str, columns: impl Into<Vec<Column>>, empty: &'static str) -> Self {
        let (columns, notes, groups) = (columns.into(), Vec::new(), Vec::new());
        Self { name, title, notes, empty, columns, grouped_by: "", groups, total: 0, number: None }
    }

    /// A table whose rows stand in groups; `by` heads the column of the groups' words in files.
    pub fn grouped(self, by: &'static str) -> Self {
        Self { grouped_by: by, ..self }
    }

    /// The table with what must be known to read it.
    pub fn noted(self, notes: Vec<String>) -> Self {
        Self { notes, ..self }
    }

    /// Begins a group: rows pushed from here on stand in it.
    pub fn begin(&mut self, key: &'static str, word: &'static str, title: impl Into<String>) {
        self.groups.push(Group { key, word, title: title.into(), rows: Vec::new() });
    }

    /// Adds a row, a cell a column.
    pub fn push(&mut self, key: impl Into<String>, cells: Vec<Cell>) {
        self.add(key.into(), cells, false);
    }

    /// Adds a row that tells of those above it together.
    pub fn push_sum(&mut self, key: impl Into<String>, cells: Vec<Cell>) {
        self.add(key.into(), cells, true);
    }

    fn add(&mut self, key: String, cells: Vec<Cell>, sums: bool) {
        debug_assert_eq!(cells.len(), self.columns.len(), "a cell a column");
        let cells = cells.into_iter().zip(&self.columns).map(|(cell, column)| cell.rounded(column)).collect();
        if self.groups.is_empty() {
            self.groups.push(Group::default());
        }
        if let Some(group) = self.groups.last_mut() {
            group.rows.push(Row { key, cells, sums });
            self.total += 1;
        }
    }

    /// The columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The groups, one where the table has none.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Rows of all groups.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    /// How many rows there are here.
    pub fn len(&self) -> usize {
        self.groups.iter().map(|group| group.rows.len()).sum()
    }

    /// Whether there is no row here.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many rows there are on all pages.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Whether groups are told in a column of files.
    fn tells_groups(&self) -> bool {
        !self.grouped_by.is_empty()
    }

    /// The heads of a file's columns: the groups, then the columns.
    fn file_heads(&self) -> Vec<String> {
        let groups = self.tells_groups().then(|| self.grouped_by.to_owned());
        groups.into_iter().chain(self.columns.iter().map(Column::head)).collect()
    }
}

impl Group {
    /// Its rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

impl Row {
    /// What people read in it.
    pub fn words(&self, columns: &[Column]) -> Vec<String> {
        self.cells.iter().zip(columns).map(|(cell, column)| cell.words(column)).collect()
    }
}
