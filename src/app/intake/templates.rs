//! Empty canonical files for people to fill in, out of the schema the importer reads by.

use std::path::{Path, PathBuf};

use crate::app::AppError;
use crate::app::out_file::{self, Existing};
use crate::draw::{FilledIn, template};
use crate::model::schema::TABLES;
use crate::model::{CanonicalTable, failure_told};

/// What the workbooks are called: the one to begin with, and the one with a sheet for every canonical file.
pub const WORKBOOKS: [(&str, FilledIn); 2] = [("链图起步模板.xlsx", FilledIn::AtFirst), (WHOLE, FilledIn::All)];

const WHOLE: &str = "链图模板.xlsx";

/// Writes every canonical file empty into a folder, as CSV and as one workbook; gives their paths. Where one of them is
/// there already, nothing is written.
///
/// # Errors
/// One of the files is there already, or the folder cannot be written to.
pub fn write_templates(folder: &Path) -> Result<Vec<PathBuf>, AppError> {
    let mut files = vec![(folder.join(WHOLE), template_workbook(FilledIn::All)?)];
    files.extend(TABLES.iter().map(|table| (folder.join(format!("{}.csv", table.file())), template_of(table))));
    if let Some((path, _)) = files.iter().find(|(path, _)| path.symlink_metadata().is_ok()) {
        return Err(AppError::file(path, "已有这个文件，没有写入任何模板；请换一个文件夹，或先把它移走"));
    }
    std::fs::create_dir_all(folder)
        .map_err(|error| AppError::file(folder, format!("不能建立文件夹：{}", failure_told(&error))))?;
    for (path, content) in &files {
        out_file::write(path, Existing::Stays, content)?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

/// A workbook with a sheet for each of some canonical files, which explains itself.
///
/// # Errors
/// The format refuses what the schema says: a fault of ours.
pub fn template_workbook(filled_in: FilledIn) -> Result<Vec<u8>, AppError> {
    template(filled_in).map_err(|error| AppError::Internal(error.to_string()))
}

/// The Chinese headers of one canonical file, behind a BOM so that Excel reads them.
pub fn template_of(table: &CanonicalTable) -> Vec<u8> {
    let headers: Vec<&str> = table.all_columns().map(|column| column.header()).collect();
    format!("\u{feff}{}\r\n", headers.join(",")).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_header_needs_quotes() {
        for table in TABLES {
            assert!(table.all_columns().all(|c| !c.header().contains([',', '"', '\n'])), "{}", table.file());
        }
    }
}
