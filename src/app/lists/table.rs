//! A list as a table that comes back: every field in words, and the key by which `return` knows each row again.

use crate::access::{Right, Scope};
use crate::app::lists::listed::{EntryLine, ListAnswer};
use crate::app::sharing::file_name;
use crate::app::{AppError, Desk};
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

impl Desk {
    /// What a file of a list is called, without its ending: 城市_产业链_目标清单_日期.
    ///
    /// # Errors
    /// The caller may not see the list.
    pub fn list_file_name(&self, answer: &ListAnswer) -> Result<String, AppError> {
        let graph = self.may(Right::SeeList, Scope::Chain(&answer.chain))?.graph();
        let chain = graph.chains.iter().find(|chain| chain.id == answer.chain);
        let city = chain.and_then(|chain| chain.adcode).map(|home| graph.regions.name(home)).unwrap_or_default();
        Ok(file_name(&city, &answer.chain_name, "目标清单", self.today()))
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
