//! Workbooks of every kind: their sheets, their cells one after the other, and what a sheet says beside its cells.
//!
//! XLSX is read by calamine. Of the others it tells neither percent formats nor merged areas nor hidden rows, it lays out
//! whole sheets in memory, and damaged files make it panic; so they are read here.

mod bytes;
mod number_format;
mod ods;
mod placed;
mod shared_texts;
mod unpack;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

use std::path::Path;

use super::file_form::{OLE, ZIP};
use super::rows::{FileFault, open_file};
use ods::OdsBook;
pub use placed::{PlacedCell, SheetLayout, SheetTitle, TakeCell, column_name};
use xls::XlsBook;
use xlsb::XlsbBook;
use xlsx::XlsxBook;

/// More sheets than any workbook of lists has.
const MOST_SHEETS: usize = 1_000;

/// A workbook that was opened.
pub enum Book {
    Xlsx(Box<XlsxBook>),
    Xls(Box<XlsBook>),
    Xlsb(Box<XlsbBook>),
    Ods(Box<OdsBook>),
}

impl Book {
    /// Opens a workbook by what it is, not by what it is called.
    pub fn open(path: &Path) -> Result<Self, FileFault> {
        use std::io::Read;
        let mut begin = Vec::new();
        open_file(path)?.take(8).read_to_end(&mut begin).map_err(|error| placed::broken("XLSX", &error))?;
        let book = if begin.starts_with(OLE) {
            Self::Xls(Box::new(XlsBook::open(path)?))
        } else if begin.starts_with(ZIP) {
            let unpacked = unpack::look_through(path)?;
            match () {
                () if unpacked.holds("xl/workbook.bin") => Self::Xlsb(Box::new(XlsbBook::open(path)?)),
                () if unpacked.holds("encrypted-package") => return Err(placed::locked()),
                () if unpacked.holds("content.xml") => Self::Ods(Box::new(OdsBook::open(path)?)),
                () if unpacked.holds("word/document.xml") => return Err(placed::other("Word 文档")),
                () if unpacked.holds("ppt/presentation.xml") => return Err(placed::other("演示文稿")),
                () if !unpacked.holds_below("xl/") => return Err(placed::packed()),
                () => Self::Xlsx(Box::new(XlsxBook::open(path, unpacked)?)),
            }
        } else {
            return Err(placed::broken("XLSX", &"它不是压缩包"));
        };
        match book.titles().len() {
            0..=MOST_SHEETS => Ok(book),
            more => {
                let reason = format!("工作簿有 {more} 张工作表，超过 {MOST_SHEETS} 张");
                Err(FileFault::new(reason, "请拆成几个文件再导入"))
            }
        }
    }

    /// Its sheets, in order.
    pub fn titles(&self) -> Vec<SheetTitle> {
        match self {
            Self::Xlsx(book) => book.titles(),
            Self::Xls(book) => book.titles(),
            Self::Xlsb(book) => book.titles(),
            Self::Ods(book) => book.titles(),
        }
    }

    /// What a sheet says beside its cells.
    pub fn layout(&mut self, sheet: &str) -> Result<SheetLayout, FileFault> {
        match self {
            Self::Xlsx(book) => book.layout(sheet),
            Self::Xls(book) => book.layout(sheet),
            Self::Xlsb(book) => book.layout(sheet),
            Self::Ods(book) => book.layout(sheet),
        }
    }

    /// Shows every cell of a sheet that holds something, in the order of the file, until `take` says no.
    pub fn each_cell(&mut self, sheet: &str, take: &mut TakeCell<'_>) -> Result<(), FileFault> {
        match self {
            Self::Xlsx(book) => book.each_cell(sheet, take),
            Self::Xls(book) => book.each_cell(sheet, take),
            Self::Xlsb(book) => book.each_cell(sheet, take),
            Self::Ods(book) => book.each_cell(sheet, take),
        }
    }

    /// Where formulas stand in a sheet, as row (from 1) and column (from 0); told for at most `limit` of them.
    pub fn formulas(&mut self, sheet: &str, limit: usize) -> Result<Vec<(u64, usize)>, FileFault> {
        let mut found = Vec::new();
        let mut note = |row: u32, column: u32| {
            found.push((u64::from(row) + 1, column as usize));
            found.len() < limit
        };
        match self {
            Self::Xlsx(book) => book.each_formula(sheet, &mut note)?,
            _ => self.each_cell(sheet, &mut |cell| Ok(!cell.formula || note(cell.row, cell.column)))?,
        }
        Ok(found)
    }

    /// The sheets that hold anything.
    pub fn filled(&mut self) -> Result<Vec<SheetTitle>, FileFault> {
        let mut filled = Vec::new();
        for title in self.titles() {
            let mut holds = false;
            self.each_cell(&title.name, &mut |cell| {
                holds |= !cell.is_blank();
                Ok(!holds)
            })?;
            if holds {
                filled.push(title);
            }
        }
        Ok(filled)
    }
}
