//! What is read of a file: rows of cells, each with its place, and why no more can be read.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::advice::Advice;
use super::chinese_date::in_digits;
use crate::model::{EventDate, failure_told};
use crate::normalize::event_date;

/// One row as it was read.
#[derive(Debug, Clone, Default)]
pub struct SourceRow {
    /// Line of a CSV file, row of a sheet or place in a JSON array, from 1.
    pub number: u64,
    /// From the left; a row may have fewer or more than the header.
    pub cells: Vec<SourceCell>,
}

/// One cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceCell {
    /// Trimmed.
    pub text: String,
    /// A number cell of a sheet: may be a serial date.
    pub numeric: bool,
    /// A serial date of its workbook counts from 1904.
    pub since_1904: bool,
    /// Why the cell cannot be read.
    pub broken: Option<Broken>,
}

/// Why a cell holds nothing that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// An error of a sheet's formula, such as #REF!.
    Formula,
    /// A formula whose value was never stored: a program wrote it, and no office suite has opened it since.
    Uncomputed,
    /// A date of a sheet before or behind the calendar.
    Calendar,
    /// An object, or a list of lists, in a JSON row.
    Nested,
    /// A JSON number with more digits than are kept.
    Inexact,
    /// A key given twice in one JSON object.
    Twice,
    /// A level of a chain that is blank between two that are not.
    Gap,
    /// A cell that a mapping splits into more rows than can be meant.
    Several,
}

/// What to do about an object in a cell, and about a cell that would be split without end.
const NESTED: Advice = Advice::Fixed(&[
    "请在映射的 ignore 里写上它，或先把它展开成几列",
    "请在“各列是什么”里给它选“不要这一列”，或先把它展开成几列",
]);
const SEVERAL: Advice =
    Advice::Fixed(&["请检查映射里的分隔符和这一格", "请检查“各列是什么”里写的用什么分开，和这一格"]);

impl Broken {
    /// What is wrong, and what to do about it.
    pub fn reason_and_remedy(self) -> (&'static str, Advice) {
        let (reason, remedy) = match self {
            Self::Formula => ("单元格是公式错误值", "请改正公式或改为数值"),
            Self::Uncomputed => ("是没有计算过的公式", "请用 Excel 或 WPS 打开，保存一次再导入"),
            Self::Calendar => ("日期超出日历", "请改成 1900 年到 9999 年之间的日期"),
            Self::Nested => return ("这一格里是对象或多层数组，不是文字、数字或它们的列表", NESTED),
            Self::Inexact => ("数字太长，读出来会走样", "请在 JSON 里把它写成加引号的文字"),
            Self::Gap => ("这一级环节空着，它的上一级和下一级却有", "请补上这一级，或把下一级移上来"),
            Self::Several => return ("这一行按 split 会拆成一千行以上", SEVERAL),
            Self::Twice => ("同一条里这个键出现了两次", "请只保留一个"),
        };
        (reason, remedy.into())
    }
}

impl SourceCell {
    /// The date written here, or the serial number of a sheet: days since 1899-12-30. Four digits are a year.
    pub fn date(&self) -> Option<EventDate> {
        if !self.is_serial() {
            return event_date(&self.text).or_else(|| event_date(&in_digits(&self.text)?));
        }
        let since = if self.since_1904 { 1_462.0 } else { 0.0 };
        let serial: f64 = self.text.parse::<f64>().ok()? + since;
        // Above 1950 and below 2200, so that a mistyped number does not become a date.
        let days = Some(serial.trunc()).filter(|days| (18_264.0..109_575.0).contains(days))?;
        let span = jiff::Span::new().try_days(format!("{days:.0}").parse::<i64>().ok()?).ok()?;
        let day = jiff::civil::date(1899, 12, 30).checked_add(span).ok()?;
        Some(EventDate::of_day(day.into()))
    }

    /// A number of four digits is a year, one of eight a day written YYYYMMDD.
    fn is_serial(&self) -> bool {
        self.numeric && self.text.len() != 4 && !(self.text.len() == 8 && self.text.bytes().all(|b| b.is_ascii_digit()))
    }

    /// Writes a serial date out as a day: in a file of text the number would be none.
    pub fn write_out_date(&mut self) {
        if let Some(date) = self.date().filter(|_| self.is_serial()) {
            self.text = date.to_string();
        }
    }
}

impl SourceRow {
    /// Whether no cell holds anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|c| c.text.is_empty() && c.broken.is_none())
    }
}

/// Why a file can be read no further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFault {
    /// The row where it went wrong, where known.
    pub row: Option<u64>,
    /// What is wrong, in Chinese.
    pub reason: String,
    /// What to do about it, in Chinese; may be blank.
    pub suggestion: Advice,
}

impl FileFault {
    /// A fault of the file as a whole.
    pub fn new(reason: impl Into<String>, suggestion: impl Into<Advice>) -> Self {
        Self { row: None, reason: reason.into(), suggestion: suggestion.into() }
    }

    /// The same, at a row; the header of JSON stands in none.
    #[must_use]
    pub fn at(mut self, row: u64) -> Self {
        self.row = (row > 0).then_some(row);
        self
    }
}

/// The fault of a file in which there is nothing.
pub fn empty() -> FileFault {
    FileFault::new("文件是空的，连表头也没有", "请检查是否导出成功")
}

/// The text of a small file that a person names, of at most so many bytes, without a BOM.
///
/// # Errors
/// It cannot be read, is larger, or is no UTF-8; the fault says how large it is.
pub fn read_text(path: &Path, most: u64) -> Result<String, FileFault> {
    let file = open_file(path)?;
    let size = file.metadata().map_or(0, |found| found.len());
    let mut text = Vec::new();
    file.take(most + 1)
        .read_to_end(&mut text)
        .map_err(|error| FileFault::new(format!("文件不能读取：{}", failure_told(&error)), "请检查路径和权限"))?;
    if text.len() as u64 > most {
        // A pipe has no size.
        let found = if size > most { format!("文件有 {}", spoken(size)) } else { "文件太大".to_owned() };
        return Err(FileFault::new(format!("{found}，最多 {}", spoken(most)), "请检查是否选错了文件，或先精简"));
    }
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&text);
    let text = std::str::from_utf8(text);
    text.map(str::to_owned)
        .map_err(|_| FileFault::new("文件不是 UTF-8 编码的文本", "请另存为 UTF-8，或检查是否选错了文件"))
}

/// A number of bytes as people say it.
fn spoken(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} 字节"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1 << 10)),
        _ => format!("{} MB", bytes.div_ceil(1 << 20)),
    }
}

/// Opens a file, saying in Chinese why not.
pub fn open_file(path: &Path) -> Result<File, FileFault> {
    File::open(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => FileFault::new("没有这个文件或文件夹", "请检查路径"),
        ErrorKind::PermissionDenied => FileFault::new("没有权限读取这个文件", "请检查文件的权限"),
        _ => FileFault::new(format!("文件不能打开：{}", failure_told(&error)), "请检查路径和权限"),
    })
}
