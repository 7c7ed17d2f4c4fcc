//! The rows of a page as a file, named 城市_产业链_内容_日期.

use axum::response::Response;

use crate::app::{AppError, Head, file_name};
use crate::draw::{DocumentHead, Table, table_workbook};
use crate::http::frame::download::{CSV, WORKBOOK, taken_away};
use crate::http::frame::failure::Failure;
use crate::http::frame::query::Readable;
use crate::model::Day;

/// What a table is saved as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFile {
    Csv,
    Xlsx,
}

impl TableFile {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Xlsx];

    /// As an address names it, and the file's name ends.
    pub fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The kind of its content.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Csv => CSV,
            Self::Xlsx => WORKBOOK,
        }
    }
}

impl Readable for TableFile {
    const EXPECTED: &'static str = "csv 或 xlsx";

    fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|file| file.code() == text)
    }
}

/// What the tables of a page are of: what their files are called by, and say on every sheet.
#[derive(Debug, Clone)]
pub struct TableOrigin {
    pub city: String,
    pub chain: String,
    pub as_of: Day,
    pub rules: String,
}

impl From<&Head> for TableOrigin {
    fn from(head: &Head) -> Self {
        let (city, chain) = (head.home_name.clone(), head.chain_name.clone());
        Self { city, chain, as_of: head.as_of, rules: head.rules.clone() }
    }
}

/// The file of a table that is arranged.
pub(super) fn made(table: Table, form: TableFile, origin: &TableOrigin) -> Result<Response, Failure> {
    let name = file_name(&origin.city, &origin.chain, table.title, origin.as_of);
    let name = format!("{name}.{}", form.code());
    match form {
        TableFile::Csv => Ok(taken_away(table.csv(), form.kind(), &name)),
        TableFile::Xlsx => {
            let title = [origin.city.as_str(), &origin.chain].join(" ").trim().to_owned();
            let (as_of, rules) = (origin.as_of.to_string(), origin.rules.clone());
            let facts = DocumentHead { title, as_of, rules, mark: None };
            let content = table_workbook(&table, &facts).map_err(|error| AppError::Internal(error.to_string()))?;
            Ok(taken_away(content, form.kind(), &name))
        }
    }
}
