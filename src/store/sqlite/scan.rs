//! Walking rows in key order and choosing, for each key, the version that is current.

use rusqlite::{Connection, Row};

use super::batches::{Numbers, last_number, numbers};
use super::nodes::{kind_of, text_of};
use super::{Sqlite, unsigned};
use crate::model::{Journal, Kind, NodeId, Origin, Rest, RowKey, RowView, Values, ValuesView, Version};
use crate::store::{Result, StoreError};

/// Columns every walk selects, in the order [`Versions::take`] reads them.
pub(super) const COLUMNS: &str = "kind, a, b, c, batch, val, origin";

/// The versions of one key seen so far: the current one and the number of the first.
#[derive(Debug, Default)]
pub(super) struct Versions {
    key: Option<RawKey>,
    rest: String,
    /// What the newest open version says, and its number.
    values: Vec<u8>,
    open: Journal,
    number: Journal,
    first: Journal,
    origin: Origin,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct RawKey {
    kind: Kind,
    a: NodeId,
    b: NodeId,
}

impl Versions {
    /// Takes the next row of a walk. Where it begins another key, `done` is called with the key before.
    pub fn take(
        &mut self,
        row: &Row<'_>,
        numbers: &Numbers,
        at: Journal,
        done: &mut impl FnMut(RowView<'_>),
    ) -> Result<()> {
        let Some(&number) = numbers.get(&row.get::<_, i64>(4)?).filter(|n| **n <= at) else { return Ok(()) };
        let key = RawKey { kind: kind_of(row.get(0)?)?, a: NodeId(row.get(1)?), b: NodeId(row.get(2)?) };
        let rest = text_of(row.get_ref(3)?)?;
        if self.key != Some(key) || self.rest != rest {
            self.finish(done);
            self.key = Some(key);
            rest.clone_into(&mut self.rest);
            self.values.clear();
            (self.first, self.number, self.open) = (number, Journal(0), Journal(0));
        }
        self.first = self.first.min(number);
        if number > self.number {
            self.number = number;
            self.origin = Origin::unpacked(row.get(6)?);
        }
        let bytes =
            row.get_ref(5)?.as_blob_or_null().map_err(|_| StoreError::Corrupt("有一行的值不是二进制".into()))?;
        if let Some(bytes) = bytes.filter(|_| number > self.open) {
            self.open = number;
            self.values.clear();
            self.values.extend_from_slice(bytes);
        }
        Ok(())
    }

    /// Hands over the last key.
    pub fn finish(&mut self, done: &mut impl FnMut(RowView<'_>)) {
        let Some(key) = self.key.take() else { return };
        done(RowView {
            kind: key.kind,
            a: key.a,
            b: key.b,
            rest: &self.rest,
            values: (self.open == self.number).then_some(ValuesView(&self.values)),
            last: ValuesView(&self.values),
            number: self.number,
            first: self.first,
            origin: self.origin,
        });
    }
}

impl Sqlite {
    pub(in crate::store) fn scan<S>(
        &self,
        kinds: &[Kind],
        at: Option<Journal>,
        mut state: S,
        visit: fn(&mut S, RowView<'_>),
    ) -> Result<(S, Journal)> {
        self.reading(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let (numbers, last) = (numbers(&transaction)?, last_number(&transaction)?);
            let at = at.map_or(last, |at| at.min(last));
            for kind in kinds {
                walk(&transaction, *kind, &numbers, at, &mut |row| visit(&mut state, row))?;
            }
            Ok((state, at))
        })
    }
}

fn walk(
    connection: &Connection,
    kind: Kind,
    numbers: &Numbers,
    at: Journal,
    visit: &mut impl FnMut(RowView<'_>),
) -> Result<()> {
    let sql = format!("SELECT {COLUMNS} FROM row WHERE kind = ?1 ORDER BY kind, a, b, c, batch");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([kind.number()])?;
    let mut versions = Versions::default();
    while let Some(row) = rows.next()? {
        versions.take(row, numbers, at, visit)?;
    }
    versions.finish(visit);
    Ok(())
}

/// The record a scan handed over, as an owned version.
pub(super) fn owned(row: RowView<'_>) -> Version {
    Version {
        key: RowKey { kind: row.kind, a: row.a, b: row.b, rest: Rest::from_stored(row.rest) },
        values: row.values.map(|v| Values::from_stored(v.0)),
        number: row.number,
        first: row.first,
        origin: row.origin,
    }
}

/// One stored version, whatever else its key has.
pub(super) fn version(row: &Row<'_>, number: Journal, first: Journal) -> Result<Version> {
    let values: Option<Vec<u8>> = row.get(5)?;
    Ok(Version {
        key: RowKey {
            kind: kind_of(row.get(0)?)?,
            a: NodeId(unsigned(row.get(1)?)?),
            b: NodeId(unsigned(row.get(2)?)?),
            rest: Rest::from_stored(text_of(row.get_ref(3)?)?),
        },
        values: values.as_deref().map(Values::from_stored),
        number,
        first,
        origin: Origin::unpacked(row.get(6)?),
    })
}
