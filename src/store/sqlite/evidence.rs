//! Files of evidence.
//!
//! Invariant: **A file and the journal change together, and a file goes with what it shows.** The file, what is known of it and
//! the batch that says so are one transaction. A commit after which no source says the trip, visit or node any more (it was taken
//! back, or is gone from its file) deletes its files for good, as it deletes the words of contacts: who takes that back again has
//! the record, and not the files. The journal has ids and digests, and nothing a file says or is called.

use rusqlite::{OptionalExtension, Row, TransactionBehavior, params};

use super::Sqlite;
use super::batches::numbers;
use super::evidence_held::{all_files, digest_of, files_of, forget, is_open};
use super::traces;
use super::write::write_batch;
use crate::model::{EvidenceOf, Journal};
use crate::store::{KeptEvidence, NewBatch, NewEvidence, Result, StoreError, stop_point};

/// The tables.
pub(super) const EVIDENCE: &str = include_str!("evidence.sql");
/// Longer than what of a record may stand on a page with others.
const NOTHING: i64 = 1 << 16;

impl Sqlite {
    pub(in crate::store) fn evidence(&self, of: Option<&EvidenceOf>) -> Result<Vec<KeptEvidence>> {
        self.reading(|connection| match of {
            Some(of) => files_of(connection, of),
            None => all_files(connection),
        })
    }

    pub(in crate::store) fn add_evidence(&self, batch: &NewBatch, new: &NewEvidence, most: usize) -> Result<Journal> {
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if !is_open(&transaction, &new.of, &numbers(&transaction)?)? {
            return Err(StoreError::Conflict("这一条刚被撤销了，文件没有附上".into()));
        }
        if files_of(&transaction, &new.of)?.len() >= most {
            return Err(StoreError::Conflict(format!("这一条已经有 {most} 份文件，不能再多")));
        }
        transaction
            .prepare_cached("INSERT INTO evidence_content(blank, content) VALUES (zeroblob(?1), ?2)")?
            .execute(params![NOTHING, new.content])?;
        let content = transaction.last_insert_rowid();
        stop_point("evidence:content-written");
        let sql = "INSERT INTO evidence(kind, a, part, id, name, form, bytes, digest, who, at, content)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        let (of, bytes) = (&new.of, i64::try_from(new.content.len()).unwrap_or(i64::MAX));
        transaction.prepare_cached(sql)?.execute(params![
            of.kind.number(),
            of.a.0,
            of.part,
            new.id,
            new.name,
            new.form.code(),
            bytes,
            new.digest,
            batch.who,
            batch.when,
            content
        ])?;
        let number = write_batch(&transaction, batch, &[], Vec::new())?;
        stop_point("evidence:written");
        transaction.commit()?;
        stop_point("evidence:committed");
        Ok(number)
    }

    pub(in crate::store) fn remove_evidence(&self, batch: &NewBatch, id: &str) -> Result<Journal> {
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if forget(&transaction, &[id.to_owned()])? == 0 {
            return Err(StoreError::Conflict("这份文件已经取下了".into()));
        }
        let number = write_batch(&transaction, batch, &[], Vec::new())?;
        stop_point("evidence:removed");
        transaction.commit()?;
        traces::empty_log(&mut writer)?;
        Ok(number)
    }

    pub(in crate::store) fn take_evidence(&self, batch: &NewBatch, id: &str) -> Result<Option<Vec<u8>>> {
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let sql =
            "SELECT c.content, e.digest FROM evidence e JOIN evidence_content c ON c.nr = e.content WHERE e.id = ?1";
        let found = |row: &Row<'_>| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, String>(1)?));
        let found = transaction.prepare_cached(sql)?.query_row([id], found).optional()?;
        let Some((content, digest)) = found else { return Ok(None) };
        if digest_of(&content) != digest {
            return Err(StoreError::Corrupt(format!("依据文件 {id} 与它的摘要不符")));
        }
        write_batch(&transaction, batch, &[], Vec::new())?;
        transaction.commit()?;
        Ok(Some(content))
    }
}
