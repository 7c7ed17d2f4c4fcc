//! How many rows of a file or of an import came to what.

use serde::Serialize;

/// Rows of a file or of a whole import. `read = new + changed + unchanged + repeated + rejected`, always.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct RowCounts {
    /// All rows but blank ones and the header.
    pub read: u64,
    /// Records that were not there, or were closed.
    pub new: u64,
    /// Records that now say something else.
    pub changed: u64,
    /// Records that say what they said.
    pub unchanged: u64,
    /// Rows that say the same of the same record as another row of the import.
    pub repeated: u64,
    /// Rows that cannot be loaded; each has a problem.
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
