//! Deleting contacts for good.

use rusqlite::TransactionBehavior;

use super::Sqlite;
use super::traces::{self, Erasable, wipe};
use super::write::{refuse_moved, write_batch};
use crate::model::{Journal, NodeId};
use crate::store::{Change, NewBatch, Result, stop_point};

impl Sqlite {
    /// Closes rows and deletes the contacts of nodes in one transaction, then empties the log.
    pub(in crate::store) fn erase_contacts(
        &self,
        batch: &NewBatch,
        changes: Vec<Change>,
        nodes: &[NodeId],
        base: Journal,
    ) -> Result<u64> {
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        refuse_moved(&transaction, base)?;
        if !changes.is_empty() {
            write_batch(&transaction, batch, &[], changes)?;
        }
        stop_point("erase:closed");
        // What an import has staged is not there yet.
        let delete = "DELETE FROM contact WHERE of = ?1 AND batch IN (SELECT id FROM batch WHERE seq IS NOT NULL)";
        let mut erased = 0;
        for node in nodes {
            erased += transaction.prepare_cached(delete)?.execute([node.0])? as u64;
        }
        if erased > 0 {
            wipe(&transaction, Erasable::Contacts)?;
        }
        // Whoever asks again may do so because somebody was in the way before.
        traces::mark(&transaction)?;
        stop_point("erase:deleted");
        transaction.commit()?;
        stop_point("erase:committed");
        traces::empty_log(&mut writer)?;
        Ok(erased)
    }
}
