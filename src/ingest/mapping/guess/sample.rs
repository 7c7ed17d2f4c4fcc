//! The first rows of a file, of each sheet or of each array in it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::ingest::book::SheetTitle;
use crate::ingest::file_form::FileForm;
use crate::ingest::file_names::file_name;
use crate::ingest::header::used_names;
use crate::ingest::json::{JsonRows, arrays};
use crate::ingest::row_stream::Rows;
use crate::ingest::rows::{FileFault, SourceRow, empty};
use crate::ingest::sheet_rows::{NO_HEADER, SheetRows, sheets};
use crate::normalize::is_placeholder;

/// Rows looked at.
const ROWS: usize = 300;
/// Letters of a cell that are looked at.
const LONGEST: usize = 200;
/// Rows among which the header is looked for.
const HEADER_AMONG: usize = 20;

/// What is known of one table-like part of a file.
#[derive(Debug)]
pub struct TableSample {
    pub file: String,
    pub sheet: Option<String>,
    pub pointer: Option<String>,
    /// Where the header stands, if titles stand above it.
    pub header_row: Option<u64>,
    pub names: Vec<String>,
    /// Values of each column that are not blank.
    pub values: Vec<Vec<String>>,
    /// What stands for blank in it.
    pub blanks: BTreeSet<String>,
}

/// Reads the beginning of every part of a file.
pub fn samples(path: &Path, encoding: Option<&str>) -> Result<Vec<TableSample>, FileFault> {
    let file = file_name(path);
    let found = match FileForm::of(path)? {
        FileForm::Json => {
            let of = |pointer: String| {
                let mut rows = Rows::Json(JsonRows::open(path, &pointer, encoding)?);
                let pointer = Some(pointer).filter(|p| !p.is_empty());
                Ok(TableSample { pointer, header_row: None, ..sample(&file, None, &mut rows)? })
            };
            arrays(path, encoding)?.into_iter().map(of).collect::<Result<Vec<_>, FileFault>>()?
        }
        FileForm::Workbook => {
            let of = |SheetTitle { name: sheet, .. }| {
                // A merged title is no fault here: the header is looked for below it.
                let mut rows = Rows::Sheet(SheetRows::open(path, &sheet, Some(NO_HEADER))?);
                sample(&file, Some(sheet), &mut rows)
            };
            sheets(path)?.into_iter().map(of).collect::<Result<Vec<_>, FileFault>>()?
        }
        FileForm::Text => vec![sample(&file, None, &mut Rows::open(path, None, encoding)?)?],
    };
    if found.is_empty() {
        Err(FileFault::new("文件里没有像表的东西", "JSON 里应有由对象组成的数组"))
    } else {
        Ok(found)
    }
}

fn sample(file: &str, sheet: Option<String>, rows: &mut Rows) -> Result<TableSample, FileFault> {
    let mut read: Vec<SourceRow> = Vec::new();
    while read.len() < ROWS
        && let Some(row) = rows.next_row()?
    {
        read.push(row);
    }
    let filled = |row: &SourceRow| row.cells.iter().filter(|cell| !cell.text.is_empty()).count();
    let widest = read.iter().take(HEADER_AMONG).map(filled).max().ok_or_else(empty)?;
    let header = read.iter().position(|row| filled(row) * 10 >= widest * 7).unwrap_or_default();
    let names = used_names(&read[header]);
    let mut blanks = BTreeSet::new();
    let column = |i: usize| {
        let texts = read[header + 1..].iter().filter_map(|row| Some(row.cells.get(i)?.text.as_str()));
        let (nothing, said): (Vec<&str>, Vec<&str>) =
            texts.filter(|text| !text.is_empty()).partition(|text| is_placeholder(text));
        blanks.extend(nothing.into_iter().map(str::to_owned));
        said.into_iter().map(|text| text.chars().take(LONGEST).collect()).collect()
    };
    let values = (0..names.len()).map(column).collect();
    let header_row = (header > 0).then_some(read[header].number);
    Ok(TableSample { file: file.to_owned(), sheet, pointer: None, header_row, names, values, blanks })
}
