//! Correcting by hand how a file is read: which table, where its header stands, what each column is.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::file_mapping::{file_mapping, unlike_tables};
use super::received::no_file;
use crate::access::{Right, Scope};
use crate::app::{AppError, StoreDesk};
use crate::app::{ReadAs, UploadedFile};
use crate::ingest::{
    ColumnDraft, FileFault, MappingDraft, PartAsked, PartSeen, Sureness, TableDraft, guess, part_seen, parts_of,
};
use crate::model::Kind;

/// What a person says of one column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnByHand {
    /// By default it is kept beside the fields.
    pub goes: ColumnGoes,
    /// Of amounts without one; none as the header says.
    pub unit: Option<String>,
}

/// Where a column goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ColumnGoes {
    /// Kept beside the fields, under its header.
    #[default]
    Extra,
    /// Not taken.
    Nowhere,
    /// Into a field, by its name in the schema.
    Field(String),
}

/// What a person says of one part of a file.
#[derive(Debug, Clone, Default)]
pub struct PartByHand {
    /// None: the part is not read.
    pub table: Option<Kind>,
    /// Row of the header, from 1; none: as it was found.
    pub header_row: Option<u64>,
    /// How many rows the header has; none: as it was found.
    pub header_rows: Option<usize>,
    /// What stands for blank.
    pub blank: Vec<String>,
    /// By the places of the draft's columns.
    pub columns: BTreeMap<usize, ColumnByHand>,
    /// Keep it under this name for the next file.
    pub keep_as: Option<String>,
}

/// One part of a file as the page shows it.
#[derive(Debug, Clone)]
pub struct PartShown {
    /// As it came, and how it is read now.
    pub file: UploadedFile,
    /// What the parts are called.
    pub parts: Vec<String>,
    /// What the part looks like and what its mapping makes of it.
    pub seen: PartSeen,
    /// Whether the part is read.
    pub read: bool,
}

impl StoreDesk {
    /// One part of a file, with what is known of it: as it was corrected last, or drafted again as asked.
    ///
    /// # Errors
    /// There is no such upload, file or part, or it cannot be read.
    pub fn part_shown(&self, id: &str, place: usize, part: usize, asked: PartAsked) -> Result<PartShown, AppError> {
        self.may(Right::Import, Scope::City)?;
        let file = self.open_upload(id)?.file(place).ok_or_else(|| no_file(place))?;
        let told =
            |fault: FileFault| AppError::BadRequest(format!("{}：{}；{}", file.name, fault.reason, fault.suggestion));
        let parts = parts_of(&file.path, &file.name).map_err(told)?;
        let before = match &file.read_as {
            ReadAs::Mapped(mapping) => mapping.draft.as_ref().and_then(|draft| draft.tables.get(part).cloned()),
            _ => None,
        };
        let again = asked.table.is_some() || asked.header_row.is_some() || asked.header_rows.is_some();
        let before = before.filter(|_| !again);
        let asked = before.as_ref().map_or(asked, |before| PartAsked {
            table: Some(before.table.kind),
            header_row: before.header_row,
            header_rows: Some(before.header_rows),
        });
        let mut seen = part_seen(&file.path, &file.name, part, asked).map_err(told)?;
        if let Some(before) = before {
            seen.draft = before;
        }
        let read = !matches!(&file.read_as, ReadAs::Mapped(mapping) if mapping.left_out.contains(&part));
        Ok(PartShown { file, parts, seen, read })
    }

    /// Reads a file as a person says of one part of it; the other parts stay as they were.
    ///
    /// # Errors
    /// There is no such upload, file or part; what was said cannot be meant: then nothing is changed, and the part comes
    /// back as it was said, beside the sentence that says what is wrong.
    pub fn read_by_hand(
        &self,
        id: &str,
        place: usize,
        part: usize,
        said: &PartByHand,
    ) -> Result<Result<(), (Box<PartShown>, String)>, AppError> {
        let upload = self.open_upload(id)?;
        let asked = PartAsked { table: said.table, header_row: said.header_row, header_rows: said.header_rows };
        let mut shown = self.part_shown(id, place, part, asked)?;
        shown.read = said.table.is_some();
        apply(&mut shown.seen.draft, said);
        let (mut draft, mut left_out) = drafted(&shown.file)?;
        left_out.retain(|left| *left != part);
        if said.table.is_none() {
            left_out.push(part);
        }
        if let Some(table) = draft.tables.get_mut(part) {
            *table = shown.seen.draft.clone();
        }
        let missing = if shown.read { missing(&shown.seen.draft) } else { None };
        let mapping = match missing {
            Some(wrong) => Err(wrong),
            None => file_mapping(&shown.file, draft, left_out),
        };
        match mapping {
            Err(wrong) => Ok(Err((Box::new(shown), wrong))),
            Ok(mut mapping) => {
                if let Some(name) = &said.keep_as {
                    mapping.kept_as = Some(self.keep_mapping(name, &mapping.text)?);
                }
                upload.read_file_as(place, ReadAs::Mapped(Arc::new(mapping)));
                Ok(Ok(()))
            }
        }
    }
}

/// The draft of a file as it stands, and which parts of it are not read: those that are no tables, until somebody says
/// otherwise.
fn drafted(file: &UploadedFile) -> Result<(MappingDraft, Vec<usize>), AppError> {
    if let ReadAs::Mapped(mapping) = &file.read_as
        && let Some(draft) = &mapping.draft
    {
        return Ok((draft.clone(), mapping.left_out.clone()));
    }
    let told =
        |fault: FileFault| AppError::BadRequest(format!("{}：{}；{}", file.name, fault.reason, fault.suggestion));
    let draft = guess(&file.path, &file.name, None).map_err(told)?;
    let left_out = unlike_tables(&draft);
    Ok((draft, left_out))
}

fn missing(draft: &TableDraft) -> Option<String> {
    let missing: Vec<&str> = draft.missing().iter().map(|column| column.header()).collect();
    let table = draft.table.kind.zh();
    (!missing.is_empty()).then(|| format!("读作{table}还缺必需的：{}；请指出是哪一列", missing.join("、")))
}

/// Puts what a person said into the draft.
fn apply(draft: &mut TableDraft, said: &PartByHand) {
    draft.blank = said.blank.clone();
    let table = draft.table;
    for (at, by_hand) in &said.columns {
        let Some(column) = draft.columns.get_mut(*at) else { continue };
        let field = match &by_hand.goes {
            ColumnGoes::Field(name) => table.all_columns().find(|field| field.name == name),
            ColumnGoes::Extra | ColumnGoes::Nowhere => None,
        };
        let before = column.field.map(|field| field.name);
        if before != field.map(|field| field.name) {
            *column = ColumnDraft {
                steps: Vec::new(),
                sureness: Sureness::Sure,
                reason: "人工指定".to_owned(),
                ..column.clone()
            };
        }
        (column.field, column.ignored) = (field, by_hand.goes == ColumnGoes::Nowhere);
        column.unit = by_hand.unit.clone().filter(|_| field.is_some_and(is_amount));
    }
}

/// Whether a field takes a unit.
pub fn is_amount(field: &crate::model::CanonicalColumn) -> bool {
    matches!(field.holds, crate::model::Holds::Money)
}
