//! The first rows of a file, of each sheet or of each array in it.

use std::collections::BTreeSet;
use std::path::Path;

use super::heading::heading;
use super::unit_above::UnitsAbove;
use super::words::plain;
use crate::ingest::book::SheetTitle;
use crate::ingest::file_form::FileForm;
use crate::ingest::file_names::{extension, is_json};
use crate::ingest::header::used_names;
use crate::ingest::header_lines::HeaderPlace;
use crate::ingest::json::{JsonRows, arrays};
use crate::ingest::no_record::{group_title, no_record};
use crate::ingest::row_stream::Rows;
use crate::ingest::rows::{FileFault, SourceCell, SourceRow, empty};
use crate::ingest::sheet_rows::{SheetRows, sheets};
use crate::normalize::{is_ditto, is_placeholder};

/// Rows looked at.
const ROWS: usize = 1_000;
/// Columns looked at.
const COLUMNS: usize = 300;
/// Letters of a cell that are looked at.
const LONGEST: usize = 200;

/// What is known of one table-like part of a file.
#[derive(Debug)]
pub struct TableSample {
    pub file: String,
    pub sheet: Option<String>,
    pub pointer: Option<String>,
    /// Where the header begins, if titles stand above it.
    pub header_row: Option<u64>,
    /// How many rows it has.
    pub header_rows: usize,
    pub names: Vec<String>,
    /// The names as they are compared.
    pub plain: Vec<String>,
    /// Cells of each column that are not blank.
    pub values: Vec<Vec<SourceCell>>,
    /// What stands for blank in it.
    pub blanks: BTreeSet<String>,
    /// Titles of groups between its rows.
    pub groups: Vec<SourceCell>,
    /// Rows that are no records: under which header what stands.
    pub left_out: Vec<(String, String)>,
    /// The units that rows above the header say of the amounts below.
    pub units: UnitsAbove,
}

/// Reads the beginning of every part of a file that is called `name`.
pub fn samples(path: &Path, name: &str, encoding: Option<&str>) -> Result<Vec<TableSample>, FileFault> {
    let form = if is_json(&extension(Path::new(name))) { FileForm::Json } else { FileForm::of(path)? };
    let found = match form {
        FileForm::Json => {
            let of = |pointer: String| {
                let rows = read(&mut Rows::Json(JsonRows::open(path, &pointer, encoding)?))?;
                let pointer = Some(pointer).filter(|p| !p.is_empty());
                Ok(TableSample { pointer, ..below(name, &rows, 0, 1) })
            };
            arrays(path, encoding)?.into_iter().map(of).collect::<Result<Vec<_>, FileFault>>()?
        }
        FileForm::Workbook => {
            let of = |SheetTitle { name: sheet, .. }| {
                let rows = read(&mut Rows::Sheet(SheetRows::open(path, &sheet, HeaderPlace::SOUGHT)?))?;
                Ok(TableSample { sheet: Some(sheet), ..sample(name, &rows) })
            };
            sheets(path)?.into_iter().map(of).collect::<Result<Vec<_>, FileFault>>()?
        }
        FileForm::Text => vec![sample(name, &read(&mut Rows::open(path, None, encoding)?)?)],
    };
    if found.is_empty() {
        Err(FileFault::new("文件里没有像表的东西", "JSON 里应有由对象组成的数组"))
    } else {
        Ok(found)
    }
}

/// The first rows, with the beginnings of their cells.
pub fn read(rows: &mut Rows) -> Result<Vec<SourceRow>, FileFault> {
    let mut read: Vec<SourceRow> = Vec::new();
    while read.len() < ROWS
        && let Some(mut row) = rows.next_row()?
    {
        row.cells.truncate(COLUMNS);
        for cell in &mut row.cells {
            if let Some((end, _)) = cell.text.char_indices().nth(LONGEST) {
                cell.text = cell.text[..end].to_owned();
            }
        }
        read.push(row);
    }
    if read.is_empty() { Err(empty()) } else { Ok(read) }
}

fn sample(file: &str, rows: &[SourceRow]) -> TableSample {
    let (first, lines) = heading(rows);
    below(file, rows, first, lines)
}

/// The sample whose header has so many rows from `first` on.
pub fn below(file: &str, rows: &[SourceRow], first: usize, lines: usize) -> TableSample {
    let names = used_names(&crate::ingest::header_lines::joined(&rows[first..first + lines]));
    let mut values = vec![Vec::new(); names.len()];
    let (mut blanks, mut groups, mut left_out) = (BTreeSet::new(), Vec::new(), Vec::new());
    for row in &rows[first + lines..] {
        // A row of a sheet ends with its last cell, though the table goes on.
        let mut cells = row.cells.clone();
        cells.resize(cells.len().max(names.len()), SourceCell::default());
        groups.extend(group_title(&cells, false).map(|text| SourceCell { text, ..SourceCell::default() }));
        if let Some(none) = no_record(&cells) {
            left_out.extend(none.left_out_by(&names).map(|(header, text)| (header.clone(), text.clone())));
            continue;
        }
        for (values, cell) in values.iter_mut().zip(&cells) {
            if is_placeholder(&cell.text) {
                blanks.insert(cell.text.clone());
            } else if !cell.text.is_empty() && !is_ditto(&cell.text) {
                values.push(cell.clone());
            }
        }
    }
    // The first row that is not blank need not be said; of a header of several rows it is told where it begins.
    let header_row = (first > 0 || lines > 1).then_some(rows[first].number);
    let plain = names.iter().map(|name| plain(name)).collect();
    let (file, sheet, pointer) = (file.to_owned(), None, None);
    let (header_rows, units) = (lines, UnitsAbove::of(&rows[..first]));
    TableSample { file, sheet, pointer, header_row, header_rows, names, plain, values, blanks, groups, left_out, units }
}
