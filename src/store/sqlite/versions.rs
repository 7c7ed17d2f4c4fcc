//! Stored rows in key order, and the version of each key that is current among them.

use rusqlite::Row;

use super::batches::Numbers;
use super::nodes::text_of;
use super::unsigned;
use crate::model::{Journal, Kind, NodeId, Origin, Rest, RowKey, RowView, Values, ValuesView, Version};
use crate::store::{Result, StoreError};

/// Columns every walk selects, in the order [`RawRow::read`] reads them.
pub(super) const COLUMNS: &str = "a, b, c, batch, val, origin";

/// One stored row of a batch that is visible.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawRow<'a> {
    pub key: RawKey,
    pub rest: &'a str,
    pub number: Journal,
    /// None where it closes the record.
    pub values: Option<&'a [u8]>,
    pub origin: Origin,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RawKey {
    pub kind: Kind,
    pub a: NodeId,
    pub b: NodeId,
}

impl<'a> RawRow<'a> {
    /// Reads a row of a kind; none where its batch is not visible at a number.
    pub fn read(row: &'a Row<'_>, kind: Kind, numbers: &Numbers, at: Journal) -> Result<Option<Self>> {
        let Some(&number) = numbers.get(&row.get::<_, i64>(3)?).filter(|n| **n <= at) else { return Ok(None) };
        let key = RawKey { kind, a: NodeId(row.get(0)?), b: NodeId(row.get(1)?) };
        let rest = text_of(row.get_ref(2)?)?;
        let values =
            row.get_ref(4)?.as_blob_or_null().map_err(|_| StoreError::Corrupt("有一行的值不是二进制".into()))?;
        Ok(Some(Self { key, rest, number, values, origin: Origin::unpacked(row.get(5)?) }))
    }
}

/// The versions of one key seen so far: the current one and the number of the first.
#[derive(Debug, Default)]
pub(super) struct KeyVersions {
    key: Option<RawKey>,
    rest: String,
    /// What the newest open version says, and its number.
    values: Vec<u8>,
    open: Journal,
    number: Journal,
    first: Journal,
    origin: Origin,
}

impl KeyVersions {
    /// Takes the next row of a walk. Where it begins another key, `done` is called with the key before.
    pub fn take(&mut self, row: RawRow<'_>, done: &mut impl FnMut(RowView<'_>)) {
        let number = row.number;
        if self.key != Some(row.key) || self.rest != row.rest {
            self.finish(done);
            self.key = Some(row.key);
            row.rest.clone_into(&mut self.rest);
            self.values.clear();
            (self.first, self.number, self.open) = (number, Journal(0), Journal(0));
        }
        self.first = self.first.min(number);
        if number > self.number {
            self.number = number;
            self.origin = row.origin;
        }
        if let Some(values) = row.values.filter(|_| number > self.open) {
            self.open = number;
            self.values.clear();
            self.values.extend_from_slice(values);
        }
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

/// One stored version of a kind, whatever else its key has.
pub(super) fn version(row: &Row<'_>, kind: Kind, number: Journal, first: Journal) -> Result<Version> {
    let values: Option<Vec<u8>> = row.get(4)?;
    Ok(Version {
        key: RowKey {
            kind,
            a: NodeId(unsigned(row.get(0)?)?),
            b: NodeId(unsigned(row.get(1)?)?),
            rest: Rest::from_stored(text_of(row.get_ref(2)?)?),
        },
        values: values.as_deref().map(Values::from_stored),
        number,
        first,
        origin: Origin::unpacked(row.get(5)?),
    })
}
