//! The report of an import: counts that add up, problems with their places, bounded however many there are.

use serde::Serialize;

use super::Problem;

/// How many problems and notices are told in full; the rest are counted.
pub const TOLD: usize = 1_000;

/// Rows of a file or of a whole import. `read = new + changed + unchanged + repeated + rejected`, always.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct RowCounts {
    pub read: u64,
    pub new: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub repeated: u64,
    pub rejected: u64,
}

impl std::ops::AddAssign for RowCounts {
    fn add_assign(&mut self, other: Self) {
        self.read += other.read;
        self.new += other.new;
        self.changed += other.changed;
        self.unchanged += other.unchanged;
        self.repeated += other.repeated;
        self.rejected += other.rejected;
    }
}

/// One file or sheet of an import.
#[derive(Debug, Clone, Serialize)]
pub struct FileReport {
    pub file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The canonical file it was read as.
    pub table: &'static str,
    #[serde(flatten)]
    pub counts: RowCounts,
    /// Columns the schema does not know; kept as extra values.
    pub unknown_columns: Vec<String>,
}

/// What a snapshot closes of one table and source: rows that its list no longer holds. They are counted beside the rows
/// read, since no row of a file stands for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Removal {
    pub table: &'static str,
    pub source: String,
    /// Rows that were open before.
    pub open: u64,
    pub removed: u64,
}

/// A row that makes another of a record: its name changes, and what tells it apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Renaming {
    pub file: String,
    pub row: u64,
    pub id: String,
    pub before: String,
    pub after: String,
}

/// A row that says something else than the one that stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowChange {
    pub file: String,
    pub row: u64,
    /// The canonical file it belongs to.
    pub table: &'static str,
    /// The name of the thing, or the key of the row.
    pub what: String,
    /// Header of a column, what stood there and what is said now; blank where nothing.
    pub columns: Vec<(&'static str, String, String)>,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ImportReport {
    /// Id of the import; `undo` takes it back.
    pub import: String,
    /// Its journal number, once committed with anything new.
    pub number: Option<u64>,
    pub committed: bool,
    pub dry_run: bool,
    /// Whether the rows that are not rejected are loaded, or would be but for the dry run.
    #[serde(skip)]
    pub loads: bool,
    /// Whether a file could not be read to its end, so that nothing is loaded, whatever `--on-error` says.
    pub unreadable: bool,
    #[serde(flatten)]
    pub counts: RowCounts,
    /// Rows that snapshots close, of all tables.
    pub removed: u64,
    pub removals: Vec<Removal>,
    /// Rows that make another of a record, rejected or accepted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub renamings: Vec<Renaming>,
    /// The first rows that change, column by column; none of contacts.
    #[serde(skip)]
    pub changes: Vec<RowChange>,
    /// Whether nothing is loaded because a snapshot would close too many rows unasked.
    pub removals_refused: bool,
    pub files: Vec<FileReport>,
    pub problems: Vec<Problem>,
    /// How many more problems there were than are told.
    pub problems_more: u64,
    pub notices: Vec<String>,
    pub notices_more: u64,
    /// Where the rejected rows were written.
    pub rejected_files: Vec<String>,
}

impl ImportReport {
    /// Adds a problem, or counts it where enough are told.
    pub fn problem(&mut self, problem: Problem) {
        if self.problems.len() < TOLD {
            self.problems.push(problem);
        } else {
            self.problems_more += 1;
        }
    }
}
