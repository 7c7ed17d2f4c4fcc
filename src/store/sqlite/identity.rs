//! Which records bear a name, a credit code, a stock code: derived from rows, so that a name is found without reading them all.
//!
//! A bucket (a kind and the first bits of a digest) holds pairs of the digest's next bits and a node, all in one row of the file:
//! one row a name would be twice as large, and an import would write all over it. An import writes its names sorted and many at
//! once, before it commits. What is in here may be too much (a name that was, a row that is not visible), never too little.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use super::Sqlite;
use super::nodes::kind_of;
use crate::model::schema::TABLES;
use crate::model::{CanonicalTable, Kind, NewRow, NodeId, ValuesView, Way};
use crate::store::{Result, StoreError};

/// Names kept in memory before they are written: 16 MiB.
const MOST: usize = 1 << 20;
/// Names written in one transaction of an import, so that small writers wait no longer than for a chunk of rows.
const CHUNK: usize = 20_000;
/// Bits of a digest that choose a bucket of a kind. At 100,000 names few buckets hold one alone, at ten million a bucket is a
/// few pages.
const BITS: u32 = 14;
/// Buckets looked through in one transaction where nodes are forgotten.
const BUCKETS: i64 = 2_048;
/// Bytes of a pair as it is stored.
const PAIR: usize = 8;

/// A name of a record: its bucket, then the next bits of its digest above the node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    bucket: u32,
    pair: u64,
}

/// The bucket of a name, and the bits that stand above the node in its pair.
fn place(kind: Kind, way: Way, form: &str) -> (u32, u64) {
    let digest = Sha256::new().chain_update([way as u8]).chain_update(form).finalize();
    let bucket =
        u32::from(kind.number()) << BITS | u32::from(u16::from_be_bytes([digest[0], digest[1]])) >> (16 - BITS);
    (bucket, u64::from(u32::from_be_bytes([digest[2], digest[3], digest[4], digest[5]])) << 32)
}

/// Names that are not written yet.
#[derive(Debug, Default)]
pub(super) struct Entries(Vec<Entry>);

impl Entries {
    /// Takes the names in rows.
    pub fn add_rows<'a>(&mut self, rows: impl Iterator<Item = &'a NewRow>) {
        for row in rows.filter(|row| row.key.kind.is_record()) {
            row.values.iter().for_each(|values| self.add(row.key.kind, row.key.a, values.view()));
        }
    }

    fn add(&mut self, kind: Kind, node: NodeId, values: ValuesView<'_>) {
        for (way, form) in CanonicalTable::of(kind).names_in(values) {
            let (bucket, bits) = place(kind, way, &form);
            self.0.push(Entry { bucket, pair: bits | u64::from(node.0) });
        }
    }

    /// Whether they should be written before more are taken.
    pub fn are_many(&self) -> bool {
        self.0.len() >= MOST
    }

    /// Writes them in the transaction under way.
    pub fn write(&mut self, connection: &Connection) -> Result<()> {
        write(connection, &self.sorted())
    }

    /// Writes them, letting go of the file now and then.
    pub fn write_in_turns(&mut self, writer: &mut Connection, pause: impl Fn()) -> Result<()> {
        for entries in self.sorted().chunks(CHUNK) {
            let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            write(&transaction, entries)?;
            transaction.commit()?;
            pause();
        }
        Ok(())
    }

    fn sorted(&mut self) -> Vec<Entry> {
        let mut entries = std::mem::take(&mut self.0);
        entries.sort_unstable();
        entries.dedup();
        entries
    }
}

impl Sqlite {
    pub(in crate::store) fn bearers(&self, kind: Kind, names: &[(Way, String)]) -> Result<Vec<Vec<NodeId>>> {
        self.reading(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let bearers = |(way, form): &(Way, String)| {
                let (bucket, bits) = place(kind, *way, form);
                let pairs = pairs(&transaction, bucket)?.into_iter().filter(|pair| pair >> 32 == bits >> 32);
                Ok(pairs.map(node_of).collect())
            };
            names.iter().map(bearers).collect()
        })
    }
}

fn node_of(pair: u64) -> NodeId {
    let low = pair & u64::from(u32::MAX);
    NodeId(u32::try_from(low).expect("invariant: the lower half of 64 bits"))
}

/// Sorted entries into their buckets, which keep what they hold.
fn write(connection: &Connection, entries: &[Entry]) -> Result<()> {
    for same in entries.chunk_by(|x, y| x.bucket == y.bucket) {
        let mut pairs = pairs(connection, same[0].bucket)?;
        let before = pairs.len();
        pairs.extend(same.iter().map(|entry| entry.pair));
        pairs.sort_unstable();
        pairs.dedup();
        if pairs.len() > before {
            put(connection, same[0].bucket, &pairs)?;
        }
    }
    Ok(())
}

/// The pairs of a bucket. Bytes that make none are passed over: a check finds what is missing.
fn pairs(connection: &Connection, bucket: u32) -> Result<Vec<u64>> {
    let mut statement = connection.prepare_cached("SELECT pairs FROM identity WHERE bucket = ?1")?;
    let stored: Option<Vec<u8>> = statement.query_row([bucket], |row| row.get(0)).optional()?;
    Ok(unpacked(&stored.unwrap_or_default()))
}

fn unpacked(bytes: &[u8]) -> Vec<u64> {
    let (pairs, _) = bytes.as_chunks::<PAIR>();
    pairs.iter().map(|pair| u64::from_be_bytes(*pair)).collect()
}

fn put(connection: &Connection, bucket: u32, pairs: &[u64]) -> Result<()> {
    let bytes: Vec<u8> = pairs.iter().flat_map(|pair| pair.to_be_bytes()).collect();
    connection
        .prepare_cached("INSERT OR REPLACE INTO identity(bucket, pairs) VALUES (?1, ?2)")?
        .execute(params![bucket, bytes])?;
    Ok(())
}

/// Makes all of it anew from rows, in the transaction under way.
pub(super) fn derive(connection: &Connection) -> Result<()> {
    connection.execute("DELETE FROM identity", [])?;
    each(connection, |entries| entries.write(connection))
}

/// How many names of visible rows are not in here.
pub(super) fn missing(connection: &Connection) -> Result<usize> {
    let mut missing = 0;
    each(connection, |entries| {
        for same in entries.sorted().chunk_by(|x, y| x.bucket == y.bucket) {
            let pairs = pairs(connection, same[0].bucket)?;
            missing += same.iter().filter(|entry| !pairs.contains(&entry.pair)).count();
        }
        Ok(())
    })?;
    Ok(missing)
}

/// Hands over the names of every visible row, as many at a time as are kept in memory.
fn each(connection: &Connection, mut take: impl FnMut(&mut Entries) -> Result<()>) -> Result<()> {
    let mut entries = Entries::default();
    for table in TABLES.iter().filter(|table| table.is_named()) {
        let mut statement = connection.prepare(
            "SELECT a, val FROM row WHERE kind = ?1 AND val IS NOT NULL
             AND batch IN (SELECT id FROM batch WHERE +seq IS NOT NULL)",
        )?;
        let mut rows = statement.query([table.kind.number()])?;
        while let Some(row) = rows.next()? {
            let values = row.get_ref(1)?.as_blob();
            let values = values.map_err(|_| StoreError::Corrupt("有一行的值不是二进制".into()))?;
            entries.add(table.kind, NodeId(row.get(0)?), ValuesView(values));
            if entries.are_many() {
                take(&mut entries)?;
            }
        }
    }
    take(&mut entries)
}

/// Drops the names of the nodes of a batch that died, bucket by bucket so that the lock is not held for long.
pub(super) fn forget_nodes_of(writer: &mut Connection, batch: i64) -> Result<()> {
    let (kinds, dead) = nodes_of(writer, batch)?;
    for kind in kinds {
        let mut from = i64::from(kind.number()) << BITS;
        let end = from + (1 << BITS);
        while from < end {
            let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            forget(&transaction, from, from + BUCKETS, &dead)?;
            transaction.commit()?;
            from += BUCKETS;
        }
    }
    Ok(())
}

/// The nodes that a batch brought, ascending, and the kinds of those that bear names.
fn nodes_of(connection: &Connection, batch: i64) -> Result<(Vec<Kind>, Vec<NodeId>)> {
    let mut statement = connection.prepare_cached("SELECT kind, id FROM node WHERE batch = ?1 ORDER BY id")?;
    let mut rows = statement.query([batch])?;
    let (mut kinds, mut nodes) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let kind = kind_of(row.get(0)?)?;
        if kind.is_record() && CanonicalTable::of(kind).is_named() {
            nodes.push(NodeId(row.get(1)?));
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
    }
    Ok((kinds, nodes))
}

fn forget(connection: &Connection, from: i64, to: i64, dead: &[NodeId]) -> Result<()> {
    let mut statement =
        connection.prepare_cached("SELECT bucket, pairs FROM identity WHERE bucket >= ?1 AND bucket < ?2")?;
    let stored = statement.query_map([from, to], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, Vec<u8>>(1)?)))?;
    for (bucket, bytes) in stored.collect::<rusqlite::Result<Vec<_>>>()? {
        let mut pairs = unpacked(&bytes);
        let before = pairs.len();
        pairs.retain(|pair| dead.binary_search(&node_of(*pair)).is_err());
        if pairs.is_empty() {
            connection.prepare_cached("DELETE FROM identity WHERE bucket = ?1")?.execute([bucket])?;
        } else if pairs.len() < before {
            put(connection, bucket, &pairs)?;
        }
    }
    Ok(())
}
