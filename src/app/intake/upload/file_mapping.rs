//! The mapping of one file, out of what is said of its parts.

use crate::app::{FileMapping, PartByHand, UploadedFile};
use crate::ingest::{Inputs, Mapping, MappingDraft, Reading, TableByHand, TableDraft, mapping_text};
use crate::model::CanonicalTable;

/// What was guessed of the parts; those of which nobody can tell what they are, are not read until somebody says otherwise.
pub fn parts_guessed(draft: &MappingDraft) -> Vec<PartByHand> {
    let part = |draft: &TableDraft| {
        let table = TableByHand::from(draft);
        let read = table.missing().is_empty();
        // Where the rows also say in which segment each firm is, that is read too.
        let placing = TableByHand::placing(draft, &table).filter(|_| read);
        let is_placed =
            |also: &&CanonicalTable| placing.as_ref().is_some_and(|placing| placing.table.kind == also.kind);
        let also = table.also.iter().copied().filter(|also| !is_placed(also)).collect();
        let table = TableByHand { also, ..table };
        PartByHand { read, tables: [table].into_iter().chain(placing).collect() }
    };
    draft.tables.iter().map(part).collect()
}

/// The mapping of the parts that are read; a table of which something is still to be said waits beside it.
pub fn file_mapping(file: &UploadedFile, parts: Vec<PartByHand>) -> Result<FileMapping, String> {
    let alone = parts.len() == 1;
    let read = parts.iter().filter(|part| part.read).flat_map(|part| &part.tables);
    let read = read.filter(|table| table.missing().is_empty());
    // The next file may call its only sheet otherwise.
    let named = |table: &TableByHand| TableByHand { sheet: table.sheet.clone().filter(|_| !alone), ..table.clone() };
    let tables: Vec<TableByHand> = read.map(named).collect();
    if tables.is_empty() {
        return Err("没有一张工作表要读；不要这个文件，请在上一页选“不导入这个文件”".to_owned());
    }
    let text = mapping_text(&tables);
    let mapping = Mapping::parse(&format!("{}的映射", file.name), &text)
        .map_err(|error| format!("{}；{}", error.reason, error.suggestion))?;
    Ok(FileMapping { text, parts: Some(parts), mapping, kept_as: None, before: None, looked_at: true })
}

/// Whether a mapping finds all it speaks of in a file.
pub fn reads(file: &UploadedFile, mapping: &Mapping) -> bool {
    let mut inputs = Inputs::default();
    inputs.file_mapped(&file.path, &file.name, mapping);
    let opens = || inputs.files.iter().all(|input| Reading::open(input, None).is_ok());
    inputs.problems.is_empty() && !inputs.files.is_empty() && opens()
}
