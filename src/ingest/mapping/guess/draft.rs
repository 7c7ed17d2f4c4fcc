//! What a draft says: a table for each sheet or array, a line for each column of the source.

use crate::model::{CanonicalColumn, CanonicalTable};

/// A draft of a mapping; [`MappingDraft::toml`] writes it.
#[derive(Debug, Clone)]
pub struct MappingDraft {
    /// One for each sheet or array that looks like a list.
    pub tables: Vec<TableDraft>,
}

/// What one sheet of a file, or one array in it, is likely to be.
#[derive(Debug, Clone)]
pub struct TableDraft {
    /// The file's name, which the mapping's pattern is made of.
    pub file: String,
    /// The sheet of a workbook; none for any other file.
    pub sheet: Option<String>,
    /// Where in a JSON file the array stands, as RFC 6901 writes it.
    pub rows: Option<String>,
    /// Where the header begins, from 1, if titles stand above it.
    pub header_row: Option<u64>,
    /// How many rows the header has.
    pub header_rows: usize,
    /// The canonical file it feeds.
    pub table: &'static CanonicalTable,
    /// What stands for blank in it.
    pub blank: Vec<String>,
    /// Under what name the titles between the rows stand; the last of the columns is theirs.
    pub group: Option<String>,
    /// Headers of a chain's levels, the highest first.
    pub levels: Vec<String>,
    /// Rows that are no records, as the line says that would leave them out; how many were seen.
    pub left_out: Option<(String, usize)>,
    /// The column that says the segments of firms, where this is a list of them.
    pub placing: Option<PlacingDraft>,
    /// One for each named column of the source, in its order.
    pub columns: Vec<ColumnDraft>,
    /// What is not sure of the table as a whole, in Chinese.
    pub doubts: Vec<String>,
    /// Further tables that the same rows are likely to feed.
    pub also: Vec<&'static CanonicalTable>,
}

/// What one column of the source is likely to be.
#[derive(Debug, Clone)]
pub struct ColumnDraft {
    /// The source's header; names of groups above it stand before it.
    pub header: String,
    /// The column it goes into; none where it stays an extra value, or is left out.
    pub field: Option<&'static CanonicalColumn>,
    /// Left out on purpose: whom to call stands in contacts alone, and what counts the rows says nothing.
    pub ignored: bool,
    /// For amounts without one: 元, 千元, 万元, 百万 or 亿元.
    pub unit: Option<String>,
    /// Further keys of the column, as TOML: `take = "number"`.
    pub steps: Vec<String>,
    /// How sure the column is that it goes into.
    pub sureness: Sureness,
    /// Why, in Chinese.
    pub reason: String,
    /// Three values at most, shortened.
    pub samples: Vec<String>,
}

/// A column of a list of firms that says their segments.
#[derive(Debug, Clone)]
pub struct PlacingDraft {
    /// Its header.
    pub header: String,
    /// Further keys of the column, as TOML.
    pub steps: Vec<String>,
    /// The header of the column that says what each firm makes there.
    pub product: Option<String>,
}

/// How sure a guess is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// By the values alone, or by nothing: a person must look at it.
    Unsure,
    /// The header is only like the column's names, or a value does not fit.
    Likely,
    /// The header is a name of the column, and every value fits.
    Sure,
}

impl Sureness {
    /// The word for it.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Sure => "确定",
            Self::Likely => "较有把握",
            Self::Unsure => "不确定",
        }
    }
}

impl TableDraft {
    /// Columns that must be given and that nothing was found for.
    pub fn missing(&self) -> Vec<&'static CanonicalColumn> {
        let by_level = |c: &CanonicalColumn| !self.levels.is_empty() && ["segment", "name"].contains(&c.name);
        let found = |c: &CanonicalColumn| by_level(c) || self.header_of(c.name).is_some();
        self.table.columns.iter().filter(|c| c.role.must_be_given() && !found(c) && !self.hashes(c)).collect()
    }

    /// Whether a column is an id that a hash of the name stands in for.
    pub fn hashes(&self, column: &CanonicalColumn) -> bool {
        let found = |name: &str| self.header_of(name).is_some();
        column.role == crate::model::Role::Id && !found(column.name) && found("name")
    }

    /// The source's header of a column.
    pub fn header_of(&self, name: &str) -> Option<&str> {
        let own = self.columns.iter().find(|own| own.field.is_some_and(|field| field.name == name))?;
        Some(&own.header)
    }
}
