//! Reads every batch and adds up what its nodes, rows and files come to.

use std::collections::HashMap;

use rusqlite::Connection;

use super::digest::{BatchDigest, StoredRow};
use super::nodes::{kind_of, text_of};
use super::versions::COLUMNS;
use crate::model::{Deed, NodeId, Origin};
use crate::store::{Checkup, NewBatch, Result, StoreError};

/// A batch as it is stored, and what was found of it.
pub(super) struct StoredBatch {
    pub id: i64,
    pub seq: i64,
    pub stored: Vec<u8>,
    /// Counts kept beside the digest, and as they are.
    pub rows: i64,
    pub kinds: i64,
    pub found_rows: i64,
    pub found_kinds: i64,
    /// Its digest is that of the batch before, its head, nodes, rows and files.
    pub sound: bool,
    form: i64,
    batch: NewBatch,
    found: BatchDigest,
}

/// Every visible batch in order of number; what belongs to none is counted in `checkup`.
pub(super) fn heads(connection: &Connection, checkup: &mut Checkup) -> Result<Vec<StoredBatch>> {
    let mut heads = read(connection)?;
    let places: Places = heads.iter().enumerate().map(|(place, head)| (head.id, place)).collect();
    add_nodes(connection, &mut heads, &places, checkup)?;
    add_rows(connection, &mut heads, &places, checkup)?;
    add_files(connection, &mut heads, &places)?;
    let mut previous: &[u8] = &[];
    for head in &mut heads {
        let found = std::mem::take(&mut head.found).finish(head.form, previous, &head.batch);
        head.sound = found == head.stored;
        previous = &head.stored;
    }
    checkup.batches = heads.len() as u64;
    Ok(heads)
}

/// Makes the digest of every visible batch anew, each over the one before: rows were written over.
pub(super) fn chain_anew(connection: &Connection) -> Result<()> {
    let mut heads = read(connection)?;
    let places: Places = heads.iter().enumerate().map(|(place, head)| (head.id, place)).collect();
    let mut unread = Checkup::default();
    add_nodes(connection, &mut heads, &places, &mut unread)?;
    add_rows(connection, &mut heads, &places, &mut unread)?;
    add_files(connection, &mut heads, &places)?;
    let mut update = connection.prepare("UPDATE batch SET digest = ?2 WHERE id = ?1")?;
    let mut previous = Vec::new();
    for head in heads {
        previous = head.found.finish(head.form, &previous, &head.batch);
        update.execute(rusqlite::params![head.id, previous])?;
    }
    Ok(())
}

/// The places of batches by id.
type Places = HashMap<i64, usize>;

/// By the table itself, since its indexes may be what is wrong.
fn read(connection: &Connection) -> Result<Vec<StoredBatch>> {
    let mut statement = connection.prepare(
        "SELECT id, seq, uuid, who, at, why, rows, digest, kinds, form FROM batch WHERE +seq IS NOT NULL ORDER BY +seq",
    )?;
    let heads = statement.query_map([], |row| {
        Ok(StoredBatch {
            id: row.get(0)?,
            seq: row.get(1)?,
            batch: NewBatch {
                id: row.get(2)?,
                who: row.get(3)?,
                when: row.get(4)?,
                deed: Deed::read(&row.get::<_, String>(5)?),
            },
            rows: row.get(6)?,
            stored: row.get(7)?,
            kinds: row.get(8)?,
            form: row.get(9)?,
            found: BatchDigest::default(),
            found_rows: 0,
            found_kinds: 0,
            sound: false,
        })
    })?;
    Ok(heads.collect::<rusqlite::Result<_>>()?)
}

fn add_nodes(connection: &Connection, heads: &mut [StoredBatch], places: &Places, checkup: &mut Checkup) -> Result<()> {
    let mut statement = connection.prepare("SELECT id, kind, ref, batch FROM node ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(&place) = places.get(&row.get::<_, i64>(3)?) {
            heads[place].found.node(NodeId(row.get(0)?), kind_of(row.get(1)?)?, text_of(row.get_ref(2)?)?);
            checkup.nodes += 1;
        }
    }
    Ok(())
}

fn add_rows(connection: &Connection, heads: &mut [StoredBatch], places: &Places, checkup: &mut Checkup) -> Result<()> {
    let mut statement =
        connection.prepare(&format!("SELECT {COLUMNS}, kind FROM row ORDER BY kind, a, b, c, batch"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Some(&place) = places.get(&row.get::<_, i64>(3)?) else {
            checkup.unnumbered += 1;
            continue;
        };
        let kind = kind_of(row.get(6)?)?;
        let corrupt = |_| StoreError::Corrupt("有一行的值不是二进制".into());
        let head = &mut heads[place];
        head.found.row(&StoredRow {
            kind,
            a: NodeId(row.get(0)?),
            b: NodeId(row.get(1)?),
            rest: text_of(row.get_ref(2)?)?,
            values: row.get_ref(4)?.as_blob_or_null().map_err(corrupt)?,
            origin: Origin::unpacked(row.get(5)?),
        });
        head.found_rows += 1;
        head.found_kinds |= super::bit(kind);
        checkup.rows += 1;
    }
    Ok(())
}

fn add_files(connection: &Connection, heads: &mut [StoredBatch], places: &Places) -> Result<()> {
    let mut statement = connection.prepare("SELECT batch, name, sheet FROM file ORDER BY batch, ix")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(&place) = places.get(&row.get::<_, i64>(0)?) {
            heads[place].found.file(text_of(row.get_ref(1)?)?, row.get::<_, Option<String>>(2)?.as_deref());
        }
    }
    Ok(())
}
