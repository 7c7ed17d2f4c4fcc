//! A list as somebody keeps it, and as a file of each format.

mod book;
mod json;
mod text;

pub use text::traditional;

use crate::support::{Area, BookFormat, Cell, Grid, Lots};

/// A list: titles, a header of one row or two, rows, and what stands below.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// The name of its file and of its sheet.
    pub name: &'static str,
    pub titles: Vec<String>,
    /// Every cell of the header says what it belongs to, also where it is merged.
    pub header: Vec<Vec<String>>,
    pub rows: Vec<Vec<Cell>>,
    pub footers: Vec<Vec<Cell>>,
    /// Areas that are one cell, by rows from the first below the header on; all their cells hold what the first one shows.
    pub merged: Vec<Area>,
    /// Rows, from the first below the header on, and columns that nobody sees.
    pub hidden_rows: Vec<usize>,
    pub hidden_columns: Vec<usize>,
    pub since_1904: bool,
    /// A further sheet.
    pub beside: Option<Grid>,
}

/// A file.
#[derive(Debug, Default)]
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
    /// The numbers of the rows below the header, those at the foot too.
    pub rows: Vec<u64>,
    /// What should be told of how it is read.
    pub told: Vec<Vec<String>>,
    /// What it is told by where it fails: its format, its encoding.
    pub bears: Vec<&'static str>,
}

/// What a list is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    Book(BookFormat),
    Json,
    JsonLines,
}

impl File {
    /// How a row below the header is named; they count from 0.
    pub fn row(&self, at: usize) -> String {
        format!(" 第 {} 行", self.rows[at])
    }
}

impl Format {
    /// Any of them.
    pub fn any(lots: &mut Lots) -> Self {
        match lots.below(12) {
            0..4 => Self::Text,
            4..6 => Self::Book(BookFormat::Xlsx),
            6 | 7 => Self::Book(BookFormat::Ods),
            8 => Self::Book(BookFormat::Xls),
            9 => Self::Book(BookFormat::Xlsb),
            10 => Self::Json,
            _ => Self::JsonLines,
        }
    }

    pub fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::JsonLines)
    }

    pub fn is_book(self) -> bool {
        matches!(self, Self::Book(_))
    }

    /// Whether a formula may stand in it that was never computed.
    pub fn holds_uncomputed(self) -> bool {
        matches!(self, Self::Book(BookFormat::Xlsx | BookFormat::Ods))
    }
}

impl Kept {
    /// A list of a header of one row, and rows.
    pub fn plain(name: &'static str, header: &[&str]) -> Self {
        let header = vec![header.iter().map(|name| (*name).to_owned()).collect()];
        Self { name, header, ..Self::default() }
    }

    /// The list as a file.
    pub fn written(&self, format: Format, lots: &mut Lots) -> File {
        match format {
            Format::Text => text::file(self, lots),
            Format::Book(format) => book::file(self, format),
            Format::Json => json::file(self, false, lots),
            Format::JsonLines => json::file(self, true, lots),
        }
    }

    /// How many rows stand above the first below the header.
    fn above(&self) -> usize {
        self.titles.len() + self.header.len()
    }

    /// The numbers of the rows below the header, where so many lines stand above the list.
    fn numbers(&self, lines: usize) -> Vec<u64> {
        let first = (lines + self.above() + 1) as u64;
        (first..).take(self.rows.len() + self.footers.len()).collect()
    }

    /// Titles, header, rows and footers; what is merged stands in the first cell of its area alone.
    fn lines(&self) -> Vec<Vec<Cell>> {
        let mut lines: Vec<Vec<Cell>> = self.titles.iter().map(|title| vec![Cell::text(title)]).collect();
        lines.extend(self.header().into_iter().map(|names| names.into_iter().map(Cell::text).collect()));
        let mut rows = self.rows.clone();
        for (from, to) in &self.merged {
            let cells = (from.0..=to.0).flat_map(|row| (from.1..=to.1).map(move |column| (row, column)));
            cells.filter(|at| at != from).for_each(|(row, column)| rows[row][column] = Cell::text(""));
        }
        lines.extend(rows);
        lines.extend(self.footers.iter().cloned());
        lines
    }

    /// The rows of the header as they are written: a name stands once, in the first of them.
    fn header(&self) -> Vec<Vec<String>> {
        let mut written = self.header.clone();
        if let [groups, names] = written.as_mut_slice() {
            for at in (0..names.len()).rev() {
                if groups[at] == names[at] {
                    names[at].clear();
                } else if at > 0 && groups[at] == groups[at - 1] {
                    groups[at].clear();
                }
            }
        }
        written
    }
}
