//! In which unit the amounts of a list are: what its columns are read in and why, and which of them somebody must say.
//!
//! Invariant: **No amount comes in by the page in a unit that nobody said.** Neither head nor cell nor a row above the head says
//! it: then the upload waits until a person does.

use std::sync::Arc;

use super::file_mapping::file_mapping;
use super::received::no_file;
use crate::access::{Right, Scope};
use crate::app::{AppError, StoreDesk};
use crate::app::{FileMapping, ReadAs, UploadedFile};
use crate::ingest::ColumnByHand;

/// Where a column of amounts stands, from 0: its file, the part of it, the table among those the part feeds, the column.
pub type UnitPlace = [usize; 4];

/// A column of amounts whose header does not say their unit.
#[derive(Debug, Clone)]
pub struct UnitLine {
    /// Where it stands.
    pub place: UnitPlace,
    /// The file it is of.
    pub file: String,
    /// Its header.
    pub header: String,
    /// A few of its amounts.
    pub samples: String,
    /// The unit they are read in; blank where somebody must say it.
    pub unit: String,
    /// What says so.
    pub why: String,
}

/// The columns of amounts of an upload whose headers leave their unit open.
pub fn unit_lines(files: &[UploadedFile]) -> Vec<UnitLine> {
    let mut lines = Vec::new();
    for (file_at, file) in files.iter().enumerate() {
        let ReadAs::Mapped(mapping) = &file.read_as else { continue };
        for (part_at, part) in mapping.parts.iter().flatten().enumerate().filter(|(_, part)| part.read) {
            let tables = part.tables.iter().enumerate();
            let columns = tables.flat_map(|(at, table)| table.columns.iter().enumerate().map(move |own| (at, own)));
            for (table_at, (at, column)) in columns.filter(|(_, (_, column))| column.leaves_unit_open()) {
                lines.push(UnitLine {
                    place: [file_at, part_at, table_at, at],
                    file: file.name.clone(),
                    header: column.header.clone(),
                    samples: column.samples.join("、"),
                    unit: column.cells.unit.clone(),
                    why: why(column),
                });
            }
        }
    }
    lines
}

/// The part of a column's reason that speaks of its unit.
fn why(column: &ColumnByHand) -> String {
    let said = column.reason.split('；').filter(|clause| clause.contains("单位") || clause.contains("按元读"));
    let said = said.collect::<Vec<_>>().join("；");
    match (said.is_empty(), column.cells.unit.is_empty()) {
        (false, false) => said,
        (true, false) => "您选的".to_owned(),
        (_, true) => "表头、格子和表头上方都没有写".to_owned(),
    }
}

/// Refuses an upload of which somebody must still say a unit.
pub fn refuse_unsaid(files: &[UploadedFile]) -> Result<(), AppError> {
    match unit_lines(files).into_iter().find(|line| line.unit.is_empty()) {
        None => Ok(()),
        Some(UnitLine { file, header, .. }) => Err(AppError::BadRequest(format!(
            "{file} 的列“{header}”没有写金额的单位：请先选是元、万元还是亿元；没有写入任何内容"
        ))),
    }
}

impl StoreDesk {
    /// Reads the amounts of columns in the units that a person says; what else of them was guessed stays guessed.
    ///
    /// # Errors
    /// There is no such upload or column, or it is being imported.
    pub fn say_units(&self, id: &str, said: &[(UnitPlace, String)]) -> Result<(), AppError> {
        self.may(Right::Import, Scope::Somewhere)?;
        let upload = self.open_upload(id)?;
        for (place @ [file_at, ..], unit) in said {
            let file = upload.file(*file_at).ok_or_else(|| no_file(*file_at))?;
            let mapping = Arc::new(in_unit(&file, *place, unit)?);
            self.remember(&file.name, &mapping)?;
            upload.read_file_as(*file_at, ReadAs::Mapped(mapping));
        }
        Ok(())
    }
}

/// The mapping of a file with the amounts of a column in a unit.
fn in_unit(
    file: &UploadedFile,
    [file_at, part, table, column]: UnitPlace,
    unit: &str,
) -> Result<FileMapping, AppError> {
    let ReadAs::Mapped(mapping) = &file.read_as else { return Err(no_file(file_at)) };
    let mut parts = mapping.parts.clone().unwrap_or_default();
    let table = parts.get_mut(part).and_then(|part| part.tables.get_mut(table));
    let column = table.and_then(|table| table.columns.get_mut(column)).filter(|column| column.is_money());
    let column = column.ok_or_else(|| no_file(file_at))?;
    if column.cells.unit != unit {
        unit.clone_into(&mut column.cells.unit);
        column.reason =
            column.reason.split('；').filter(|clause| !clause.contains("单位")).collect::<Vec<_>>().join("；");
    }
    let made = file_mapping(file, parts).map_err(AppError::BadRequest)?;
    let FileMapping { kept_as, before, looked_at, .. } = FileMapping::clone(mapping);
    Ok(FileMapping { kept_as, before, looked_at, ..made })
}
