//! Reading single keys, lists, histories and changes.

use rusqlite::{Connection, OptionalExtension, params};

use super::Sqlite;
use super::batches::Numbers;
use super::contacts::has_words;
use super::current::{current, current_of_many, of_key};
use super::nodes::{kind_of, text_of};
use super::versions::{COLUMNS, KeyVersions, RawRow, version};
use super::words::{speak, speak_records};
use crate::model::{Journal, Kind, NodeId, Rest, RowKey, Values, Version, hex};
use crate::store::{BatchRow, ChangedBatch, Current, ListFilter, Result};

impl Sqlite {
    pub(in crate::store) fn current(&self, keys: &[RowKey]) -> Result<Vec<Current>> {
        self.reading(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let (numbers, at) = self.numbers_seen(&transaction)?;
            let mut found = Vec::with_capacity(keys.len());
            for keys in keys.chunk_by(|x, y| x.kind == y.kind) {
                current_of_many(&transaction, keys, &numbers, at, &mut found)?;
            }
            let said = found.iter_mut().map(|found| found.as_mut().and_then(|(_, values)| values.as_mut()));
            speak_records(&transaction, keys.iter().zip(said).filter_map(|(key, said)| Some((key, said?))))?;
            Ok(found)
        })
    }

    pub(in crate::store) fn get(&self, key: &RowKey) -> Result<Option<Version>> {
        self.reading(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let (numbers, at) = self.numbers_seen(&transaction)?;
            current_spoken(&transaction, key, &numbers, at)
        })
    }

    pub(in crate::store) fn versions(&self, key: &RowKey) -> Result<Vec<Version>> {
        self.reading(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let (numbers, _) = self.numbers_seen(&transaction)?;
            let mut statement = transaction.prepare_cached(&of_key())?;
            let mut rows = statement.query(params![key.kind.number(), key.a.0, key.b.0, key.rest.as_str()])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                if let Some(&number) = numbers.get(&row.get::<_, i64>(3)?) {
                    found.push(version(row, key.kind, number, number)?);
                }
            }
            found.sort_by_key(|v| v.number);
            if let Some(first) = found.first().map(|v| v.number) {
                found.iter_mut().for_each(|v| v.first = first);
            }
            speak(&transaction, &mut found)?;
            Ok(found)
        })
    }

    pub(in crate::store) fn list(&self, filter: &ListFilter, at: Option<Journal>) -> Result<Vec<Version>> {
        Ok(self.lists(std::slice::from_ref(filter), at)?.pop().unwrap_or_default())
    }

    pub(in crate::store) fn lists(&self, filters: &[ListFilter], at: Option<Journal>) -> Result<Vec<Vec<Version>>> {
        self.reading(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let (numbers, _) = self.numbers_seen(&transaction)?;
            let at = at.unwrap_or(Journal(u64::MAX));
            filters.iter().map(|filter| listed(&transaction, &numbers, filter, at)).collect()
        })
    }

    pub(in crate::store) fn changes(&self, since: Journal) -> Result<Vec<ChangedBatch>> {
        self.reading(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let mut statement =
                transaction.prepare_cached("SELECT id, seq, kinds FROM batch WHERE seq > ?1 ORDER BY seq")?;
            let mut rows = statement.query([since.0.cast_signed()])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let (id, bits) = (row.get::<_, i64>(0)?, row.get::<_, i64>(2)?);
                let number = Journal(row.get::<_, i64>(1)?.cast_unsigned());
                let kinds = Kind::stored().filter(|k| super::bit(*k) & bits != 0).collect();
                found.push(ChangedBatch { number, kinds, rows: rows_of(&transaction, id, number)? });
            }
            Ok(found)
        })
    }

    pub(in crate::store) fn batch_rows(
        &self,
        number: Journal,
        after: Option<&RowKey>,
        limit: usize,
    ) -> Result<Vec<BatchRow>> {
        self.reading(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let (numbers, now) = self.numbers_seen(&transaction)?;
            let Some(batch) = numbers.iter().find(|(_, n)| **n == number).map(|(id, _)| *id) else {
                return Ok(Vec::new());
            };
            let mut statement = transaction.prepare_cached(
                "SELECT kind, a, b, c, val IS NULL FROM row WHERE (kind, a, b, c) > (?2, ?3, ?4, ?5) AND batch = ?1
                 ORDER BY kind, a, b, c LIMIT ?6",
            )?;
            let mut rows = statement.query(params![
                batch,
                after.map_or(-1, |k| i64::from(k.kind.number())),
                after.map_or(-1, |k| i64::from(k.a.0)),
                after.map_or(-1, |k| i64::from(k.b.0)),
                after.map_or("", |k| k.rest.as_str()),
                i64::try_from(limit).unwrap_or(i64::MAX),
            ])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let (a, b) = (NodeId(row.get(1)?), NodeId(row.get(2)?));
                let key =
                    RowKey { kind: kind_of(row.get(0)?)?, a, b, rest: Rest::from_stored(text_of(row.get_ref(3)?)?) };
                let last = current(&transaction, &key, &numbers, now)?.map_or(number, |v| v.number);
                let before = current_spoken(&transaction, &key, &numbers, Journal(number.0 - 1))?;
                let before = before.and_then(|v| v.values);
                let forgotten = forgotten(&transaction, &key, before.as_ref())?;
                found.push(BatchRow { key, current: last, before, closed: row.get(4)?, forgotten });
            }
            Ok(found)
        })
    }

    pub(in crate::store) fn touched(&self, since: Journal) -> Result<Vec<Kind>> {
        self.reading(|connection| kinds(connection, "SELECT kinds FROM batch WHERE seq > ?1", since))
    }

    pub(in crate::store) fn moved(&self, kind: Kind, since: Journal, until: Journal) -> Result<Vec<NodeId>> {
        let sql = "SELECT DISTINCT a FROM row WHERE kind = ?1
                   AND batch IN (SELECT id FROM batch WHERE seq > ?2 AND seq <= ?3) ORDER BY a";
        self.reading(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let numbers = [since, until].map(|number| i64::try_from(number.0).unwrap_or(i64::MAX));
            let moved =
                statement.query_map(params![kind.number(), numbers[0], numbers[1]], |row| row.get(0).map(NodeId))?;
            Ok(moved.collect::<rusqlite::Result<_>>()?)
        })
    }

    pub(in crate::store) fn kinds_of(&self, number: Journal) -> Result<Vec<Kind>> {
        self.reading(|connection| kinds(connection, "SELECT kinds FROM batch WHERE seq = ?1", number))
    }

    pub(in crate::store) fn last_digest(&self, kinds: &[Kind], at: Journal) -> Result<String> {
        let bits = kinds.iter().fold(0, |all, kind| all | super::bit(*kind));
        let sql = "SELECT digest FROM batch WHERE seq <= ?1 AND (kinds & ?2 <> 0 OR why GLOB 'erase*')
                   ORDER BY seq DESC LIMIT 1";
        self.reading(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let found = statement.query_row(params![at.0.cast_signed(), bits], |row| row.get::<_, Vec<u8>>(0));
            Ok(found.optional()?.map(|digest| hex(&digest)).unwrap_or_default())
        })
    }
}

/// The tables that batches wrote rows of.
fn kinds(connection: &Connection, batches: &str, number: Journal) -> Result<Vec<Kind>> {
    let mut statement = connection.prepare_cached(batches)?;
    let bits = statement.query_map([number.0.cast_signed()], |row| row.get::<_, i64>(0))?;
    let bits = bits.collect::<rusqlite::Result<Vec<i64>>>()?.into_iter().fold(0, |all, one| all | one);
    Ok(Kind::stored().filter(|k| super::bit(*k) & bits != 0).collect())
}

/// Whether a contact said something whose words are gone.
fn forgotten(connection: &Connection, key: &RowKey, before: Option<&Values>) -> Result<bool> {
    match before.filter(|_| key.kind == Kind::Contact) {
        Some(before) => Ok(!has_words(connection, key, before)?),
        None => Ok(false),
    }
}

fn listed(connection: &Connection, numbers: &Numbers, filter: &ListFilter, at: Journal) -> Result<Vec<Version>> {
    let mut found = silent(connection, numbers, filter, at)?;
    speak(connection, &mut found)?;
    Ok(found)
}

/// The same, with digests where words stand beside.
fn silent(connection: &Connection, numbers: &Numbers, filter: &ListFilter, at: Journal) -> Result<Vec<Version>> {
    let after = filter.after.as_ref();
    let mut found = Vec::new();
    let sql = format!(
        "SELECT {COLUMNS} FROM row WHERE kind = ?1 AND (?2 IS NULL OR a = ?2) AND (a, b, c) > (?3, ?4, ?5)
         ORDER BY kind, a, b, c, batch"
    );
    let sql = if filter.a.is_some() { sql.replace("(?2 IS NULL OR a = ?2)", "a = ?2") } else { sql };
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params![
        filter.kind.number(),
        filter.a.map(|a| a.0),
        after.map_or(-1, |k| i64::from(k.a.0)),
        after.map_or(-1, |k| i64::from(k.b.0)),
        after.map_or("", |k| k.rest.as_str()),
    ])?;
    let mut versions = KeyVersions::default();
    while let Some(row) = rows.next()? {
        let Some(row) = RawRow::read(row, filter.kind, numbers, at)? else { continue };
        versions.take(row, &mut |row| found.push(row.owned()));
        if found.len() >= filter.limit {
            return Ok(found);
        }
    }
    versions.finish(&mut |row| found.push(row.owned()));
    Ok(found)
}

/// The version of one key that is current at a number, with its words.
fn current_spoken(connection: &Connection, key: &RowKey, numbers: &Numbers, at: Journal) -> Result<Option<Version>> {
    let mut found = current(connection, key, numbers, at)?;
    speak(connection, found.as_mut_slice())?;
    Ok(found)
}

/// The rows a batch wrote: by its log where it is small, else by a scan.
fn rows_of(connection: &Connection, batch: i64, number: Journal) -> Result<Vec<Version>> {
    let logged =
        "SELECT r.a, r.b, r.c, r.batch, r.val, r.origin, r.kind FROM log JOIN row r USING(batch, kind, a, b, c)
                  WHERE log.batch = ?1 ORDER BY r.kind, r.a, r.b, r.c";
    let found = rows_by(connection, logged, batch, number)?;
    if !found.is_empty() {
        return Ok(found);
    }
    rows_by(
        connection,
        &format!("SELECT {COLUMNS}, kind FROM row WHERE batch = ?1 ORDER BY kind, a, b, c"),
        batch,
        number,
    )
}

fn rows_by(connection: &Connection, sql: &str, batch: i64, number: Journal) -> Result<Vec<Version>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([batch])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let first = first_number(connection, row.get(6)?, row.get(0)?, row.get(1)?, &row.get::<_, String>(2)?)?;
        found.push(version(row, kind_of(row.get(6)?)?, number, first.unwrap_or(number))?);
    }
    speak(connection, &mut found)?;
    Ok(found)
}

fn first_number(connection: &Connection, kind: i64, a: i64, b: i64, c: &str) -> Result<Option<Journal>> {
    let number: Option<i64> = connection
        .prepare_cached(
            "SELECT min(seq) FROM row JOIN batch ON batch.id = row.batch WHERE kind = ?1 AND a = ?2 AND b = ?3 AND c = ?4",
        )?
        .query_row(params![kind, a, b, c], |row| row.get(0))?;
    Ok(number.map(|n| Journal(n.cast_unsigned())))
}
