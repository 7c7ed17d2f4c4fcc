//! The journal: batches, their numbers and files.

use std::sync::{Arc, PoisonError};

use hashbrown::HashMap;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Sqlite, unsigned};
use crate::model::{BatchRecord, Deed, Journal, hex};
use crate::store::{ImportFile, Result, Written};

/// Numbers of the visible batches by their id.
pub(super) type Numbers = HashMap<i64, Journal>;

/// Columns in the order [`record`] reads them.
const RECORD: &str = "seq, uuid, who, at, why, digest, rows";

/// Of the keys a small batch logged: all, those it closed, those that were open before and that it changed.
const WRITTEN: &str = "
    SELECT count(*), count(*) FILTER (WHERE r.val IS NULL), count(*) FILTER (WHERE r.val IS NOT NULL AND
        (SELECT p.val IS NOT NULL FROM row p JOIN batch b ON b.id = p.batch
         WHERE p.kind = r.kind AND p.a = r.a AND p.b = r.b AND p.c = r.c AND b.seq < ?1 ORDER BY b.seq DESC LIMIT 1))
    FROM log JOIN row r USING(batch, kind, a, b, c) WHERE log.batch = (SELECT id FROM batch WHERE seq = ?1)";

impl Sqlite {
    pub(in crate::store) fn journal(&self) -> Result<Journal> {
        self.reading(last_number)
    }

    pub(in crate::store) fn batches(&self, after: Journal, limit: usize) -> Result<Vec<BatchRecord>> {
        self.reading(|connection| {
            let mut statement = connection
                .prepare_cached(&format!("SELECT {RECORD} FROM batch WHERE seq > ?1 ORDER BY seq LIMIT ?2"))?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let rows = statement.query_map(params![after.0.cast_signed(), limit], record)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    pub(in crate::store) fn batches_numbered(&self, numbers: &[Journal]) -> Result<Vec<Option<BatchRecord>>> {
        self.reading(|connection| {
            let mut statement = connection.prepare_cached(&format!("SELECT {RECORD} FROM batch WHERE seq = ?1"))?;
            let mut numbered = |number: &Journal| statement.query_row([number.0.cast_signed()], record).optional();
            Ok(numbers.iter().map(&mut numbered).collect::<rusqlite::Result<_>>()?)
        })
    }

    pub(in crate::store) fn number_at(&self, when: &str) -> Result<Journal> {
        self.reading(|connection| {
            let number: Option<i64> = connection
                .prepare_cached("SELECT max(seq) FROM batch WHERE seq IS NOT NULL AND at <= ?1")?
                .query_row([when], |row| row.get(0))?;
            Ok(Journal(unsigned(number.unwrap_or(0))?))
        })
    }

    pub(in crate::store) fn files(&self, number: Journal) -> Result<Vec<ImportFile>> {
        self.reading(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT name, sheet FROM file JOIN batch ON batch.id = file.batch WHERE seq = ?1 ORDER BY ix",
            )?;
            let rows = statement
                .query_map([number.0.cast_signed()], |row| Ok(ImportFile { name: row.get(0)?, sheet: row.get(1)? }))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

impl Sqlite {
    pub(in crate::store) fn written(&self, number: Journal) -> Result<Option<Written>> {
        self.reading(|connection| {
            let counted: Option<(i64, i64, i64)> = connection
                .prepare_cached(WRITTEN)?
                .query_row([number.0.cast_signed()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .optional()?;
            Ok(counted.filter(|(all, ..)| *all > 0).map(|(all, closed, changed)| Written {
                new: (all - closed - changed).cast_unsigned(),
                changed: changed.cast_unsigned(),
                closed: closed.cast_unsigned(),
            }))
        })
    }
}

fn record(row: &Row<'_>) -> rusqlite::Result<BatchRecord> {
    Ok(BatchRecord {
        number: row.get::<_, i64>(0)?.cast_unsigned(),
        id: row.get(1)?,
        who: row.get(2)?,
        when: row.get(3)?,
        deed: Deed::read(&row.get::<_, String>(4)?),
        digest: hex(&row.get::<_, Vec<u8>>(5)?),
        rows: row.get::<_, i64>(6)?.cast_unsigned(),
    })
}

pub(super) fn last_number(connection: &Connection) -> Result<Journal> {
    let number: Option<i64> =
        connection.prepare_cached("SELECT max(seq) FROM batch")?.query_row([], |row| row.get(0))?;
    Ok(Journal(unsigned(number.unwrap_or(0))?))
}

/// Batch id order is not journal order; so readers compare numbers.
pub(super) fn numbers(connection: &Connection) -> Result<Numbers> {
    numbers_after(connection, Journal(0))
}

fn numbers_after(connection: &Connection, last: Journal) -> Result<Numbers> {
    let mut statement = connection.prepare_cached("SELECT id, seq FROM batch WHERE seq > ?1")?;
    let read = |row: &Row<'_>| Ok((row.get(0)?, Journal(row.get::<_, i64>(1)?.cast_unsigned())));
    let rows = statement.query_map([last.0.cast_signed()], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The numbers that readers found, kept from one reading to the next: every log-in is a batch, a number never changes, and
/// each is greater than those before it.
#[derive(Debug, Default)]
pub(super) struct KnownNumbers {
    last: Journal,
    numbers: Arc<Numbers>,
}

impl Sqlite {
    /// The numbers of the batches that a transaction sees, and the last of them.
    pub(super) fn numbers_seen(&self, transaction: &Connection) -> Result<(Arc<Numbers>, Journal)> {
        let last = last_number(transaction)?;
        let mut known = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        if known.last > last {
            // It began before somebody else's did, and sees less.
            drop(known);
            return Ok((Arc::new(numbers(transaction)?), last));
        }
        if known.last < last {
            let more = numbers_after(transaction, known.last)?;
            Arc::make_mut(&mut known.numbers).extend(more);
            known.last = last;
        }
        Ok((Arc::clone(&known.numbers), last))
    }
}

/// The number and digest of the last batch, and its time.
pub(super) fn last_batch(connection: &Connection) -> Result<Option<(Journal, Vec<u8>, String)>> {
    let last = connection
        .prepare_cached("SELECT seq, digest, at FROM batch WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((Journal(row.get::<_, i64>(0)?.cast_unsigned()), row.get(1)?, row.get(2)?)))
        .optional()?;
    Ok(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reading that began before a batch was committed does not take its rows for committed, though others know its number.
    #[test]
    fn a_reading_sees_the_numbers_of_its_own_moment() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(&folder.path().join("liantu.db")).unwrap();
        let commit = |id: i64| {
            let sql = "INSERT INTO batch(id, uuid, who, at, why, seq, digest, rows, kinds) VALUES (?1, ?1, '', '', '', ?1, x'', 0, 0)";
            store.writer().unwrap().execute(sql, [id]).unwrap();
        };
        let known = |connection: &Connection| {
            let (numbers, last) = store.numbers_seen(connection).unwrap();
            let mut found: Vec<u64> = numbers.values().map(|number| number.0).collect();
            found.sort_unstable();
            (found, last.0)
        };
        commit(1);
        store
            .reading(|earlier| {
                let earlier = earlier.unchecked_transaction()?;
                assert_eq!(known(&earlier), (vec![1], 1));
                commit(2);
                assert_eq!(store.reading(|later| Ok(known(later)))?, (vec![1, 2], 2));
                assert_eq!(known(&earlier), (vec![1], 1));
                Ok(())
            })
            .unwrap();
        commit(3);
        assert_eq!(store.reading(|later| Ok(known(later))).unwrap(), (vec![1, 2, 3], 3));
    }
}
