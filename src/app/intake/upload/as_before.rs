//! A file whose head its bearer brought in before: it is read as that one was.

use super::file_mapping::{file_mapping, parts_guessed, reads};
use super::kept_mapping::KeptMapping;
use crate::access::{Right, Scope};
use crate::app::{AppError, StoreDesk};
use crate::app::{FileMapping, PartByHand, ReadBefore, UploadedFile};
use crate::ingest::{ColumnByHand, MappingDraft, TableByHand};
use std::sync::Arc;

/// What is known of how files are read.
#[derive(Debug, Clone, Default)]
pub struct Readings {
    /// Mappings that people kept under a name.
    pub kept: Vec<KeptMapping>,
    /// How the caller had files read, the last first.
    pub before: Vec<ReadBefore>,
}

impl StoreDesk {
    /// What is known of how files of the caller are read.
    pub(super) fn readings(&self) -> Result<Readings, AppError> {
        let at = self.may(Right::Import, Scope::Somewhere)?;
        Ok(Readings { kept: self.kept_mappings()?, before: at.uploads()?.read_before(at.caller()) })
    }

    /// Takes note of how a file is read, for the next one with that head.
    pub(super) fn remember(&self, name: &str, mapping: &Arc<FileMapping>) -> Result<(), AppError> {
        let at = self.may(Right::Import, Scope::Somewhere)?;
        at.uploads()?.remember(at.caller(), name, mapping);
        Ok(())
    }
}

/// The mapping of a file of which a part has the head of one that was read before; none where none has, or it cannot be
/// read so.
pub fn as_before<'d>(
    file: &UploadedFile,
    before: &[ReadBefore],
    draft: impl FnOnce() -> Option<&'d MappingDraft>,
) -> Option<FileMapping> {
    if before.is_empty() {
        return None;
    }
    let mut last: Option<&ReadBefore> = None;
    let read = |part: PartByHand| match before.iter().find_map(|one| Some((one, one.part(&part)?))) {
        Some((one, was)) => {
            last.get_or_insert(one);
            if one.mapping.looked_at { as_it_was(was, &part) } else { in_its_units(was, part) }
        }
        None => part,
    };
    let parts: Vec<PartByHand> = parts_guessed(draft()?).into_iter().map(read).collect();
    let last = last?;
    let FileMapping { kept_as, looked_at, .. } = FileMapping::clone(&last.mapping);
    let mapping =
        FileMapping { kept_as, looked_at, before: Some(last.name.clone()), ..file_mapping(file, parts).ok()? };
    reads(file, &mapping.mapping).then_some(mapping)
}

/// A part that was guessed before and is guessed again, in the units that were said of its amounts where it says none.
fn in_its_units(was: &PartByHand, mut now: PartByHand) -> PartByHand {
    for (was, now) in was.tables.iter().zip(&mut now.tables) {
        for (was, now) in was.columns.iter().zip(&mut now.columns) {
            if now.cells.unit.is_empty() && now.goes == was.goes {
                now.cells.unit.clone_from(&was.cells.unit);
            }
        }
    }
    now
}

/// A part read as another with its head was. What comes again may be a part of the list: nothing is closed for it.
fn as_it_was(was: &PartByHand, now: &PartByHand) -> PartByHand {
    let Some(here) = now.tables.first() else { return now.clone() };
    let column = |(was, now): (&ColumnByHand, &ColumnByHand)| {
        let samples = now.samples.clone();
        ColumnByHand { samples, ..was.clone() }
    };
    let table = |was: &TableByHand| TableByHand {
        sheet: here.sheet.clone(),
        rows: here.rows.clone(),
        header_row: here.header_row,
        header_rows: here.header_rows,
        snapshot: false,
        columns: was.columns.iter().zip(&here.columns).map(column).collect(),
        ..was.clone()
    };
    PartByHand { read: was.read, tables: was.tables.iter().map(table).collect() }
}
