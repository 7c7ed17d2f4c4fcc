//! Rejected rows of mapped files, in the source's own form: fixed, they are imported again with the same mapping.

use std::collections::{BTreeMap, HashSet};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::target::not_written;
use crate::app::AppError;
use crate::app::out_file::{Existing, OutFile};
use crate::ingest::{Input, RowFilling, SourceRow, joined, objects, used_names};
use crate::normalize::formula::guarded;

/// A source file, or one sheet or array of it. Several tables may have read it.
type Source<'a> = (&'a Path, Option<&'a str>, Option<&'a str>);

/// Writes the rejected rows of each source file: JSON as an array of objects where the file has it, else CSV.
pub fn write(
    path: &Path,
    rejected: &[(&Input, &Vec<u64>)],
    alone: bool,
    encoding: Option<&str>,
) -> Result<Vec<PathBuf>, AppError> {
    let mut sources: BTreeMap<Source<'_>, (&Input, HashSet<u64>)> = BTreeMap::new();
    for (input, rows) in rejected.iter().filter(|(_, rows)| !rows.is_empty()) {
        sources.entry(input.place()).or_insert_with(|| (input, HashSet::new())).1.extend(rows.iter());
    }
    let alone = alone && sources.len() == 1;
    let mut written = Vec::new();
    for (input, rows) in sources.values() {
        let ending = if input.is_json() { "json" } else { "csv" };
        let target = if alone { path.with_extension(ending) } else { beside(path, input, ending) };
        let mut file = OutFile::new(&target, Existing::GivesWay)?;
        let done = if input.is_json() {
            json(&mut file, input, rows, encoding)
        } else {
            csv(&mut file, input, rows, encoding)
        };
        done.map_err(|error| not_written(&target, &error))?;
        file.finish()?;
        written.push(target);
    }
    Ok(written)
}

fn beside(path: &Path, input: &Input, ending: &str) -> PathBuf {
    let stem = |path: &Path| path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    let sheet = input.sheet.as_ref().map(|sheet| format!(".{sheet}")).unwrap_or_default();
    path.with_file_name(format!("{}.{}{sheet}.{ending}", stem(path), stem(Path::new(&input.name))))
}

fn csv(file: &mut OutFile, input: &Input, rows: &HashSet<u64>, encoding: Option<&str>) -> std::io::Result<()> {
    let place = input.header();
    let read = |fault: crate::ingest::FileFault| std::io::Error::other(fault.reason);
    let mut reader = input.open(encoding).map_err(read)?;
    let header = reader.header_lines(place).map_err(read)?;
    // Excel takes a table for UTF-8 by its BOM.
    file.write_all("\u{feff}".as_bytes())?;
    // The mapping looks for the header in the same row again.
    file.write_all("\n".repeat(usize::try_from(place.row.unwrap_or(1)).unwrap_or(1).saturating_sub(1)).as_bytes())?;
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(BufWriter::new(file));
    let record = |row: &SourceRow| row.cells.iter().map(|cell| guarded(&cell.text)).collect::<Vec<_>>();
    header.iter().try_for_each(|line| writer.write_record(record(line)))?;
    // What a rejected row leaves to the rows above it goes with it: they do not.
    let mut filling = input.rule.as_ref().map(|rule| RowFilling::new(rule, &used_names(&joined(&header)), true));
    let mut title: Option<SourceRow> = None;
    while let Some(mut row) = reader.next_row().map_err(read)? {
        if filling.as_mut().is_some_and(|filling| !filling.fill(&mut row)) {
            title = Some(row);
        } else if rows.contains(&row.number) {
            title.take().iter().try_for_each(|title| writer.write_record(record(title)))?;
            writer.write_record(record(&row))?;
        }
    }
    writer.flush()
}

fn json(file: &mut OutFile, input: &Input, rows: &HashSet<u64>, encoding: Option<&str>) -> std::io::Result<()> {
    let pointer = input.rule.as_ref().and_then(|rule| rule.rows.as_deref()).unwrap_or_default();
    let keys: Vec<String> = pointer.split('/').skip(1).map(|key| key.replace("~1", "/").replace("~0", "~")).collect();
    let mut file = BufWriter::new(file);
    for key in &keys {
        write!(file, "{{{}:", serde_json::to_string(key)?)?;
    }
    file.write_all(b"[")?;
    let (mut first, mut wrote) = (true, Ok(()));
    let mut take = |text: &str| {
        let between = if first { "\n" } else { ",\n" };
        first = false;
        if wrote.is_ok() {
            wrote = file.write_all(between.as_bytes()).and_then(|()| file.write_all(text.as_bytes()));
        }
    };
    objects(&input.path, pointer, encoding, rows, &mut take).map_err(|fault| std::io::Error::other(fault.reason))?;
    wrote?;
    file.write_all(b"\n]")?;
    file.write_all("}".repeat(keys.len()).as_bytes())?;
    file.write_all(b"\n")?;
    file.flush()
}
