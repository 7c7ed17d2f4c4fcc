//! What `doctor` asks of the file: does it agree with itself?

use std::collections::HashMap;

use rusqlite::Connection;

use super::Sqlite;
use super::digest::{BatchDigest, StoredRow};
use super::nodes::{kind_of, text_of};
use super::scan::COLUMNS;
use crate::model::{NodeId, Origin, hex};
use crate::store::{Checkup, NewBatch, Result, StoreError};

/// A batch and the digest its nodes and rows add up to.
struct Head {
    seq: i64,
    batch: NewBatch,
    rows: i64,
    stored: Vec<u8>,
    found: BatchDigest,
    found_rows: i64,
}

impl Sqlite {
    pub(in crate::store) fn check(&self) -> Result<Checkup> {
        self.reading(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let mut checkup = Checkup::default();
            sound_pages(&transaction, &mut checkup)?;
            let mut heads = heads(&transaction)?;
            add_nodes(&transaction, &mut heads, &mut checkup)?;
            add_rows(&transaction, &mut heads, &mut checkup)?;
            chain(heads, &mut checkup);
            dangling(&transaction, &mut checkup)?;
            Ok(checkup)
        })
    }
}

fn sound_pages(connection: &Connection, checkup: &mut Checkup) -> Result<()> {
    let mut statement = connection.prepare("PRAGMA quick_check(10)")?;
    let found: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    checkup.problems.extend(found.into_iter().filter(|line| line != "ok"));
    Ok(())
}

fn heads(connection: &Connection) -> Result<HashMap<i64, Head>> {
    let mut statement =
        connection.prepare("SELECT id, seq, uuid, who, at, why, rows, digest FROM batch WHERE seq IS NOT NULL")?;
    let heads = statement.query_map([], |row| {
        let batch = NewBatch { id: row.get(2)?, who: row.get(3)?, when: row.get(4)?, why: row.get(5)? };
        let (seq, rows, stored) = (row.get(1)?, row.get(6)?, row.get(7)?);
        Ok((row.get(0)?, Head { seq, batch, rows, stored, found: BatchDigest::default(), found_rows: 0 }))
    })?;
    Ok(heads.collect::<rusqlite::Result<_>>()?)
}

fn add_nodes(connection: &Connection, heads: &mut HashMap<i64, Head>, checkup: &mut Checkup) -> Result<()> {
    let mut statement = connection.prepare("SELECT id, kind, ref, batch FROM node ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(head) = heads.get_mut(&row.get::<_, i64>(3)?) {
            head.found.node(NodeId(row.get(0)?), kind_of(row.get(1)?)?, text_of(row.get_ref(2)?)?);
            checkup.nodes += 1;
        }
    }
    Ok(())
}

fn add_rows(connection: &Connection, heads: &mut HashMap<i64, Head>, checkup: &mut Checkup) -> Result<()> {
    let mut statement = connection.prepare(&format!("SELECT {COLUMNS} FROM row ORDER BY kind, a, b, c, batch"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Some(head) = heads.get_mut(&row.get::<_, i64>(4)?) else { continue };
        let corrupt = |_| StoreError::Corrupt("values are no blob".into());
        head.found.row(&StoredRow {
            kind: kind_of(row.get(0)?)?,
            a: NodeId(row.get(1)?),
            b: NodeId(row.get(2)?),
            rest: text_of(row.get_ref(3)?)?,
            values: row.get_ref(5)?.as_blob_or_null().map_err(corrupt)?,
            origin: Origin::unpacked(row.get(6)?),
        });
        head.found_rows += 1;
        checkup.rows += 1;
    }
    Ok(())
}

/// Follows the digests from the first batch to the last.
fn chain(heads: HashMap<i64, Head>, checkup: &mut Checkup) {
    let mut heads: Vec<Head> = heads.into_values().collect();
    heads.sort_by_key(|head| head.seq);
    checkup.batches = heads.len() as u64;
    let mut previous = Vec::new();
    for (expected, head) in (1..).zip(heads) {
        if head.seq != expected {
            checkup.problems.push(format!("batch {expected} is missing before {}", head.seq));
        }
        if head.rows != head.found_rows {
            checkup.problems.push(format!("batch {} has {} rows, not {}", head.seq, head.found_rows, head.rows));
        }
        let found = head.found.finish(&previous, &head.batch);
        if found != head.stored {
            checkup.problems.push(format!("batch {} does not have its digest {}", head.seq, hex(&head.stored)));
        }
        previous = head.stored;
    }
}

fn dangling(connection: &Connection, checkup: &mut Checkup) -> Result<()> {
    let count: i64 = connection.query_row(
        "SELECT count(*) FROM row WHERE batch IN (SELECT id FROM batch WHERE seq IS NOT NULL)
         AND (a NOT IN (SELECT id FROM node) OR (b <> 0 AND b NOT IN (SELECT id FROM node)))",
        [],
        |row| row.get(0),
    )?;
    if count > 0 {
        checkup.problems.push(format!("{count} rows name nodes that are not there"));
    }
    Ok(())
}
