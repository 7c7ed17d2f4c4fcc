//! The file of the rejected rows only: fixed, it is imported again; and what a mapping could say so that they are not.

mod joined_table;
mod mapping_lines;
mod source;
mod target;

use std::path::{Path, PathBuf};

use crate::app::AppError;
use crate::ingest::Input;
use crate::model::Kind;
use joined_table::JoinedTable;
pub use mapping_lines::MappingLines;
use target::beside;
pub use target::refuse_target;

/// Row numbers that were rejected, by the place of their file in the list of inputs.
pub type RejectedRows = Vec<Vec<u64>>;

/// Writes the rejected rows as given: one table to `path`, several each beside it as `stem.table.csv`; so too one whose
/// header alone does not say which table it is. Rows of mapped files in the source's own form.
pub fn write(
    path: &Path,
    inputs: &[Input],
    rejected: &RejectedRows,
    encoding: Option<&str>,
) -> Result<Vec<PathBuf>, AppError> {
    let (mapped, canonical): (Vec<_>, Vec<_>) =
        inputs.iter().zip(rejected).partition(|(input, _)| input.rule.is_some());
    let with_rows = |kind: &Kind| canonical.iter().any(|(input, rows)| input.kind == *kind && !rows.is_empty());
    let kinds: Vec<Kind> = Kind::records().filter(with_rows).collect();
    let mut written = source::write(path, &mapped, kinds.is_empty(), encoding)?;
    for kind in &kinds {
        let of_kind: Vec<(&Input, &Vec<u64>)> =
            canonical.iter().copied().filter(|(input, rows)| input.kind == *kind && !rows.is_empty()).collect();
        let table = JoinedTable::of(*kind, &of_kind, encoding);
        let alone = kinds.len() == 1 && written.is_empty() && table.kind_at(path) == Some(*kind);
        let target = if alone { path.to_owned() } else { beside(path, *kind) };
        table.write(&target)?;
        written.push(target);
    }
    Ok(written)
}
