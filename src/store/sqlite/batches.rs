//! The journal: batches, their numbers and files.

use hashbrown::HashMap;
use rusqlite::{Connection, OptionalExtension, params};

use super::{Sqlite, unsigned};
use crate::model::{BatchRecord, Deed, Journal, hex};
use crate::store::{ImportFile, Result};

/// Numbers of the visible batches by their id.
pub(super) type Numbers = HashMap<i64, Journal>;

impl Sqlite {
    pub(in crate::store) fn journal(&self) -> Result<Journal> {
        self.reading(last_number)
    }

    pub(in crate::store) fn batches(&self, after: Journal, limit: usize) -> Result<Vec<BatchRecord>> {
        self.reading(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT seq, uuid, who, at, why, digest, rows FROM batch WHERE seq > ?1 ORDER BY seq LIMIT ?2",
            )?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let rows = statement.query_map(params![after.0.cast_signed(), limit], |row| {
                Ok(BatchRecord {
                    number: row.get::<_, i64>(0)?.cast_unsigned(),
                    id: row.get(1)?,
                    who: row.get(2)?,
                    when: row.get(3)?,
                    deed: Deed::read(&row.get::<_, String>(4)?),
                    digest: hex(&row.get::<_, Vec<u8>>(5)?),
                    rows: row.get::<_, i64>(6)?.cast_unsigned(),
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
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

pub(super) fn last_number(connection: &Connection) -> Result<Journal> {
    let number: Option<i64> =
        connection.prepare_cached("SELECT max(seq) FROM batch")?.query_row([], |row| row.get(0))?;
    Ok(Journal(unsigned(number.unwrap_or(0))?))
}

/// Batch id order is not journal order; so readers compare numbers, and these are few.
pub(super) fn numbers(connection: &Connection) -> Result<Numbers> {
    let mut statement = connection.prepare_cached("SELECT id, seq FROM batch WHERE seq IS NOT NULL")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, Journal(row.get::<_, i64>(1)?.cast_unsigned()))))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The number and digest of the last batch, and its time.
pub(super) fn last_batch(connection: &Connection) -> Result<Option<(Journal, Vec<u8>, String)>> {
    let last = connection
        .prepare_cached("SELECT seq, digest, at FROM batch WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((Journal(row.get::<_, i64>(0)?.cast_unsigned()), row.get(1)?, row.get(2)?)))
        .optional()?;
    Ok(last)
}
