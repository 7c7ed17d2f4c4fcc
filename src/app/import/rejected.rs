//! The file of the rejected rows only: fixed, it is imported again.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::rejected_source;
use crate::app::AppError;
use crate::ingest::{Cell, Header, Input, Meaning, Row, Rows, kind_of};
use crate::model::{Kind, Table};
use crate::normalize::formula::guarded;

/// Row numbers that were rejected, by the place of their file in the list of inputs.
pub type RejectedRows = Vec<Vec<u64>>;

/// Looks, before anything is loaded, whether the rejected rows can be written: into a folder that is there, and over no
/// file that is itself read, which would replace its good rows by the bad ones.
pub fn refuse_target(path: &Path, inputs: &[Input]) -> Result<(), AppError> {
    let read: Vec<PathBuf> = inputs.iter().filter_map(|input| input.path.canonicalize().ok()).collect();
    let targets = std::iter::once(path.to_owned()).chain(Kind::records().map(|kind| beside(path, kind)));
    for target in targets {
        if target.canonicalize().is_ok_and(|real| read.contains(&real)) {
            let message = format!("--rejected 会写 {}，而它正在被导入，会被覆盖；请写另一个文件名", target.display());
            return Err(AppError::BadRequest(message));
        }
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |error: std::io::Error| AppError::File {
        path: path.display().to_string(),
        reason: format!("被拒绝的行不能写入：{error}"),
    };
    tempfile::NamedTempFile::new_in(folder).map(drop).map_err(failed)
}

/// Writes the rejected rows as given: one table to `path`, several each beside it as `stem.table.csv`; so too one whose
/// header alone does not tell its table. Rows of mapped files in the source's own form.
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
        let of_kind: Vec<(&Input, &Vec<u64>)> =
            canonical.iter().copied().filter(|(input, rows)| input.kind == *kind && !rows.is_empty()).collect();
        let table = joined(*kind, &of_kind, encoding);
        let alone = kinds.len() == 1 && written.is_empty() && told_kind(path, &table.columns) == Some(*kind);
        let target = if alone { path.to_owned() } else { beside(path, *kind) };
        write_table(&target, &table).map_err(|error| failed(&target, &error))?;
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

/// Rejected rows of one table under the columns of all its files.
#[derive(Default)]
struct Joined {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Columns are joined by what they mean, since two files of one table may order and spell them differently.
fn joined(kind: Kind, files: &[(&Input, &Vec<u64>)], encoding: Option<&str>) -> Joined {
    let Joined { mut columns, mut rows } = Joined::default();
    let mut meanings = Vec::new();
    for (input, numbers) in files {
        let wanted: HashSet<u64> = numbers.iter().copied().collect();
        let Ok(mut reader) = Rows::open(&input.path, input.sheet.as_deref(), encoding) else { continue };
        let Ok(Some(header)) = reader.next_row() else { continue };
        let read = Header::read(Table::of(kind), &header);
        let dates = read.as_ref().map(Header::dates).unwrap_or_default();
        let meaning = |place: usize, text: &str| match read.as_ref().ok().and_then(|h| h.columns.get(place)) {
            Some(Meaning::Known { column, .. }) => column.name.to_owned(),
            _ => text.to_owned(),
        };
        let mut places = Vec::new();
        for (place, cell) in header.cells.iter().enumerate() {
            let known = place_of(&mut meanings, &meaning(place, &cell.text));
            if known == columns.len() {
                columns.push(cell.text.clone());
            }
            places.push(known);
        }
        while let Ok(Some(mut row)) = reader.next_row() {
            if wanted.contains(&row.number) {
                let dated = row.cells.iter_mut().enumerate().filter(|(place, _)| dates.contains(place));
                dated.for_each(|(_, cell)| cell.write_out_date());
                rows.push(placed(row, &places, columns.len()));
            }
        }
    }
    Joined { columns, rows }
}

/// What a file of this name with these columns would be read as.
fn told_kind(path: &Path, columns: &[String]) -> Option<Kind> {
    let cells = columns.iter().map(|text| Cell { text: text.clone(), ..Cell::default() }).collect();
    kind_of(path, &Row { number: 1, cells })
}

/// Writes beside the target and renames, so that a crash leaves the file before or the file after.
fn write_table(target: &Path, table: &Joined) -> csv::Result<()> {
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A temporary file is the owner's alone: rejected rows may hold anything the input held.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    std::io::Write::write_all(&mut file, "\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(&mut file);
    writer.write_record(&table.columns)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| guarded(cell)))?;
    }
    writer.flush()?;
    drop(writer);
    file.persist(target).map(drop).map_err(|error| error.error.into())
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
