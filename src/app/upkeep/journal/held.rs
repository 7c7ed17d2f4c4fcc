//! Whether the journal holds: every entry is what its digest says, and none is missing.

use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::{AppError, StoreDesk};

/// What came of following the journal from its first entry to its last.
#[derive(Debug, Clone, Serialize)]
pub struct JournalHolds {
    /// Entries that were looked at.
    pub entries: u64,
    /// What is wrong, a sentence each; none where it holds.
    pub problems: Vec<String>,
}

impl JournalHolds {
    /// What came of it, in a sentence.
    pub fn told(&self) -> String {
        match self.problems.len() {
            0 => format!("逐条核对过：{} 条日志都与摘要相符，没有缺号", self.entries),
            wrong => format!("逐条核对过 {} 条日志，发现 {wrong} 处不符：日志被改动或损坏，请用备份核对", self.entries),
        }
    }
}

impl StoreDesk {
    /// Follows the journal, reading everything that was ever written.
    ///
    /// # Errors
    /// The caller may not read it, or the store cannot be read.
    pub async fn journal_holds(&self) -> Result<JournalHolds, AppError> {
        let found = self.may(Right::Journal, Scope::City)?.store().check_journal().await?;
        Ok(JournalHolds { entries: found.batches, problems: found.problems })
    }
}
