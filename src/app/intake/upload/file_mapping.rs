//! The mapping of one file, out of the draft of its parts.

use crate::app::{FileMapping, UploadedFile};
use crate::ingest::{Inputs, Mapping, MappingDraft, Reading, TableDraft};

/// Parts of which nobody can tell what they are.
pub fn unlike_tables(draft: &MappingDraft) -> Vec<usize> {
    let unlike = |(at, table): (usize, &TableDraft)| (!table.missing().is_empty()).then_some(at);
    draft.tables.iter().enumerate().filter_map(unlike).collect()
}

/// The mapping of the parts that are read.
pub fn file_mapping(file: &UploadedFile, draft: MappingDraft, left_out: Vec<usize>) -> Result<FileMapping, String> {
    let alone = draft.tables.len() == 1;
    let read = draft.tables.iter().enumerate().filter(|(at, _)| !left_out.contains(at));
    // The next file may call its only sheet otherwise.
    let tables = read.map(|(_, table)| TableDraft { sheet: table.sheet.clone().filter(|_| !alone), ..table.clone() });
    let written = MappingDraft { tables: tables.collect() };
    if written.tables.is_empty() {
        return Err("没有一张工作表要读；不要这个文件，请在上一页选“不导入这个文件”".to_owned());
    }
    let text = written.toml();
    let mapping = Mapping::parse(&format!("{}的映射", file.name), &text)
        .map_err(|error| format!("{}；{}", error.reason, error.suggestion))?;
    Ok(FileMapping { text, draft: Some(draft), left_out, mapping, kept_as: None, looked_at: true })
}

/// Whether a mapping finds all it speaks of in a file.
pub fn reads(file: &UploadedFile, mapping: &Mapping) -> bool {
    let mut inputs = Inputs::default();
    inputs.file_mapped(&file.path, &file.name, mapping);
    let opens = || inputs.files.iter().all(|input| Reading::open(input, None).is_ok());
    inputs.problems.is_empty() && !inputs.files.is_empty() && opens()
}
