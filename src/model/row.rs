//! Versioned rows, as every store keeps them: a key, and values or nothing where the record is closed.
//!
//! Invariant: **A key is source, table and key columns.** References and ids stand in it as given; other key columns
//! in canonical form (合肥 and 340100 are one place), so that a double is found however it was written. A row keeps
//! the node a reference was given as and the node it resolved to, never an entity. A reference whose record is closed
//! sleeps until it comes back.

use super::{Kind, NodeId};

/// A text a store numbers: the key text of a record, or the text of a reference as given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeName {
    /// What it names a record of; [`Kind::Given`] for the text of a reference.
    pub kind: Kind,
    /// The id, or the reference as a file gave it.
    pub text: String,
}

/// Place in the journal: batches get 1, 2, 3, … when they commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Journal(pub u64);

/// The key of a record: table, key columns and source.
///
/// `a` and `b` are the key's references (or the record's own id in `a`); `rest` holds its other key columns and the
/// source, built by [`Rest::new`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey {
    /// The table.
    pub kind: Kind,
    /// The record's own id, or the first reference of the key, as given.
    pub a: NodeId,
    /// The second reference of the key, as given; [`NodeId::NONE`] where there is none.
    pub b: NodeId,
    /// The other key columns and the source.
    pub rest: Rest,
}

/// The key columns that are no references, then the source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Rest(Box<str>);

const BETWEEN: char = '\u{1f}';
const BEFORE_SOURCE: char = '\u{1e}';

impl Rest {
    /// Joins key columns and source; neither may hold control characters (the reader refuses them).
    pub fn new<'a>(columns: impl IntoIterator<Item = &'a str>, source: &str) -> Self {
        let mut text = String::new();
        for (i, column) in columns.into_iter().enumerate() {
            if i > 0 {
                text.push(BETWEEN);
            }
            text.push_str(column);
        }
        text.push(BEFORE_SOURCE);
        text.push_str(source);
        Self(text.into())
    }

    /// Takes back what a store kept.
    pub fn from_stored(text: &str) -> Self {
        Self(text.into())
    }

    /// The form a store keeps.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key columns, joined; equal for the same fact from different sources.
    pub fn columns_text(&self) -> &str {
        columns_of(&self.0)
    }

    /// The key columns one by one.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns_text().split(BETWEEN)
    }

    /// The source that said it.
    pub fn source(&self) -> &str {
        source_of(&self.0)
    }
}

/// The key columns that say something, of such a text.
pub fn columns_in(columns: &str) -> impl Iterator<Item = &str> {
    columns.split(BETWEEN).filter(|text| !text.is_empty())
}

/// The key columns of a stored rest.
pub fn columns_of(rest: &str) -> &str {
    rest.split_once(BEFORE_SOURCE).map_or(rest, |(columns, _)| columns)
}

/// The source of rows that give none: people of the house.
pub const LOCAL: &str = "local";

/// What begins the source of a new lead of a squad; the squad's id stands behind it.
pub const OF_SQUAD: &str = "squad:";
/// What begins the source of a new lead of somebody else, whose name stands behind it.
pub const OF_LEAD: &str = "lead:";

/// The source of a stored rest.
pub fn source_of(rest: &str) -> &str {
    rest.split_once(BEFORE_SOURCE).map_or("", |(_, source)| source)
}

/// Where a row stood: which file of its import, and which row of it. Provenance only; never compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Origin {
    /// The place of the file among those of its import, from 0.
    pub file: u16,
    /// Line of a CSV file, row of a sheet or place in a JSON array, from 1.
    pub row: u32,
}

impl Origin {
    /// One integer for a store's column.
    pub fn packed(self) -> i64 {
        i64::from(self.file) << 32 | i64::from(self.row)
    }

    /// Takes back what [`Origin::packed`] gave.
    pub fn unpacked(packed: i64) -> Self {
        let file = u16::try_from(packed >> 32).unwrap_or_default();
        let row = u32::try_from(packed & 0xffff_ffff).unwrap_or_default();
        Self { file, row }
    }
}

/// A row to be written: values, or `None` to close the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRow {
    /// Which record it is of; with a key that is there already it is a new version.
    pub key: RowKey,
    /// What it says; `None` closes the record.
    pub values: Option<super::Values>,
    /// The row it was read from; the default where it was read from no file.
    pub origin: Origin,
}

/// A version of a record as read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Which record it is a version of.
    pub key: RowKey,
    /// `None` where this version closed the record.
    pub values: Option<super::Values>,
    /// The batch that wrote this version.
    pub number: Journal,
    /// The batch that wrote the record's first version.
    pub first: Journal,
    /// The row it was read from.
    pub origin: Origin,
}

/// One record as a scan hands it over.
#[derive(Debug, Clone, Copy)]
pub struct RowView<'a> {
    /// The table.
    pub kind: Kind,
    /// As in [`RowKey::a`].
    pub a: NodeId,
    /// As in [`RowKey::b`].
    pub b: NodeId,
    /// Key columns and source; see [`Rest`].
    pub rest: &'a str,
    /// `None` where the current version closed the record.
    pub values: Option<super::ValuesView<'a>>,
    /// What the record said when it was last open; the same as `values` while it is.
    pub last: super::ValuesView<'a>,
    /// The batch that wrote the current version.
    pub number: Journal,
    /// The batch that wrote the record's first version.
    pub first: Journal,
    /// The row the current version was read from.
    pub origin: Origin,
}

impl RowView<'_> {
    /// The same, kept; what a closed record once said is left out.
    pub fn owned(&self) -> Version {
        Version {
            key: RowKey { kind: self.kind, a: self.a, b: self.b, rest: Rest::from_stored(self.rest) },
            values: self.values.map(|values| super::Values::from_stored(values.0)),
            number: self.number,
            first: self.first,
            origin: self.origin,
        }
    }
}

impl Version {
    /// The same as a scan hands it over; a closed one has said nothing.
    pub fn view(&self) -> RowView<'_> {
        let values = self.values.as_ref().map(super::Values::view);
        RowView {
            kind: self.key.kind,
            a: self.key.a,
            b: self.key.b,
            rest: self.key.rest.as_str(),
            values,
            last: values.unwrap_or(super::ValuesView(&[])),
            number: self.number,
            first: self.first,
            origin: self.origin,
        }
    }
}

/// A batch as the journal tells it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct BatchRecord {
    /// Its place in the journal, from 1.
    pub number: u64,
    /// What a person names it by, as in `liantu undo`.
    pub id: String,
    /// Who did it, as the journal calls them.
    pub who: String,
    /// RFC 3339, Asia/Shanghai.
    pub when: String,
    /// What it was; in JSON the journal's words for it.
    #[serde(rename = "why")]
    pub deed: super::Deed,
    /// SHA-256 over the batch before and this batch's rows, in hexadecimal.
    pub digest: String,
    /// How many versions of records it wrote.
    pub rows: u64,
}
