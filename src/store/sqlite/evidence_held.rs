//! What is known of files of evidence, what they show, and letting go of them.

use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

use super::batches::{Numbers, numbers};
use super::bit;
use super::current::current;
use super::nodes::kind_of;
use super::traces::{Erasable, wipe};
use crate::model::values::A_TO;
use crate::model::{
    EvidenceForm, EvidenceOf, Journal, Kind, NodeId, Rest, RowKey, Values, ValuesView, columns_in, columns_of, hex,
};
use crate::store::{KeptEvidence, Result, StoreError};

const SELECT: &str = "SELECT e.kind, e.a, e.part, e.id, e.name, e.form, e.bytes, e.digest, e.who, e.at, n.ref
                      FROM evidence e LEFT JOIN node n ON n.id = e.a";

/// SHA-256 in hexadecimal.
pub(super) fn digest_of(content: &[u8]) -> String {
    hex(&Sha256::digest(content))
}

/// All files, in the order they came.
pub(super) fn all_files(connection: &Connection) -> Result<Vec<KeptEvidence>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} ORDER BY e.at, e.id"))?;
    let found = statement.query_map([], kept)?.collect::<rusqlite::Result<Vec<_>>>()?;
    found.into_iter().collect()
}

/// The files of one thing, in the order they came.
pub(super) fn files_of(connection: &Connection, of: &EvidenceOf) -> Result<Vec<KeptEvidence>> {
    let sql = format!("{SELECT} WHERE e.kind = ?1 AND e.a = ?2 AND e.part = ?3 ORDER BY e.at, e.id");
    let mut statement = connection.prepare_cached(&sql)?;
    let found = statement.query_map(params![of.kind.number(), of.a.0, of.part], kept)?;
    found.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().collect()
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Result<KeptEvidence>> {
    let form: String = row.get(5)?;
    let (part, a): (String, Option<String>) = (row.get(2)?, row.get(10)?);
    let kind = kind_of(row.get(0)?);
    let form = form.parse::<EvidenceForm>().map_err(|_| StoreError::Corrupt(format!("没有「{form}」这种依据文件")));
    let thing = std::iter::once(&*a.unwrap_or_default()).chain(columns_in(&part)).collect::<Vec<_>>().join(" ");
    let (a, id, name, bytes) = (NodeId(row.get(1)?), row.get(3)?, row.get(4)?, row.get::<_, i64>(6)?.unsigned_abs());
    let (digest, who, when) = (row.get(7)?, row.get(8)?, row.get(9)?);
    Ok(kind.and_then(|kind| {
        Ok(KeptEvidence { id, of: EvidenceOf { kind, a, part }, thing, name, form: form?, bytes, digest, who, when })
    }))
}

/// Deletes files by their ids; how many there were.
pub(super) fn forget(connection: &Connection, ids: &[String]) -> Result<usize> {
    let mut gone = 0;
    for id in ids {
        let content = "DELETE FROM evidence_content WHERE nr = (SELECT content FROM evidence WHERE id = ?1)";
        connection.prepare_cached(content)?.execute([id])?;
        gone += connection.prepare_cached("DELETE FROM evidence WHERE id = ?1")?.execute([id])?;
    }
    if gone > 0 {
        wipe(connection, Erasable::Evidence)?;
    }
    Ok(gone)
}

/// Deletes the files of what a batch closed and no source says any more.
pub(super) fn forget_closed(connection: &Connection, batch: i64, kinds: i64) -> Result<()> {
    let is_any = "SELECT EXISTS(SELECT 1 FROM evidence)";
    let kinds = EvidenceOf::KINDS.into_iter().filter(|kind| bit(*kind) & kinds != 0).collect::<Vec<_>>();
    if kinds.is_empty() || !connection.query_row(is_any, [], |row| row.get(0))? {
        return Ok(());
    }
    let (numbers, mut ids) = (numbers(connection)?, Vec::new());
    for kind in kinds {
        for key in closed_keys(connection, kind, batch)? {
            let of = thing_of(connection, &key)?;
            let files = files_of(connection, &of)?;
            if !files.is_empty() && !is_open(connection, &of, &numbers)? {
                ids.extend(files.into_iter().map(|file| file.id));
            }
        }
    }
    forget(connection, &ids).map(drop)
}

fn closed_keys(connection: &Connection, kind: Kind, batch: i64) -> Result<Vec<RowKey>> {
    let sql = "SELECT a, b, c FROM row WHERE kind = ?1 AND batch = ?2 AND val IS NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let keys = statement.query_map(params![kind.number(), batch], |row| key_in(kind, row))?;
    Ok(keys.collect::<rusqlite::Result<_>>()?)
}

fn key_in(kind: Kind, row: &Row<'_>) -> rusqlite::Result<RowKey> {
    let rest = Rest::from_stored(&row.get::<_, String>(2)?);
    Ok(RowKey { kind, a: NodeId(row.get(0)?), b: NodeId(row.get(1)?), rest })
}

/// What a record that is closed was of: a project that its key names otherwise stands in what it last said.
fn thing_of(connection: &Connection, key: &RowKey) -> Result<EvidenceOf> {
    let sql = "SELECT val FROM row JOIN batch ON batch.id = row.batch
               WHERE kind = ?1 AND a = ?2 AND b = ?3 AND c = ?4 AND val IS NOT NULL AND seq IS NOT NULL
               ORDER BY seq DESC LIMIT 1";
    let of_key = params![key.kind.number(), key.a.0, key.b.0, key.rest.as_str()];
    let last = connection.prepare_cached(sql)?.query_row(of_key, |row| row.get::<_, Vec<u8>>(0)).optional()?;
    let a = last.and_then(|values| ValuesView(&values).node(A_TO)).unwrap_or(key.a);
    Ok(EvidenceOf { kind: key.kind, a, part: key.rest.columns_text().to_owned() })
}

/// Whether any source says a thing.
pub(super) fn is_open(connection: &Connection, of: &EvidenceOf, numbers: &Numbers) -> Result<bool> {
    // What a key names otherwise than by its id is found among all.
    let sql = match of.part.is_empty() {
        false => "SELECT DISTINCT a, b, c FROM row WHERE kind = ?1 AND ?2 = ?2",
        true => "SELECT DISTINCT a, b, c FROM row WHERE kind = ?1 AND a = ?2",
    };
    let mut statement = connection.prepare_cached(sql)?;
    let keys = statement.query_map(params![of.kind.number(), of.a.0], |row| key_in(of.kind, row))?;
    for key in keys {
        let key = key?;
        if columns_of(key.rest.as_str()) != of.part {
            continue;
        }
        let open = current(connection, &key, numbers, Journal(u64::MAX))?.and_then(|version| version.values);
        let is_of = |values: &Values| values.view().node(A_TO).unwrap_or(key.a) == of.a;
        if open.as_ref().is_some_and(is_of) {
            return Ok(true);
        }
    }
    Ok(false)
}
