//! Rows written over: an alias instead of a name.

use rusqlite::{Connection, OptionalExtension, params};

use super::mention::SoughtNames;
use super::walk::{NamedRow, is_by_hand, is_text};
use crate::model::{NodeId, Rest, RowKey, Values, ValuesBuilder, ValuesView, WordsDigest};
use crate::store::Result;
use crate::store::sqlite::words::{WordsKey, digests};

/// Who takes the place of a name, and how digests of words are made.
pub(super) struct Alias<'a> {
    pub names: &'a SoughtNames<'a>,
    pub alias: &'a str,
    pub words: &'a WordsKey,
}

impl Alias<'_> {
    /// Writes a row over, with its key in the log and the words beside it.
    pub fn write_row(&self, connection: &Connection, row: &NamedRow) -> Result<()> {
        let place = params![row.kind.number(), row.a, row.b, row.c, row.batch];
        let of_row = "kind = ?1 AND a = ?2 AND b = ?3 AND c = ?4 AND batch = ?5";
        let stored: Option<Vec<u8>> = connection
            .prepare_cached(&format!("SELECT val FROM row WHERE {of_row}"))?
            .query_row(place, |found| found.get(0))?;
        let c = self.names.without(&row.c, false, self.alias);
        let values = match &stored {
            Some(stored) => Some(self.values(connection, row, &c, ValuesView(stored))?),
            None => None,
        };
        let sql = format!("UPDATE row SET c = ?6, val = ?7 WHERE {of_row}");
        let (kind, values) = (row.kind.number(), values.as_ref().map(Values::as_bytes));
        connection.prepare_cached(&sql)?.execute(params![kind, row.a, row.b, row.c, row.batch, c, values])?;
        if c != row.c {
            let sql = format!("UPDATE log SET c = ?6 WHERE {of_row}");
            connection.prepare_cached(&sql)?.execute(params![kind, row.a, row.b, row.c, row.batch, c])?;
        }
        Ok(())
    }

    /// The values with an alias in every text. Digests of words cover the key, so they go with it.
    fn values(&self, connection: &Connection, row: &NamedRow, c: &str, stored: ValuesView<'_>) -> Result<Values> {
        let held: Vec<_> = digests(row.kind, stored).collect();
        let mut values = ValuesBuilder::default();
        for (field, payload) in stored.fields() {
            if let Some((_, digest)) = held.iter().find(|(own, _)| *own == field) {
                let moved = if c == row.c { None } else { self.moved(connection, row, c, (field, digest))? };
                values.stored(field, moved.as_ref().unwrap_or(digest).as_payload());
                continue;
            }
            match std::str::from_utf8(payload).ok().filter(|_| is_text(row.kind, field)) {
                Some(text) => {
                    values.stored(field, self.names.without(text, is_by_hand(row.kind), self.alias).as_bytes())
                }
                None => values.stored(field, payload),
            }
        }
        Ok(values.build())
    }

    /// Lays the words of a record under its new key; the digest they have there, where they are there at all.
    fn moved(
        &self,
        connection: &Connection,
        row: &NamedRow,
        c: &str,
        (field, digest): (u8, &WordsDigest),
    ) -> Result<Option<WordsDigest>> {
        let sql = "SELECT text FROM words WHERE kind = ?1 AND a = ?2 AND b = ?3 AND c = ?4 AND digest = ?5";
        let place = params![row.kind.number(), row.a, row.b, row.c, digest.as_payload()];
        let text: Option<String> = connection.prepare_cached(sql)?.query_row(place, |found| found.get(0)).optional()?;
        let Some(text) = text else { return Ok(None) };
        let key = RowKey { kind: row.kind, a: NodeId(row.a), b: NodeId(row.b), rest: Rest::from_stored(c) };
        let moved = self.words.digest(&key, field, &text);
        let sql = "INSERT OR IGNORE INTO words(kind, a, b, c, digest, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let payload = moved.as_payload();
        connection.prepare_cached(sql)?.execute(params![row.kind.number(), row.a, row.b, c, payload, text])?;
        Ok(Some(moved))
    }
}

/// Drops the words that stood under the former keys of rows; how many there were.
pub(super) fn drop_former_words(connection: &Connection, rows: &[NamedRow], names: &SoughtNames<'_>) -> Result<u64> {
    let mut dropped = 0;
    for row in rows.iter().filter(|row| names.without(&row.c, false, "") != row.c) {
        let sql = "DELETE FROM words WHERE kind = ?1 AND a = ?2 AND b = ?3 AND c = ?4";
        dropped += connection.prepare_cached(sql)?.execute(params![row.kind.number(), row.a, row.b, row.c])? as u64;
    }
    Ok(dropped)
}
