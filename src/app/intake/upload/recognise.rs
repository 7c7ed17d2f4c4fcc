//! What a file is: a canonical one by its head, a list that comes back from a squad, or one that a mapping must read.

use std::sync::Arc;

use crate::app::uploads::{FileMapping, ReadAs, UploadedFile};
use crate::draw::{LEADS_SHEET, LIST_SHEET};
use crate::ingest::{FileFault, Inputs, Mapping, Reading, ReturnedFile, guess};
use crate::model::KEY_COLUMN;

/// How mappings of uploads are called in messages.
const MAPPING: &str = "映射";

/// How a file is best read, as far as can be told without asking.
pub fn recognise(file: &UploadedFile) -> ReadAs {
    let Err(fault) = canonical(file) else { return ReadAs::Canonical };
    match ReturnedFile::read(&file.path, [LIST_SHEET, LEADS_SHEET], KEY_COLUMN) {
        Ok(_) => return ReadAs::Returned,
        Err(told) if is_page(&file.name) => return ReadAs::Unknown(told),
        Err(_) => {}
    }
    guessed(file).unwrap_or(ReadAs::Unknown(fault))
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

/// The guess of a mapping, where it reads the file as it stands.
fn guessed(file: &UploadedFile) -> Option<ReadAs> {
    let text = guess(&file.path, None).ok()?;
    let mapping = Mapping::parse(MAPPING, &text).ok()?;
    reads(file, &mapping)
        .then(|| ReadAs::Mapped(Arc::new(FileMapping { text, mapping, kept_as: None, looked_at: false })))
}

/// Whether a mapping finds all it speaks of in a file.
pub fn reads(file: &UploadedFile, mapping: &Mapping) -> bool {
    let mut inputs = Inputs::default();
    inputs.file_mapped(&file.path, &file.name, mapping);
    let opens = || inputs.files.iter().all(|input| Reading::open(input, None).is_ok());
    inputs.problems.is_empty() && !inputs.files.is_empty() && opens()
}

fn is_page(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with(".html") || name.ends_with(".htm")
}
