//! A list as a table that comes back: every field in words, and the key by which `return` knows each row again.

use super::listed::{EntryLine, ListAnswer};
use crate::app::{App, AppError, file_name};
use crate::ingest::guarded;
use crate::model::{EntryField, KEY_COLUMN};
use crate::work::list_key;

impl ListAnswer {
    /// The entries as CSV, with a BOM so that Excel reads it.
    ///
    /// # Errors
    /// Where it cannot be written; a fault of ours.
    pub fn csv(&self) -> Result<String, AppError> {
        let fault = |error: csv::Error| AppError::Internal(error.to_string());
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(headers()).map_err(fault)?;
        for entry in &self.entries {
            writer.write_record(cells(&self.chain, entry)).map_err(fault)?;
        }
        let bytes = writer.into_inner().map_err(|error| AppError::Internal(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| AppError::Internal(error.to_string()))
    }
}

impl App {
    /// What a file of a list is called, without its ending: 城市_产业链_目标清单_日期.
    pub fn list_file_name(&self, answer: &ListAnswer) -> String {
        let chain = self.chains().into_iter().find(|line| line.chain == answer.chain);
        let city = chain.and_then(|line| line.home_name).unwrap_or_default();
        file_name(&city, &answer.chain_name, "目标清单", self.today())
    }
}

fn headers() -> Vec<&'static str> {
    let fields = EntryField::columns().into_iter().map(EntryField::zh);
    ["企业编号", "企业"].into_iter().chain(fields).chain([KEY_COLUMN]).collect()
}

/// As the headers stand, with nothing that a spreadsheet would take for a formula.
fn cells(chain: &str, entry: &EntryLine) -> Vec<String> {
    let key = list_key(chain, &entry.record, entry.version);
    let fields = entry.cells.iter().map(|(_, text)| text.as_str());
    let cells = [entry.enterprise.as_str(), &entry.name].into_iter().chain(fields).chain([key.as_str()]);
    cells.map(guarded).collect()
}
