//! A first draft of a mapping for a file: which table, which column, in which unit, and how sure that is.

mod choose;
mod column;
mod draft;
mod evidence;
mod heading;
mod part;
mod placing;
mod profile;
mod sample;
mod unit_above;
mod words;
mod write;

use std::path::Path;

use choose::choose;
pub use draft::{ColumnDraft, MappingDraft, Sureness, TableDraft};
pub use part::{PartAsked, PartSeen, part_seen, parts_of};
use sample::samples;
pub use words::heads_stages;

use crate::ingest::rows::FileFault;

/// The draft for a file that is called `name`. What is looked at is bounded: a thousand rows, the beginning of each cell.
///
/// # Errors
/// The file cannot be read, or nothing in it is like a table.
pub fn guess(path: &Path, name: &str, encoding: Option<&str>) -> Result<MappingDraft, FileFault> {
    let tables = samples(path, name, encoding)?.into_iter().map(choose).collect();
    Ok(MappingDraft { tables })
}
