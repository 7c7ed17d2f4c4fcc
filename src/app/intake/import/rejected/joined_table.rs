//! Rejected rows of one canonical table, from all its files, as one CSV file.

use std::collections::HashSet;
use std::path::Path;

use super::target::not_written;
use crate::app::AppError;
use crate::app::out_file::{Existing, OutFile};
use crate::ingest::{FileHeader, Input, Meaning, Rows, SourceCell, SourceRow, kind_of};
use crate::model::{CanonicalTable, Kind};
use crate::normalize::formula::guarded;

/// Rejected rows of one table under the columns of all its files.
#[derive(Default)]
pub struct JoinedTable {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl JoinedTable {
    /// The rejected rows of these files. Columns are joined by what they mean, since two files of one table may order and spell them differently.
    pub fn of(kind: Kind, files: &[(&Input, &Vec<u64>)], encoding: Option<&str>) -> Self {
        let Self { mut columns, mut rows } = Self::default();
        let mut meanings = Vec::new();
        for (input, numbers) in files {
            let wanted: HashSet<u64> = numbers.iter().copied().collect();
            let Ok(mut reader) = Rows::open(&input.path, input.sheet.as_deref(), encoding) else { continue };
            let Ok(Some(header)) = reader.next_row() else { continue };
            let read = FileHeader::read(CanonicalTable::of(kind), &header);
            let meaning = |place: usize, text: &str| match read.as_ref().ok().and_then(|h| h.columns.get(place)) {
                Some(Meaning::Known { column, .. }) => column.name.to_owned(),
                _ => text.to_owned(),
            };
            let mut places = Vec::new();
            for (place, cell) in header.cells.iter().enumerate() {
                let known = place_of(&mut meanings, &meaning(place, &cell.text));
                if known == columns.len() {
                    // Amounts are written out with the unit of their file.
                    let said =
                        read.as_ref().is_ok_and(|h| h.amounts.get(place).is_some_and(|rule| !rule.word().is_empty()));
                    columns.push(if said { meaning(place, &cell.text) } else { cell.text.clone() });
                }
                places.push(known);
            }
            while let Ok(Some(mut row)) = reader.next_row() {
                if wanted.contains(&row.number) {
                    let all = row.cells.iter_mut().enumerate();
                    all.for_each(|(place, cell)| read.iter().for_each(|header| header.write_out(place, cell)));
                    rows.push(placed(row, &places, columns.len()));
                }
            }
        }
        Self { columns, rows }
    }

    /// What a file of this name with these columns would be read as.
    pub fn kind_at(&self, path: &Path) -> Option<Kind> {
        let cells =
            self.columns.iter().map(|text| SourceCell { text: text.clone(), ..SourceCell::default() }).collect();
        kind_of(path, &SourceRow { number: 1, cells })
    }

    /// Writes it in place of a file that may be there.
    pub fn write(&self, target: &Path) -> Result<(), AppError> {
        let mut file = OutFile::new(target, Existing::GivesWay)?;
        self.write_into(&mut file).map_err(|error| not_written(target, &error))?;
        file.finish()
    }

    fn write_into(&self, file: &mut OutFile) -> csv::Result<()> {
        std::io::Write::write_all(file, "\u{feff}".as_bytes())?;
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(file);
        writer.write_record(self.columns.iter().map(|column| guarded(column)))?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| guarded(cell)))?;
        }
        Ok(writer.flush()?)
    }
}

/// The cells of a row under the joined columns; a row with too few or too many cells keeps its fault.
fn placed(row: SourceRow, places: &[usize], width: usize) -> Vec<String> {
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
