//! A first draft of a mapping for a file: which table, which column, and what is not sure.

mod choose;
mod evidence;
mod sample;
mod write;

use std::path::Path;

use choose::{TableGuess, choose};
use sample::samples;

use crate::ingest::rows::FileFault;

/// The draft, as the text of a mapping; what it is unsure of is said in comments.
pub fn guess(path: &Path, encoding: Option<&str>) -> Result<String, FileFault> {
    let samples = samples(path, encoding)?;
    let choices: Vec<TableGuess<'_>> = samples.iter().map(choose).collect();
    Ok(write::text(&choices))
}
