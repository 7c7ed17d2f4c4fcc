//! Making anew what is derived from rows. Rows, nodes, files, contacts and digests are never touched, nor
//! words that a row holds.
//!
//! Invariant: **Derived and mendable, or damage.** Indexes, who bears a name or code (`identity`), the counts beside
//! a batch (`rows`, `kinds`), the log of changes and the next node number follow from rows: `Checkup::mendable`, made
//! anew by `doctor --rebuild` under the lease, for batches whose digest holds. All else that disagrees is damage
//! (`problems`): told, never touched. `doctor` also compares every fact of every kind, as one number each, both ways:
//! rows against the graph and the graph against rows (`app/doctor`).

use rusqlite::{Connection, TransactionBehavior, params};

use super::Sqlite;
use super::audit::{StoredBatch, heads};
use super::words_check::forget_all_unheld;
use super::write::{LOGGED, sweep};
use super::{identity, traces};
use crate::store::{Checkup, Result, StoreError, stop_point};

impl Sqlite {
    pub(in crate::store) fn rebuild(&self) -> Result<Option<u64>> {
        let Some(_lease) = self.leases.try_take()? else { return Ok(None) };
        let mut writer = self.writer()?;
        writer.execute_batch("REINDEX").map_err(|error| match StoreError::from(error) {
            StoreError::Backend(why) => StoreError::Corrupt(format!("索引不能重建，表里的内容自相矛盾（{why}）")),
            other => other,
        })?;
        stop_point("rebuild:reindexed");
        let swept = sweep(&mut writer)?;
        let sound = derive(&mut writer)?;
        // A damaged file is left as it lies, for those who look into it.
        if sound {
            writer.execute_batch("VACUUM")?;
        }
        traces::empty_log(&mut writer)?;
        Ok(Some(swept))
    }
}

/// Counts and logs of every batch whose digest holds, and the next number of a node. Whether all of them hold.
fn derive(writer: &mut Connection) -> Result<bool> {
    let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let heads = heads(&transaction, &mut Checkup::default())?;
    for head in heads.iter().filter(|head| head.sound) {
        transaction.prepare_cached("UPDATE batch SET rows = ?2, kinds = ?3 WHERE id = ?1")?.execute(params![
            head.id,
            head.found_rows,
            head.found_kinds
        ])?;
    }
    log(&transaction, &heads)?;
    identity::derive(&transaction)?;
    transaction.execute("INSERT OR IGNORE INTO meta(key, value) VALUES ('next_node', 1)", [])?;
    transaction.execute(
        "UPDATE meta SET value = max(value, (SELECT coalesce(max(id), 0) + 1 FROM node)) WHERE key = 'next_node'",
        [],
    )?;
    let sound = heads.iter().all(|head| head.sound);
    // Where a row is damaged, its words may be all that is left of what it said.
    if sound {
        forget_all_unheld(&transaction)?;
    }
    stop_point("rebuild:derived");
    transaction.commit()?;
    Ok(sound)
}

/// The keys of small batches, in one pass over the rows.
fn log(connection: &Connection, heads: &[StoredBatch]) -> Result<()> {
    connection.execute_batch("CREATE TEMP TABLE mended(id INTEGER PRIMARY KEY, small INTEGER NOT NULL)")?;
    for head in heads.iter().filter(|head| head.sound) {
        let small = head.found_rows.cast_unsigned() <= LOGGED;
        connection.prepare_cached("INSERT INTO mended VALUES (?1, ?2)")?.execute(params![head.id, small])?;
    }
    connection.execute_batch(
        "DELETE FROM log WHERE batch IN (SELECT id FROM mended) OR batch NOT IN (SELECT id FROM batch);
         INSERT INTO log SELECT batch, kind, a, b, c FROM row WHERE batch IN (SELECT id FROM mended WHERE small);
         DROP TABLE mended",
    )?;
    Ok(())
}
