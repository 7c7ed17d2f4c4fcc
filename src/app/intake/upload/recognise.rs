//! What a file is: a canonical one by its head, a list that comes back from a squad, or one that a mapping must read.

use std::cell::LazyCell;
use std::sync::Arc;

use super::as_before::{Readings, as_before};
use super::file_mapping::{file_mapping, parts_guessed, reads};
use super::kept_mapping::fitting;
use crate::app::{FileMapping, ReadAs, UploadedFile};
use crate::draw::{LEADS_SHEET, LIST_SHEET};
use crate::ingest::{ColumnByHand, FileFault, Inputs, MappingDraft, Meaning, Reading, ReturnedFile, guess, is_pasted};
use crate::model::KEY_COLUMN;

/// What to do about a file of which nobody can tell what it is.
const BY_HAND: &str = "请点“各列是什么”，指出表头在哪一行、每一列是什么；不要它，就选“不导入这个文件”";

/// How a file is best read, as far as can be told without asking.
pub fn recognise(file: &UploadedFile, known: &Readings) -> ReadAs {
    let draft = LazyCell::new(|| guess(&file.path, &file.name, None));
    let drafted = || draft.as_ref().ok();
    let before = as_before(file, &known.before, drafted).map(Arc::new);
    // What was kept under a name goes by that name, as it stands now.
    if let Some(mapping) = before.as_ref().filter(|mapping| mapping.kept_as.is_none()) {
        return ReadAs::Mapped(Arc::clone(mapping));
    }
    let fault = match canonical(file) {
        Ok(open) => {
            let placing = || drafted().and_then(|draft| placing(file, draft));
            let asking = || drafted().and_then(|draft| guessed(file, draft)).filter(leaves_unit_open);
            let mapping = open.columns.then(placing).flatten();
            let mapping = mapping.or_else(|| open.amounts.then(asking).flatten());
            return mapping.map_or(ReadAs::Canonical, |mapping| ReadAs::Mapped(Arc::new(mapping)));
        }
        Err(fault) => fault,
    };
    match ReturnedFile::read(&file.path, [LIST_SHEET, LEADS_SHEET], KEY_COLUMN) {
        Ok(_) => return ReadAs::Returned,
        Err(told) if is_page(&file.name) || is_pasted(&file.path) => return ReadAs::Unreadable(told),
        Err(_) => {}
    }
    if let Some(mapping) = fitting(file, &known.kept).map(Arc::new).or(before) {
        return ReadAs::Mapped(mapping);
    }
    match &*draft {
        Err(fault) => ReadAs::Unreadable(fault.clone()),
        Ok(draft) => match guessed(file, draft) {
            Some(mapping) => ReadAs::Mapped(Arc::new(mapping)),
            None => ReadAs::Unknown(FileFault { suggestion: BY_HAND.into(), ..fault }),
        },
    }
}

/// What a file that is read without a mapping leaves open.
#[derive(Default)]
struct LeftOpen {
    /// Columns are none of its table's: they are kept as they are, and say nothing.
    columns: bool,
    /// Columns of money say no unit, headed as people head them and not as our templates do.
    amounts: bool,
}

/// Whether somebody must say in which unit amounts of a file are.
fn leaves_unit_open(mapping: &FileMapping) -> bool {
    let columns = mapping.parts.iter().flatten().flat_map(|part| &part.tables).flat_map(|table| &table.columns);
    columns.into_iter().any(ColumnByHand::leaves_unit_open)
}

/// How a file is read without a mapping, if it is; else why not.
fn canonical(file: &UploadedFile) -> Result<LeftOpen, FileFault> {
    let mut inputs = Inputs::default();
    inputs.file(&file.path, &file.name, None);
    if let Some(problem) = inputs.problems.into_iter().next() {
        return Err(FileFault::new(problem.reason, problem.suggestion));
    }
    if inputs.files.is_empty() {
        let told = inputs.notices.first().cloned().unwrap_or_else(|| "没有认出里面的表".to_owned());
        return Err(FileFault::new(told, "请指定各列"));
    }
    let mut open = LeftOpen::default();
    for input in &inputs.files {
        let reading = Reading::open(input, None)?;
        let header = reading.header();
        open.columns |= header.columns.iter().any(|column| matches!(column, Meaning::Extra(_)));
        open.amounts |= header.leaves_units_open();
    }
    Ok(open)
}

/// The mapping of a list of firms of which a column says in which segment each is: the table's own head would leave it
/// beside, and every firm out of all chains.
fn placing(file: &UploadedFile, draft: &MappingDraft) -> Option<FileMapping> {
    draft.tables.iter().any(|table| table.placing.is_some()).then(|| guessed(file, draft)).flatten()
}

/// The mapping of a draft, where it reads the file as it stands.
fn guessed(file: &UploadedFile, draft: &MappingDraft) -> Option<FileMapping> {
    let mapping = FileMapping { looked_at: false, ..file_mapping(file, parts_guessed(draft)).ok()? };
    reads(file, &mapping.mapping).then_some(mapping)
}

fn is_page(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with(".html") || name.ends_with(".htm")
}
