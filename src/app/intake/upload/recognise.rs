//! What a file is: a canonical one by its head, a list that comes back from a squad, or one that a mapping must read.

use std::sync::Arc;

use super::as_before::{Readings, as_before};
use super::file_mapping::{file_mapping, parts_guessed, reads};
use super::kept_mapping::fitting;
use crate::app::{FileMapping, ReadAs, UploadedFile};
use crate::draw::{LEADS_SHEET, LIST_SHEET};
use crate::ingest::{FileFault, Inputs, MappingDraft, Reading, ReturnedFile, guess, is_pasted};
use crate::model::KEY_COLUMN;

/// What to do about a file of which nobody can tell what it is.
const BY_HAND: &str = "请点“各列是什么”，指出表头在哪一行、每一列是什么；不要它，就选“不导入这个文件”";

/// How a file is best read, as far as can be told without asking.
pub fn recognise(file: &UploadedFile, known: &Readings) -> ReadAs {
    let before = as_before(file, &known.before).map(Arc::new);
    // What was kept under a name goes by that name, as it stands now.
    if let Some(mapping) = before.as_ref().filter(|mapping| mapping.kept_as.is_none()) {
        return ReadAs::Mapped(Arc::clone(mapping));
    }
    let Err(fault) = canonical(file) else { return ReadAs::Canonical };
    match ReturnedFile::read(&file.path, [LIST_SHEET, LEADS_SHEET], KEY_COLUMN) {
        Ok(_) => return ReadAs::Returned,
        Err(told) if is_page(&file.name) || is_pasted(&file.path) => return ReadAs::Unreadable(told),
        Err(_) => {}
    }
    if let Some(mapping) = fitting(file, &known.kept).map(Arc::new).or(before) {
        return ReadAs::Mapped(mapping);
    }
    match guess(&file.path, &file.name, None) {
        Err(fault) => ReadAs::Unreadable(fault),
        Ok(draft) => match guessed(file, &draft) {
            Some(mapping) => ReadAs::Mapped(Arc::new(mapping)),
            None => ReadAs::Unknown(FileFault { suggestion: BY_HAND.into(), ..fault }),
        },
    }
}

/// Whether the file is read without a mapping; else why not.
fn canonical(file: &UploadedFile) -> Result<(), FileFault> {
    let mut inputs = Inputs::default();
    inputs.file(&file.path, &file.name, None);
    if let Some(problem) = inputs.problems.into_iter().next() {
        return Err(FileFault::new(problem.reason, problem.suggestion));
    }
    if inputs.files.is_empty() {
        let told = inputs.notices.first().cloned().unwrap_or_else(|| "没有认出里面的表".to_owned());
        return Err(FileFault::new(told, "请指定各列"));
    }
    inputs.files.iter().try_for_each(|input| Reading::open(input, None).map(drop))
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
