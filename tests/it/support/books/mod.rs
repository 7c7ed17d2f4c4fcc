//! Workbooks before they have a format, and how each format writes them.

mod ods;
mod xls;
mod xlsb;
mod xlsx;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

/// A workbook.
#[derive(Debug, Clone, Default)]
pub struct Book {
    pub sheets: Vec<Grid>,
    /// Days are counted from 1904, as old Macs did.
    pub since_1904: bool,
}

/// A sheet; rows and columns count from 0.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    pub name: &'static str,
    /// Nobody sees it who opens the workbook.
    pub hidden: bool,
    pub rows: Vec<Vec<Cell>>,
    pub merged: Vec<Area>,
    pub hidden_rows: Vec<usize>,
    pub hidden_columns: Vec<usize>,
}

/// The first and the last cell of an area, by row and column.
pub type Area = ((usize, usize), (usize, usize));

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Text(String),
    Number(f64),
    /// A share, formatted as a percent.
    Percent(f64),
    /// A day, `YYYY-MM-DD`, formatted as one.
    Day(String),
    /// The number of such a day, without its format; text files have none.
    Serial(String),
    Truth(bool),
    /// What a formula gave, such as `#DIV/0!`.
    Error(&'static str),
    /// The text a formula gave.
    Computed(String),
    /// A formula that was never computed; `.xls` and `.xlsb` have none.
    Uncomputed,
}

/// The formats of workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BookFormat {
    Xlsx,
    Ods,
    Xls,
    Xlsb,
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Whether it holds nothing.
    pub fn is_blank(&self) -> bool {
        *self == Self::Text(String::new())
    }

    /// The cell as text files show it.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Day(text) | Self::Computed(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Percent(share) => format!("{}%", share * 100.0),
            Self::Truth(truth) => truth.to_string().to_uppercase(),
            Self::Error(error) => (*error).to_owned(),
            Self::Serial(_) | Self::Uncomputed => panic!("text files hold no {self:?}"),
        }
    }
}

impl BookFormat {
    /// How files of it end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
        }
    }

    /// The file.
    pub fn write(self, book: &Book) -> Vec<u8> {
        match self {
            Self::Xlsx => xlsx::bytes(book),
            Self::Ods => ods::bytes(book),
            Self::Xls => xls::bytes(book),
            Self::Xlsb => xlsb::bytes(book),
        }
    }
}

/// The styles that cells go by, as the numbers of their formats: plain, days and percents as built in, and as of one's own.
const STYLES: [u16; 5] = [0, 14, 9, 164, 165];
/// The formats of one's own.
const OWN_FORMATS: [(u16, &str); 2] = [(164, "yyyy\"年\"m\"月\"d\"日\""), (165, "0.0%")];

/// The place of a cell's style in [`STYLES`]; formats built in and of one's own take turns.
fn style(cell: &Cell, row: usize) -> u16 {
    match cell {
        Cell::Day(_) if row.is_multiple_of(2) => 1,
        Cell::Day(_) => 3,
        Cell::Percent(_) if row.is_multiple_of(2) => 2,
        Cell::Percent(_) => 4,
        _ => 0,
    }
}

impl Book {
    /// The number of a day.
    fn serial(&self, day: &str) -> f64 {
        let first = if self.since_1904 { "1904-01-01" } else { "1899-12-30" };
        let [first, day] = [first, day].map(|day| day.parse::<jiff::civil::Date>().expect("a day"));
        f64::from(first.until(day).expect("days").get_days())
    }

    /// What a cell holds as a number, if it does.
    fn number(&self, cell: &Cell) -> Option<f64> {
        match cell {
            Cell::Number(number) | Cell::Percent(number) => Some(*number),
            Cell::Day(day) | Cell::Serial(day) => Some(self.serial(day)),
            _ => None,
        }
    }
}

/// A number as binary formats keep small whole ones: in the upper bits.
fn packed_number(number: f64) -> Option<[u8; 4]> {
    let whole = format!("{number}").parse::<i32>().ok().filter(|whole| whole.abs() < 1 << 28)?;
    Some(((whole << 2) | 2).to_le_bytes())
}

/// The number that binary formats give an error.
fn error_number(error: &str) -> u8 {
    match error {
        "#DIV/0!" => 0x07,
        "#VALUE!" => 0x0f,
        "#REF!" => 0x17,
        "#NAME?" => 0x1d,
        other => panic!("no error {other}"),
    }
}

/// Parts packed into one file.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("a file").into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
