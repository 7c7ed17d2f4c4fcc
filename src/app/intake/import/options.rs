use std::path::PathBuf;

use crate::ingest::Inputs;

/// What an import is asked to do.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// The files that are read, as what.
    pub inputs: Inputs,
    /// Show what would change; write nothing.
    pub dry_run: bool,
    /// What becomes of the good rows where others are wrong.
    pub on_error: OnError,
    /// Close however many rows a snapshot no longer holds.
    pub confirm_removals: bool,
    /// Let rows make another of a record: change its name and what tells it apart.
    pub accept_renames: bool,
    /// Where to write the rejected rows.
    pub rejected: Option<PathBuf>,
    /// The encoding of CSV files without a BOM.
    pub encoding: Option<String>,
    /// Who imports, for the journal.
    pub who: String,
}

impl ImportOptions {
    /// Canonical files in UTF-8, all or nothing.
    pub fn of(paths: Vec<PathBuf>, who: &str) -> Self {
        Self {
            inputs: Inputs::find(&paths, None),
            dry_run: false,
            on_error: OnError::Abort,
            confirm_removals: false,
            accept_renames: false,
            rejected: None,
            encoding: None,
            who: who.to_owned(),
        }
    }
}

/// What happens to the good rows when there are bad ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnError {
    /// All or nothing.
    #[default]
    Abort,
    /// Load the good rows.
    Skip,
}

/// How far an import, or a look at what it would do, is.
#[derive(Debug, Clone, Copy)]
pub enum Progress {
    /// Rows are read.
    Read(ReadSoFar),
    /// All rows are read; new firms are held beside others.
    Compared {
        /// So many of them so far.
        firms: u64,
        /// So many there are.
        of: u64,
    },
}

/// How much is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadSoFar {
    /// Rows read.
    pub rows: u64,
    /// Bytes read of `bytes_total`.
    pub bytes: u64,
    /// Bytes there are to read.
    pub bytes_total: u64,
}
