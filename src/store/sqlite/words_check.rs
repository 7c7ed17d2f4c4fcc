//! Do words and rows agree? And letting go of words that no row holds.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::nodes::{kind_of, text_of};
use super::traces::{Erasable, wipe};
use super::words::{OF_KIND, Words, WordsKey, digests};
use crate::model::{Field, Kind, NodeId, Rest, RowKey, ValuesView, WordsDigest};
use crate::store::Result;

/// What was found of words.
#[derive(Debug, Default)]
pub(super) struct WordsFound {
    /// Texts whose words are gone.
    pub erased: u64,
    /// Words that are not those of the digest beside them.
    pub changed: u64,
    /// Words that no row holds.
    pub unheld: u64,
}

/// Compares all words with the rows beside them.
pub(super) fn compare(connection: &Connection) -> Result<WordsFound> {
    let key = WordsKey::of(connection)?;
    let mut found = WordsFound::default();
    let mut held = 0;
    for kind in Kind::stored().filter(|kind| kind.is_work()) {
        let mut beside = connection.prepare(OF_KIND)?;
        let mut words = Words::new(beside.query([kind.number()])?)?;
        each_record(connection, kind, |record, said| {
            let beside = words.beside(record.a, record.b, record.rest.as_str())?;
            for (field, digest) in said {
                match beside.iter().find(|(own, _)| own == digest) {
                    None => found.erased += 1,
                    Some((_, text)) => {
                        held += 1;
                        found.changed += u64::from(key.digest(record, *field, text) != *digest);
                    }
                }
            }
            Ok(())
        })?;
    }
    let all: i64 = connection.query_row("SELECT count(*) FROM words", [], |row| row.get(0))?;
    found.unheld = all.cast_unsigned().saturating_sub(held);
    Ok(found)
}

/// The digests that all versions of a record hold, by field.
type Said = BTreeSet<(Field, WordsDigest)>;

/// Every record of a kind in key order, whichever batches its rows are of.
fn each_record(connection: &Connection, kind: Kind, mut visit: impl FnMut(&RowKey, &Said) -> Result<()>) -> Result<()> {
    let mut statement = connection.prepare("SELECT a, b, c, val FROM row WHERE kind = ?1 ORDER BY kind, a, b, c")?;
    let mut rows = statement.query([kind.number()])?;
    let mut here: Option<(RowKey, Said)> = None;
    while let Some(row) = rows.next()? {
        let rest = Rest::from_stored(text_of(row.get_ref(2)?)?);
        let key = RowKey { kind, a: NodeId(row.get(0)?), b: NodeId(row.get(1)?), rest };
        let values: Option<Vec<u8>> = row.get(3)?;
        if here.as_ref().is_none_or(|(before, _)| *before != key) {
            here.iter().try_for_each(|(key, said)| visit(key, said))?;
            here = Some((key, Said::new()));
        }
        if let (Some((_, said)), Some(values)) = (&mut here, values) {
            said.extend(digests(kind, ValuesView(&values)));
        }
    }
    here.iter().try_for_each(|(key, said)| visit(key, said))
}

/// Deletes all words that no row holds, and leaves no trace of them.
pub(super) fn forget_all_unheld(connection: &Connection) -> Result<()> {
    let mut statement = connection.prepare("SELECT DISTINCT kind, a, b, c FROM words")?;
    let key = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get::<_, String>(3)?));
    let keys: Vec<(i64, u32, u32, String)> = statement.query_map([], key)?.collect::<rusqlite::Result<_>>()?;
    let mut forgotten = 0;
    for (kind, a, b, rest) in keys {
        let (a, b, rest) = (NodeId(a), NodeId(b), Rest::from_stored(&rest));
        forgotten += forget_unheld(connection, &RowKey { kind: kind_of(kind)?, a, b, rest })?;
    }
    if forgotten > 0 { wipe(connection, Erasable::Texts) } else { Ok(()) }
}

/// Deletes the words of a record that none of its rows holds; how many texts.
pub(super) fn forget_unheld(connection: &Connection, key: &RowKey) -> Result<usize> {
    let place = params![key.kind.number(), key.a.0, key.b.0, key.rest.as_str()];
    let mut held: Vec<WordsDigest> = Vec::new();
    let mut rows = connection
        .prepare_cached("SELECT val FROM row WHERE kind = ?1 AND a = ?2 AND b = ?3 AND c = ?4 AND val IS NOT NULL")?;
    for values in rows.query_map(place, |row| row.get::<_, Vec<u8>>(0))? {
        held.extend(digests(key.kind, ValuesView(&values?)).map(|(_, digest)| digest));
    }
    let mut all =
        connection.prepare_cached("SELECT digest FROM words WHERE kind = ?1 AND a = ?2 AND b = ?3 AND c = ?4")?;
    let all: Vec<Vec<u8>> = all.query_map(place, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut delete = connection
        .prepare_cached("DELETE FROM words WHERE kind = ?1 AND a = ?2 AND b = ?3 AND c = ?4 AND digest = ?5")?;
    let mut forgotten = 0;
    for digest in all.into_iter().filter(|digest| held.iter().all(|held| held.as_payload() != digest)) {
        let (kind, rest) = (key.kind.number(), key.rest.as_str());
        forgotten += delete.execute(params![kind, key.a.0, key.b.0, rest, digest])?;
    }
    Ok(forgotten)
}
