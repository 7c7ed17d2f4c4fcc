//! The canonical files together: which is of a kind of record, and what any file may carry.

use super::Kind;
use super::column::CanonicalColumn;
use super::schema::{PROVENANCE, TABLES};
use super::table::CanonicalTable;

impl CanonicalTable {
    /// The table of a kind of record.
    pub fn of(kind: Kind) -> &'static CanonicalTable {
        TABLES.iter().find(|t| t.kind == kind).expect("invariant: every kind of record has a table")
    }

    /// Every column a file of it may carry: its own, then where the row is from.
    pub fn all_columns(&self) -> impl Iterator<Item = &'static CanonicalColumn> + '_ {
        let own = move |column: &&CanonicalColumn| self.columns.iter().all(|c| c.name != column.name);
        self.columns.iter().chain(PROVENANCE.iter().filter(own))
    }
}
