//! Empty canonical files for people to fill in, out of the schema the importer reads by.

use std::path::{Path, PathBuf};

use crate::app::AppError;
use crate::app::out_file::{self, Existing};
use crate::draw::template;
use crate::model::schema::TABLES;
use crate::model::{CanonicalTable, failure_told};

/// What the workbook with a sheet for every canonical file is called.
pub const WORKBOOK: &str = "链图模板.xlsx";

/// Writes every canonical file empty into a folder, as CSV and as one workbook; gives their paths. Where one of them is
/// there already, nothing is written.
///
/// # Errors
/// One of the files is there already, or the folder cannot be written to.
pub fn write_templates(folder: &Path) -> Result<Vec<PathBuf>, AppError> {
    let mut files = vec![(folder.join(WORKBOOK), template_workbook()?)];
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

/// The workbook with a sheet for every canonical file, which explains itself.
///
/// # Errors
/// The format refuses what the schema says: a fault of ours.
pub fn template_workbook() -> Result<Vec<u8>, AppError> {
    template().map_err(|error| AppError::Internal(error.to_string()))
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
