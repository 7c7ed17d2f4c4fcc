//! The file of the rejected rows only: fixed, it is imported again.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::rejected_source;
use crate::app::AppError;
use crate::ingest::{Input, Row, Rows};
use crate::model::Kind;

/// Row numbers that were rejected, by the place of their file in the list of inputs.
pub type RejectedRows = Vec<Vec<u64>>;

/// Writes the rejected rows as given: one table to `path`, several each beside it as `stem.table.csv`; rows of mapped
/// files in the source's own form.
pub fn write(
    path: &Path,
    inputs: &[Input],
    rejected: &RejectedRows,
    encoding: Option<&str>,
) -> Result<Vec<PathBuf>, AppError> {
    let (mapped, canonical): (Vec<_>, Vec<_>) =
        inputs.iter().zip(rejected).partition(|(input, _)| input.rule.is_some());
    let with_rows = |kind: &Kind| canonical.iter().any(|(input, rows)| input.kind == *kind && !rows.is_empty());
    let kinds: Vec<Kind> = Kind::records().filter(with_rows).collect();
    let mut written = rejected_source::write(path, &mapped, kinds.is_empty(), encoding)?;
    for kind in &kinds {
        let target = if kinds.len() == 1 && written.is_empty() { path.to_owned() } else { beside(path, *kind) };
        let of_kind: Vec<(&Input, &Vec<u64>)> =
            canonical.iter().copied().filter(|(input, _)| input.kind == *kind).collect();
        write_table(&target, &of_kind, encoding).map_err(|error| failed(&target, &error))?;
        written.push(target);
    }
    Ok(written)
}

/// The rejected rows could not be written.
pub fn failed(target: &Path, error: &dyn std::fmt::Display) -> AppError {
    AppError::File { path: target.display().to_string(), reason: format!("被拒绝的行不能写入：{error}") }
}

fn beside(path: &Path, kind: Kind) -> PathBuf {
    let stem = path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    path.with_file_name(format!("{stem}.{}.csv", kind.code()))
}

/// Columns are joined by header, since two files of one table may order them differently.
fn write_table(target: &Path, files: &[(&Input, &Vec<u64>)], encoding: Option<&str>) -> csv::Result<()> {
    let mut columns: Vec<String> = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (input, numbers) in files.iter().filter(|(_, numbers)| !numbers.is_empty()) {
        let wanted: HashSet<u64> = numbers.iter().copied().collect();
        let Ok(mut reader) = Rows::open(&input.path, input.sheet.as_deref(), encoding) else { continue };
        let Ok(Some(header)) = reader.next_row() else { continue };
        let places: Vec<usize> = header.cells.iter().map(|cell| place_of(&mut columns, &cell.text)).collect();
        while let Ok(Some(row)) = reader.next_row() {
            if wanted.contains(&row.number) {
                rows.push(placed(row, &places, columns.len()));
            }
        }
    }
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(private_file(target, true)?);
    writer.write_record(&columns)?;
    for row in rows {
        writer.write_record(&row)?;
    }
    writer.flush()?;
    Ok(())
}

/// The cells of a row under the joined columns; a row with too few or too many cells keeps its fault.
fn placed(row: Row, places: &[usize], width: usize) -> Vec<String> {
    if row.cells.len() != places.len() {
        return row.cells.into_iter().map(|cell| cell.text).collect();
    }
    let mut record = vec![String::new(); width];
    for (place, cell) in places.iter().zip(row.cells) {
        record[*place] = cell.text;
    }
    record
}

fn place_of(columns: &mut Vec<String>, name: &str) -> usize {
    columns.iter().position(|c| c == name).unwrap_or_else(|| {
        columns.push(name.to_owned());
        columns.len() - 1
    })
}

/// Rejected rows may hold anything the input held, so the file is the owner's alone; a table has a BOM for Excel.
pub fn private_file(target: &Path, table: bool) -> std::io::Result<std::fs::File> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(target)?;
    if table {
        file.write_all("\u{feff}".as_bytes())?;
    }
    Ok(file)
}
