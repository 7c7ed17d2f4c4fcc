//! What is current for one key; and for many at once, by one walk along the range they span while they lie close together.

use rusqlite::{Connection, params};

use super::batches::Numbers;
use super::versions::{COLUMNS, KeyVersions, RawRow};
use crate::model::{Journal, RowKey, RowView, Values, Version};
use crate::store::{Current, Result};

/// Fewer keys are looked up one by one.
const FEW: usize = 64;
/// Rows walked past for each key before the keys that are left are looked up one by one.
const SPARSE: usize = 8;

/// The statement that selects every version of one key.
pub(super) fn of_key() -> String {
    format!("SELECT {COLUMNS} FROM row WHERE kind = ?1 AND a = ?2 AND b = ?3 AND c = ?4")
}

/// The version of one key that is current at a number.
pub(super) fn current(
    connection: &Connection,
    key: &RowKey,
    numbers: &Numbers,
    at: Journal,
) -> Result<Option<Version>> {
    let mut statement = connection.prepare_cached(&of_key())?;
    let mut rows = statement.query(params![key.kind.number(), key.a.0, key.b.0, key.rest.as_str()])?;
    let mut versions = KeyVersions::default();
    let mut found = None;
    while let Some(row) = rows.next()? {
        if let Some(row) = RawRow::read(row, key.kind, numbers, at)? {
            versions.take(row, &mut |_| ());
        }
    }
    versions.finish(&mut |row| found = Some(row.owned()));
    Ok(found)
}

/// Adds what is current for each of these keys, which are of one kind and ascend.
pub(super) fn current_of_many(
    connection: &Connection,
    keys: &[RowKey],
    numbers: &Numbers,
    at: Journal,
    found: &mut Vec<Current>,
) -> Result<()> {
    let walked = if keys.len() < FEW { 0 } else { walk(connection, keys, numbers, at, found)? };
    for key in &keys[walked..] {
        found.push(current(connection, key, numbers, at)?.map(|v| (v.number, v.values)));
    }
    Ok(())
}

/// Walks from the first key towards the last; how many keys it settled before rows lay too sparse.
fn walk(
    connection: &Connection,
    keys: &[RowKey],
    numbers: &Numbers,
    at: Journal,
    found: &mut Vec<Current>,
) -> Result<usize> {
    let (Some(first), Some(last)) = (keys.first(), keys.last()) else { return Ok(0) };
    let sql = format!(
        "SELECT {COLUMNS} FROM row WHERE kind = ?1 AND (a, b, c) >= (?2, ?3, ?4) AND (a, b, c) <= (?5, ?6, ?7)
         ORDER BY kind, a, b, c, batch"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params![
        first.kind.number(),
        first.a.0,
        first.b.0,
        first.rest.as_str(),
        last.a.0,
        last.b.0,
        last.rest.as_str()
    ])?;
    let mut settled = Settled { keys, next: 0, found };
    let mut versions = KeyVersions::default();
    let mut walked = 0;
    while let Some(row) = rows.next()? {
        if let Some(row) = RawRow::read(row, first.kind, numbers, at)? {
            versions.take(row, &mut |row| settled.pass(&row));
        }
        walked += 1;
        if walked > SPARSE * (settled.next + FEW) {
            return Ok(settled.next);
        }
    }
    versions.finish(&mut |row| settled.pass(&row));
    settled.rest_is_absent();
    Ok(keys.len())
}

/// Keys settled so far: a key is absent once a row behind it has come by.
struct Settled<'a> {
    keys: &'a [RowKey],
    next: usize,
    found: &'a mut Vec<Current>,
}

impl Settled<'_> {
    fn pass(&mut self, row: &RowView<'_>) {
        let here = (row.a, row.b, row.rest);
        while let Some(key) = self.keys.get(self.next) {
            match (key.a, key.b, key.rest.as_str()).cmp(&here) {
                std::cmp::Ordering::Less => self.settle(None),
                std::cmp::Ordering::Greater => return,
                std::cmp::Ordering::Equal => {
                    let values = row.values.map(|v| Values::from_stored(v.0));
                    self.settle(Some((row.number, values)));
                }
            }
        }
    }

    fn settle(&mut self, current: Current) {
        self.found.push(current);
        self.next += 1;
    }

    fn rest_is_absent(&mut self) {
        while self.next < self.keys.len() {
            self.settle(None);
        }
    }
}
