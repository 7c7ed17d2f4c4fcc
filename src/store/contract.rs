//! What goes into a store and comes out of it, whichever store it is.

use super::NewContact;
use crate::model::{Deed, Journal, Kind, NewRow, NodeId, NodeName, RowKey, Values, Version};

/// A batch about to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBatch {
    /// Chosen by the writer; the same id twice is applied once.
    pub id: String,
    /// Who does it, as the journal shows.
    pub who: String,
    /// RFC 3339 in Asia/Shanghai; the store never lets journal times go back.
    pub when: String,
    /// What is done, as the journal shows: an import, an undo, a change of a list …
    pub deed: Deed,
}

/// What a batch wrote, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Records that were not there, or were closed.
    pub new: u64,
    /// Records that say something else since.
    pub changed: u64,
    /// Records that were closed.
    pub closed: u64,
}

/// A file an import read, numbered by its place in the list; rows name it in their origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFile {
    /// As the importer was given it, without its folder.
    pub name: String,
    /// The sheet or array read of it; none where a file has only one.
    pub sheet: Option<String>,
}

/// One call of `stage`: what is written unseen together.
#[derive(Debug, Default)]
pub struct Chunk {
    /// Texts with numbers reserved before; they come before any row that uses them.
    pub nodes: Vec<(NodeId, NodeName)>,
    /// In ascending key order over all chunks of a batch. Where one closes a contact, the commit deletes its words.
    pub rows: Vec<NewRow>,
    /// Words of the contacts whose rows are among `rows`; they stay outside the journal.
    pub contacts: Vec<NewContact>,
}

/// What a key must look like for a change to be applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// No version, or closed at this one.
    AbsentOrClosedAt(Option<Journal>),
    /// The current version has this number.
    At(Journal),
    /// Whatever is there.
    Any,
}

/// A change of people's work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What is to be the record from now on.
    pub row: NewRow,
    /// What its writer believes is there now.
    pub expected: Expected,
}

/// A row of one batch, for taking it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRow {
    /// Whose row it is.
    pub key: RowKey,
    /// The number of the current version of the key: the batch's own while nobody has changed it since.
    pub current: Journal,
    /// What the record said before the batch; `None` where it was not there or was closed.
    pub before: Option<Values>,
    /// Whether the batch closed it.
    pub closed: bool,
    /// A contact whose words before the batch are gone, so that it cannot say again what it said.
    pub forgotten: bool,
}

/// A batch of `changes`: its number, the kinds it touched, its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedBatch {
    /// Its journal number.
    pub number: Journal,
    /// Each once.
    pub kinds: Vec<Kind>,
    /// In key order, as the batch wrote them; closed ones too.
    pub rows: Vec<Version>,
}

/// What is current for a key: the number of its version, and its values unless closed.
pub type Current = Option<(Journal, Option<Values>)>;

/// What a store found of itself; `problems` and `mendable` are empty when all is well.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checkup {
    /// Committed batches, which is the last journal number.
    pub batches: u64,
    /// Versions of records, closed ones too.
    pub rows: u64,
    /// Texts that have a number.
    pub nodes: u64,
    /// Rows of imports that are under way, or that died and are not swept yet.
    pub unnumbered: u64,
    /// Texts whose words were erased.
    pub erased: u64,
    /// What is damaged: rows, texts, digests. In Chinese.
    pub problems: Vec<String>,
    /// What is derived from rows and disagrees with them; `rebuild` makes it anew. In Chinese.
    pub mendable: Vec<String>,
}

/// Which rows `list` gives: all of a kind, or those whose key begins with node `a`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListFilter {
    /// Of which records.
    pub kind: Kind,
    /// The node that keys begin with; none: every record of the kind.
    pub a: Option<NodeId>,
    /// Rows after this key.
    pub after: Option<RowKey>,
    /// At most so many.
    pub limit: usize,
}
