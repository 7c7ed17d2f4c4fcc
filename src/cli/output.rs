//! Printing answers: tables for people, JSON and CSV for programs.

use std::io::Write;

use clap::ValueEnum;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::normalize::formula::guarded;

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub enum Format {
    /// 对齐的表格
    #[default]
    Table,
    Json,
    Csv,
}

/// Writes to standard output; a reader that went away ends the command quietly.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Writes to standard error, and cannot fail.
pub fn to_stderr(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Prints JSON.
pub fn print_json(value: &impl Serialize) -> anyhow::Result<()> {
    print(&(serde_json::to_string_pretty(value)? + "\n"))
}

/// A table: a header and rows of texts.
#[derive(Debug, Clone, Default)]
pub struct Table {
    header: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these columns.
    pub fn new(header: &[&'static str]) -> Self {
        Self { header: header.to_vec(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Prints it aligned, or as CSV with a BOM so that Excel reads it.
    pub fn print(&self, csv: bool) -> anyhow::Result<()> {
        print(&if csv { self.csv()? } else { self.aligned() })
    }

    fn csv(&self) -> anyhow::Result<String> {
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(&self.header)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| guarded(cell)))?;
        }
        Ok(String::from_utf8(writer.into_inner()?)?)
    }

    fn aligned(&self) -> String {
        let cells =
            || std::iter::once(self.header.iter().map(|h| (*h).to_owned()).collect()).chain(self.rows.iter().cloned());
        let mut widths = vec![0; self.header.len()];
        for row in cells() {
            let row: Vec<String> = row;
            row.iter().zip(&mut widths).for_each(|(cell, width)| *width = (*width).max(cell.width()));
        }
        let mut text = String::new();
        for row in cells() {
            let line: String = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| format!("{cell}{}  ", " ".repeat(width - cell.width())))
                .collect();
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// A share as a percentage, or 未知.
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(unknown, |share| format!("{:.1}%", share * 100.0))
}

/// A number with two decimals, or a dash where there is none.
pub fn two_decimals(number: Option<f64>) -> String {
    let written = number.map_or_else(|| "—".into(), |number| format!("{number:.2}"));
    if written == "-0.00" { "0.00".into() } else { written }
}

/// What is not known.
pub fn unknown() -> String {
    "未知".into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_two_columns() {
        let mut table = Table::new(&["环节", "n"]);
        table.row(["隔膜".into(), "1".into()]);
        table.row(["ab".into(), "2".into()]);
        assert_eq!(table.aligned(), "环节  n\n隔膜  1\nab    2\n");
    }

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        assert_eq!([guarded("=1+1"), guarded("-3.5"), guarded("@x"), guarded("甲")], ["'=1+1", "-3.5", "'@x", "甲"]);
    }
}
