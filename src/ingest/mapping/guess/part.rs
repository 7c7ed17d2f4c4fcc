//! One sheet or array of a file as it stands, and its draft again where a person says what it is.

use std::path::Path;

use super::choose::{choose_among, guessed};
use super::draft::TableDraft;
use super::heading::heading;
use super::sample::{below, read};
use crate::ingest::file_form::FileForm;
use crate::ingest::file_names::{extension, is_json};
use crate::ingest::header_lines::{HeaderPlace, MOST_LINES};
use crate::ingest::json::{JsonRows, arrays};
use crate::ingest::row_stream::Rows;
use crate::ingest::rows::{FileFault, SourceRow};
use crate::ingest::sheet_rows::{SheetRows, sheets};
use crate::model::{CanonicalTable, Kind};

/// Rows shown below the header, and all that stand above it.
const SHOWN: usize = 8;

/// What a person says of a part; the rest is guessed.
#[derive(Debug, Clone, Copy, Default)]
pub struct PartAsked {
    /// Which table it feeds.
    pub table: Option<Kind>,
    /// The row its header begins in, from 1 as the file counts, and how many rows it has.
    pub header_row: Option<u64>,
    /// How many rows the header has; none where it is guessed.
    pub header_rows: Option<usize>,
}

/// One part of a file.
#[derive(Debug, Clone)]
pub struct PartSeen {
    /// What it is likely to be, with what a person said of it.
    pub draft: TableDraft,
    /// Its first rows, with the header among them.
    pub rows: Vec<SourceRow>,
    /// The name of each column, blank where it has none; the draft has those that have one, in this order. Titles between
    /// the rows are one more, without cells of its own.
    pub names: Vec<String>,
    /// Row the header begins in, and how many it has.
    pub header: (u64, usize),
}

/// What the parts of a file are called: the sheets of a workbook, the arrays of a JSON file, else one without a name.
///
/// # Errors
/// The file cannot be read.
pub fn parts_of(path: &Path, name: &str) -> Result<Vec<String>, FileFault> {
    match form_of(path, name)? {
        FileForm::Json => arrays(path, None),
        FileForm::Workbook => Ok(sheets(path)?.into_iter().map(|sheet| sheet.name).collect()),
        FileForm::Text => Ok(vec![String::new()]),
    }
}

/// The part at a place among [`parts_of`] a file that is called `name`.
///
/// # Errors
/// The file cannot be read, or there is no such part or row.
pub fn part_seen(path: &Path, name: &str, at: usize, asked: PartAsked) -> Result<PartSeen, FileFault> {
    let parts = parts_of(path, name)?;
    let part = parts.get(at).ok_or_else(|| FileFault::new("没有这张工作表", "请重新打开这个文件"))?;
    let form = form_of(path, name)?;
    let (sheet, pointer) = match form {
        FileForm::Json => (None, Some(part.clone()).filter(|pointer| !pointer.is_empty())),
        FileForm::Workbook => (Some(part.clone()), None),
        FileForm::Text => (None, None),
    };
    let mut open = match form {
        FileForm::Json => Rows::Json(JsonRows::open(path, part, None)?),
        FileForm::Workbook => Rows::Sheet(SheetRows::open(path, part, HeaderPlace::SOUGHT)?),
        FileForm::Text => Rows::open(path, None, None)?,
    };
    let rows = read(&mut open)?;
    let (first, lines) = header(&rows, asked, form == FileForm::Json)?;
    let mut sample = below(name, &rows, first, lines);
    (sample.sheet, sample.pointer) = (sheet, pointer);
    let tables: Vec<&'static CanonicalTable> = match asked.table {
        None => guessed(&sample).collect(),
        Some(kind) => vec![CanonicalTable::of(kind)],
    };
    let mut names = sample.names.clone();
    let draft = choose_among(sample, &tables);
    names.extend(draft.group.clone());
    let number = rows[first].number;
    let shown = rows.into_iter().take(first + lines + SHOWN).collect();
    Ok(PartSeen { draft, rows: shown, names, header: (number, lines) })
}

fn form_of(path: &Path, name: &str) -> Result<FileForm, FileFault> {
    if is_json(&extension(Path::new(name))) { Ok(FileForm::Json) } else { FileForm::of(path) }
}

/// The place of the header among the rows, and how many it has.
fn header(rows: &[SourceRow], asked: PartAsked, json: bool) -> Result<(usize, usize), FileFault> {
    let guessed = if json { (0, 1) } else { heading(rows) };
    let first = match asked.header_row.filter(|_| !json) {
        None => guessed.0,
        Some(number) => rows.iter().position(|row| row.number == number).ok_or_else(|| {
            FileFault::new(format!("第 {number} 行是空行，或不在文件的开头"), "请写表头所在的行，从 1 数")
        })?,
    };
    let lines = asked.header_rows.filter(|_| !json).unwrap_or(if asked.header_row.is_some() { 1 } else { guessed.1 });
    Ok((first, lines.clamp(1, MOST_LINES.min(rows.len() - first))))
}
