//! Writing: small batches at once, imports staged and then committed.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::batches::{last_batch, last_number, numbers};
use super::contacts::{forget_past, write_contacts};
use super::current::current;
use super::digest::{BatchDigest, FORM, StoredRow};
use super::evidence_held::forget_closed;
use super::identity::{self, Entries};
use super::lease::Lease;
use super::nodes::write_nodes;
use super::traces::{self, Erasable, wipe};
use super::words::{WordsKey, set_aside};
use super::words_check::forget_unheld;
use super::{Sqlite, bit, fact_bits};
use crate::model::{Journal, Kind, NewRow, NodeId, NodeName, Rest, RowKey};
use crate::store::{Change, Chunk, Expected, ImportFile, NewBatch, Result, StoreError, stop_point};

/// Batches of at most this many rows get their keys logged.
pub(super) const LOGGED: u64 = 1_000;
/// A pause after each staged chunk lets small writers in.
const PAUSE: std::time::Duration = std::time::Duration::from_millis(2);

/// An import under way: its lease, and what it has staged so far.
#[derive(Debug)]
pub struct Staging {
    batch: NewBatch,
    id: i64,
    kinds: i64,
    rows: u64,
    digest: BatchDigest,
    entries: Entries,
    _lease: Lease,
}

impl Staging {
    /// Whether no row was staged yet.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }
}

impl Sqlite {
    pub(in crate::store) fn apply(
        &self,
        batch: &NewBatch,
        nodes: &[(NodeId, NodeName)],
        changes: Vec<Change>,
    ) -> Result<Journal> {
        let mut writer = self.writer()?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let number = write_batch(&transaction, batch, nodes, changes)?;
        stop_point("apply:numbered");
        transaction.commit()?;
        stop_point("apply:committed");
        traces::empty_log(&mut writer)?;
        Ok(number)
    }

    pub(in crate::store) fn begin(&self, batch: &NewBatch, files: &[ImportFile]) -> Result<Option<Staging>> {
        let Some(lease) = self.leases.try_take()? else { return Ok(None) };
        let mut writer = self.writer()?;
        sweep(&mut writer)?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let id = insert_batch(&transaction, batch)?;
        let mut digest = BatchDigest::default();
        for (ix, file) in files.iter().enumerate() {
            let ix = i64::try_from(ix).unwrap_or(i64::MAX);
            transaction
                .prepare_cached("INSERT INTO file(batch, ix, name, sheet) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![id, ix, file.name, file.sheet])?;
            digest.file(&file.name, file.sheet.as_deref());
        }
        transaction.commit()?;
        stop_point("import:begun");
        Ok(Some(Staging {
            batch: batch.clone(),
            id,
            kinds: 0,
            rows: 0,
            digest,
            entries: Entries::default(),
            _lease: lease,
        }))
    }

    pub(in crate::store) fn stage(&self, mut staging: Staging, chunk: Chunk) -> Result<Staging> {
        let Chunk { nodes, rows, contacts } = chunk;
        {
            let mut writer = self.writer()?;
            let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            write_nodes(&transaction, staging.id, &nodes)?;
            let logged = staging.rows + rows.len() as u64 <= LOGGED;
            nodes.iter().for_each(|(id, name)| staging.digest.node(*id, name.kind, &name.text));
            write_rows(&transaction, staging.id, rows.iter(), &mut staging.digest, logged)?;
            write_contacts(&transaction, staging.id, &contacts)?;
            transaction.commit()?;
        }
        staging.entries.add_rows(rows.iter());
        if staging.entries.are_many() {
            staging.entries.write_in_turns(&mut *self.writer()?, || self.let_others_in())?;
        }
        staging.rows += rows.len() as u64;
        staging.kinds = rows.iter().fold(staging.kinds, |all, row| all | bit(row.key.kind));
        stop_point("import:staged");
        self.let_others_in();
        Ok(staging)
    }

    /// Pauses, so that another process may write.
    fn let_others_in(&self) {
        if self.path.is_some() {
            std::thread::sleep(PAUSE);
        }
    }

    pub(in crate::store) fn commit(&self, mut staging: Staging, base: Journal) -> Result<Journal> {
        stop_point("import:all-staged");
        let mut writer = self.writer()?;
        staging.entries.write_in_turns(&mut writer, || self.let_others_in())?;
        stop_point("import:names-written");
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        refuse_moved(&transaction, base)?;
        if staging.rows > LOGGED {
            transaction.prepare_cached("DELETE FROM log WHERE batch = ?1")?.execute([staging.id])?;
        }
        if staging.kinds & bit(Kind::Contact) != 0 && forget_past(&transaction, staging.id)? > 0 {
            wipe(&transaction, Erasable::Contacts)?;
        }
        let batch = not_before_last(&transaction, &staging.batch)?;
        let number = number_batch(&transaction, staging.id, &batch, staging.kinds, staging.rows, staging.digest)?;
        forget_closed(&transaction, staging.id, staging.kinds)?;
        stop_point("import:numbered");
        transaction.commit()?;
        stop_point("import:committed");
        traces::empty_log(&mut writer)?;
        Ok(number)
    }

    pub(in crate::store) fn abandon(&self, staging: Staging) -> Result<()> {
        drop_batch(&mut *self.writer()?, staging.id, staging.kinds)?;
        Ok(())
    }

    pub(in crate::store) fn sweep(&self) -> Result<u64> {
        match self.leases.try_take()? {
            Some(_lease) => sweep(&mut *self.writer()?),
            None => Ok(0),
        }
    }
}

/// Writes a small batch as one part of a transaction. One of the same id that is there already changes nothing.
pub(super) fn write_batch(
    connection: &Connection,
    batch: &NewBatch,
    nodes: &[(NodeId, NodeName)],
    mut changes: Vec<Change>,
) -> Result<Journal> {
    changes.sort_by(|x, y| x.row.key.cmp(&y.row.key));
    if let Some(number) = number_of(connection, &batch.id)? {
        return Ok(number);
    }
    expect_versions(connection, &changes)?;
    let batch = not_before_last(connection, batch)?;
    let id = insert_batch(connection, &batch)?;
    write_nodes(connection, id, nodes)?;
    let mut digest = BatchDigest::default();
    nodes.iter().for_each(|(node, name)| digest.node(*node, name.kind, &name.text));
    write_rows(connection, id, changes.iter().map(|c| &c.row), &mut digest, true)?;
    let mut entries = Entries::default();
    entries.add_rows(changes.iter().map(|c| &c.row));
    entries.write(connection)?;
    stop_point("apply:written");
    let kinds = changes.iter().fold(0, |all, c| all | bit(c.row.key.kind));
    let number = number_batch(connection, id, &batch, kinds, changes.len() as u64, digest)?;
    forget_closed(connection, id, kinds)?;
    Ok(number)
}

/// Facts that moved past the number that something was worked out at; people's work does not count.
pub(super) fn refuse_moved(connection: &Connection, base: Journal) -> Result<()> {
    let moved: Option<i64> = connection
        .prepare_cached("SELECT seq FROM batch WHERE seq > ?1 AND kinds & ?2 LIMIT 1")?
        .query_row(params![base.0.cast_signed(), fact_bits()], |row| row.get(0))
        .optional()?;
    match moved {
        None => Ok(()),
        Some(number) => {
            Err(StoreError::Conflict(format!("写入期间事实已到日志号 {number}，而它所依据的是 {}", base.0)))
        }
    }
}

/// Drops the rows of every batch without a number. The caller holds the lease, so all of them are dead.
pub(super) fn sweep(writer: &mut Connection) -> Result<u64> {
    let dead: Vec<i64> = {
        let mut statement = writer.prepare_cached("SELECT id FROM batch WHERE seq IS NULL")?;
        statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
    };
    let mut dropped = 0;
    for batch in dead {
        dropped += drop_batch(writer, batch, i64::MAX)?;
        stop_point("sweep:one-dropped");
    }
    Ok(dropped)
}

/// Deletes all that one unnumbered batch staged, kind by kind so that the lock is not held for long.
fn drop_batch(writer: &mut Connection, batch: i64, kinds: i64) -> Result<u64> {
    let mut dropped = 0;
    for kind in Kind::stored().filter(|k| bit(*k) & kinds != 0) {
        dropped += if kind.is_work() { drop_work(writer, batch, kind)? } else { drop_rows(writer, batch, kind)? };
    }
    stop_point("sweep:rows-dropped");
    identity::forget_nodes_of(writer, batch)?;
    let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for table in ["log", "node", "file"] {
        transaction.execute(&format!("DELETE FROM {table} WHERE batch = ?1"), [batch])?;
    }
    if transaction.execute("DELETE FROM contact WHERE batch = ?1", [batch])? > 0 {
        wipe(&transaction, Erasable::Contacts)?;
    }
    transaction.execute("DELETE FROM batch WHERE id = ?1 AND seq IS NULL", [batch])?;
    transaction.commit()?;
    traces::empty_log(writer)?;
    Ok(dropped)
}

/// The keys of the rows of a kind that a batch holds.
fn keys_of(connection: &Connection, batch: i64, kind: Kind) -> Result<Vec<RowKey>> {
    let mut statement = connection.prepare_cached("SELECT a, b, c FROM row WHERE kind = ?1 AND batch = ?2")?;
    let key = |row: &rusqlite::Row<'_>| {
        let rest = Rest::from_stored(&row.get::<_, String>(2)?);
        Ok(RowKey { kind, a: NodeId(row.get(0)?), b: NodeId(row.get(1)?), rest })
    };
    Ok(statement.query_map(params![kind.number(), batch], key)?.collect::<rusqlite::Result<_>>()?)
}

fn drop_rows(connection: &Connection, batch: i64, kind: Kind) -> Result<u64> {
    let mut delete = connection.prepare_cached("DELETE FROM row WHERE kind = ?1 AND batch = ?2")?;
    Ok(delete.execute(params![kind.number(), batch])? as u64)
}

/// Deletes rows with the words that only they held.
fn drop_work(writer: &mut Connection, batch: i64, kind: Kind) -> Result<u64> {
    let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let keys = keys_of(&transaction, batch, kind)?;
    let dropped = drop_rows(&transaction, batch, kind)?;
    let mut forgotten = 0;
    for key in keys {
        forgotten += forget_unheld(&transaction, &key)?;
    }
    if forgotten > 0 {
        wipe(&transaction, Erasable::Texts)?;
    }
    transaction.commit()?;
    Ok(dropped)
}

fn expect_versions(connection: &Connection, changes: &[Change]) -> Result<()> {
    let (numbers, at) = (numbers(connection)?, last_number(connection)?);
    for change in changes {
        let found = current(connection, &change.row.key, &numbers, at)?;
        let open_at = found.as_ref().filter(|v| v.values.is_some()).map(|v| v.number);
        let closed_at = found.as_ref().filter(|v| v.values.is_none()).map(|v| v.number);
        let holds = match change.expected {
            Expected::Any => true,
            Expected::At(number) => open_at == Some(number),
            Expected::AbsentOrClosedAt(closed) => open_at.is_none() && closed_at == closed,
        };
        if !holds {
            return Err(StoreError::Conflict("这条记录刚被别人改过".into()));
        }
    }
    Ok(())
}

fn number_of(connection: &Connection, uuid: &str) -> Result<Option<Journal>> {
    let number: Option<Option<i64>> = connection
        .prepare_cached("SELECT seq FROM batch WHERE uuid = ?1")?
        .query_row([uuid], |row| row.get(0))
        .optional()?;
    Ok(number.flatten().map(|n| Journal(n.cast_unsigned())))
}

/// The batch with a time that is not before the last batch's.
fn not_before_last(connection: &Connection, batch: &NewBatch) -> Result<NewBatch> {
    let last = last_batch(connection)?.map(|(_, _, when)| when).unwrap_or_default();
    Ok(NewBatch { when: batch.when.clone().max(last), ..batch.clone() })
}

fn insert_batch(connection: &Connection, batch: &NewBatch) -> Result<i64> {
    connection.prepare_cached("INSERT INTO batch(uuid, who, at, why) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        batch.id,
        batch.who,
        batch.when,
        batch.deed.to_string()
    ])?;
    Ok(connection.last_insert_rowid())
}

fn number_batch(
    connection: &Connection,
    id: i64,
    batch: &NewBatch,
    kinds: i64,
    rows: u64,
    digest: BatchDigest,
) -> Result<Journal> {
    let last = last_batch(connection)?;
    let (number, previous) = last.map_or((Journal(0), Vec::new()), |(number, digest, _)| (number, digest));
    let number = Journal(number.0 + 1);
    connection
        .prepare_cached(
            "UPDATE batch SET seq = ?2, at = ?3, kinds = ?4, rows = ?5, digest = ?6, form = ?7 WHERE id = ?1",
        )?
        .execute(params![
            id,
            number.0.cast_signed(),
            batch.when,
            kinds,
            rows.cast_signed(),
            digest.finish(FORM, &previous, batch),
            FORM
        ])?;
    Ok(number)
}

fn write_rows<'a>(
    connection: &Connection,
    batch: i64,
    rows: impl Iterator<Item = &'a NewRow>,
    digest: &mut BatchDigest,
    logged: bool,
) -> Result<()> {
    let mut insert = connection
        .prepare_cached("INSERT INTO row(kind, a, b, c, batch, val, origin) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    let mut log = connection.prepare_cached("INSERT INTO log(batch, kind, a, b, c) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let mut words_key = None;
    for row in rows {
        let key = &row.key;
        let kept = match &row.values {
            Some(values) if key.kind.is_work() => {
                if words_key.is_none() {
                    words_key = Some(WordsKey::of(connection)?);
                }
                words_key.as_ref().map(|words| set_aside(connection, words, key, values)).transpose()?
            }
            _ => None,
        };
        let values = kept.as_ref().or(row.values.as_ref()).map(crate::model::Values::as_bytes);
        let kind = key.kind.number();
        insert.execute(params![kind, key.a.0, key.b.0, key.rest.as_str(), batch, values, row.origin.packed()])?;
        if logged {
            log.execute(params![batch, kind, key.a.0, key.b.0, key.rest.as_str()])?;
        }
        let rest = key.rest.as_str();
        digest.row(&StoredRow { kind: key.kind, a: key.a, b: key.b, rest, values, origin: row.origin });
    }
    Ok(())
}
