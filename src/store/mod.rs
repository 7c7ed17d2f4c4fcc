//! Stores keep versioned rows and hand them over; the contract, and SQLite behind it.
//!
//! A batch's rows are invisible until it commits and gets its journal number. Nothing is updated in place.
//!
//! Invariant: **Nothing is overwritten.** A row is `(kind, key, batch, values | closed)`. A batch gets its journal
//! number when it commits; until then its rows are invisible. There is no UPDATE of a row anywhere, but where a person
//! is erased (`sqlite/person/`). Its digest covers
//! the batch before, its head, its nodes, its rows in key order and the names of its files; `doctor` follows the
//! chain. `batch.form` says how the digest was made: batches of layout 1 (form 1, without files) keep theirs, so an
//! older store checks as before, and a batch passed off as form 1 does not check. Contacts are not covered, since
//! they can be erased; the keyed digest of each is in its row. *Deliberately absent:* any table that holds “the
//! current state”.

#![warn(missing_docs, clippy::missing_errors_doc)]

mod account;
mod accounts;
mod contact;
mod contract;
mod erasing;
mod error;
mod evidence;
mod file;
mod part;
mod person;
mod share;
mod shares;
pub mod sqlite;
mod stop;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use account::{Account, AccountChange, Comer, Factor, LogIn, NewFactor, Proof, SecretDigest, Session, Token};
pub use contact::{KEY_BYTES, NewContact, WORDS_DIGEST};
pub use contract::{
    BatchRow, Change, ChangedBatch, Checkup, Chunk, Current, Expected, ImportFile, ListFilter, NewBatch, Written,
};
pub use error::{Result, StoreError};
pub use evidence::{KeptEvidence, NewEvidence};
pub use file::same_file;
pub use part::{PartFile, folder_of, part_name, sync_folder};
pub use person::{PersonErased, PersonFound, PersonHeld, PersonSought};
pub use share::{LastingShare, NewOpening, NewShare, Opening, PASSCODE_TRIES, Proposal, Share};
pub use sqlite::{CheckedBackup, Staging};
pub use stop::stop_point;

use crate::model::{BatchRecord, Journal, Kind, NodeId, NodeName, RowKey, RowView, Version, Way};
use sqlite::Sqlite;

/// A store. Every method may fail with any [`StoreError`]; absent is `Ok(None)` or an empty list.
#[derive(Debug, Clone)]
pub enum Store {
    /// One file, or memory.
    Sqlite(Arc<Sqlite>),
}

/// Runs blocking store work beside the async tasks.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(StoreError::Backend(format!("内部任务中断（{error}）"))))
}

/// Hands a call to the backend, on a thread where it may block.
macro_rules! delegate {
    ($self:ident, $method:ident($($arg:expr),*)) => {{
        let Store::Sqlite(store) = $self;
        let store = Arc::clone(store);
        blocking(move || store.$method($($arg),*)).await
    }};
}

use delegate;

#[expect(clippy::missing_errors_doc, reason = "the type says it of all; a method says what is its own")]
impl Store {
    /// Opens the store at `path`, making a new one where there is none; migrates an older version.
    ///
    /// # Errors
    /// `Unavailable` where it cannot be opened, or a newer version wrote it; `Corrupt` where it is no store.
    pub async fn open(path: &Path) -> Result<Self> {
        let path = path.to_owned();
        blocking(move || Ok(Self::Sqlite(Arc::new(Sqlite::open(&path)?)))).await
    }

    /// A store in memory that is gone when dropped.
    pub async fn in_memory() -> Result<Self> {
        blocking(|| Ok(Self::Sqlite(Arc::new(Sqlite::in_memory()?)))).await
    }

    /// What lies beside the store's file under its name and an ending; none of a store in memory.
    pub fn beside(&self, ending: &str) -> Option<PathBuf> {
        let Store::Sqlite(store) = self;
        store.beside(ending)
    }

    /// Whether a path leads to one of the store's own files, which nobody else may open while it is open.
    pub fn owns(&self, path: &Path) -> bool {
        let Store::Sqlite(store) = self;
        store.owns(path)
    }

    /// The journal number of the last committed batch; 0 where there is none.
    pub async fn journal(&self) -> Result<Journal> {
        delegate!(self, journal())
    }

    /// The committed batches after a number, oldest first, at most `limit`.
    pub async fn batches(&self, after: Journal, limit: usize) -> Result<Vec<BatchRecord>> {
        delegate!(self, batches(after, limit))
    }

    /// The committed batches with these numbers, in their order.
    pub async fn batches_numbered(&self, numbers: Vec<Journal>) -> Result<Vec<Option<BatchRecord>>> {
        delegate!(self, batches_numbered(&numbers))
    }

    /// The files an import read, in the order of their numbers.
    pub async fn files(&self, number: Journal) -> Result<Vec<ImportFile>> {
        delegate!(self, files(number))
    }

    /// Reserves `count` node numbers for the caller; unused ones are never given again.
    pub async fn reserve_nodes(&self, count: u32) -> Result<NodeId> {
        delegate!(self, reserve_nodes(count))
    }

    /// Hands every visible node of `kinds` to `visit`, in order of number.
    pub async fn nodes<S: Send + 'static>(
        &self,
        kinds: Vec<Kind>,
        state: S,
        visit: fn(&mut S, NodeId, Kind, &str),
    ) -> Result<S> {
        delegate!(self, nodes(&kinds, state, visit))
    }

    /// The numbers of these texts, where they have one.
    pub async fn find_nodes(&self, names: Vec<NodeName>) -> Result<Vec<Option<NodeId>>> {
        delegate!(self, find_nodes(&names))
    }

    /// The texts behind these numbers; unknown ones are blank.
    pub async fn node_names(&self, ids: Vec<NodeId>) -> Result<Vec<Option<NodeName>>> {
        delegate!(self, node_names(&ids))
    }

    /// Nodes of a kind whose text begins with `text`, at most `limit`: candidates for a name.
    pub async fn names(&self, kind: Kind, text: String, limit: usize) -> Result<Vec<(NodeId, String)>> {
        delegate!(self, names(kind, &text, limit))
    }

    /// The nodes of the records of a kind that a name, credit code or stock code means, for each of these, in the form of
    /// [`Way::form`]; nothing goes by an id here. Every record is among them whose current version says it, or an earlier one
    /// did; others may be, too, so that who asks looks at the record.
    pub async fn bearers(&self, kind: Kind, names: Vec<(Way, String)>) -> Result<Vec<Vec<NodeId>>> {
        delegate!(self, bearers(kind, &names))
    }

    /// Writes a small batch in one transaction: all of it and durable, or nothing. The same batch id again changes
    /// nothing and gives the number it got.
    ///
    /// # Errors
    /// `Conflict` where an expected version has moved.
    pub async fn apply(
        &self,
        batch: NewBatch,
        nodes: Vec<(NodeId, NodeName)>,
        changes: Vec<Change>,
    ) -> Result<Journal> {
        delegate!(self, apply(&batch, &nodes, changes))
    }

    /// Begins an import: takes the lease (one import at a time a store), sweeps what a dead import left.
    /// `None` while another import runs.
    pub async fn begin(&self, batch: NewBatch, files: Vec<ImportFile>) -> Result<Option<Staging>> {
        delegate!(self, begin(&batch, &files))
    }

    /// Writes a chunk unseen.
    ///
    /// # Errors
    /// Whichever: the lease is then free again, and `sweep` drops what was staged.
    pub async fn stage(&self, staging: Staging, chunk: Chunk) -> Result<Staging> {
        delegate!(self, stage(staging, chunk))
    }

    /// Makes all that was staged visible at once, durably.
    ///
    /// # Errors
    /// `Conflict` where facts moved past `base`, the number the references were resolved at; people's work does not
    /// count.
    pub async fn commit(&self, staging: Staging, base: Journal) -> Result<Journal> {
        delegate!(self, commit(staging, base))
    }

    /// Drops what was staged and gives the lease back.
    pub async fn abandon(&self, staging: Staging) -> Result<()> {
        delegate!(self, abandon(staging))
    }

    /// Drops what dead imports left; how many rows that were. Leaves a running import alone.
    pub async fn sweep(&self) -> Result<u64> {
        delegate!(self, sweep())
    }

    /// What is current for each of these keys, which stand in ascending order.
    pub async fn current(&self, keys: Vec<RowKey>) -> Result<Vec<Current>> {
        delegate!(self, current(&keys))
    }

    /// Hands over every record of `kinds` as it stood at `at` (`None`: now), closed ones included, in key order.
    /// Gives the number it shows.
    pub async fn scan<S: Send + 'static>(
        &self,
        kinds: Vec<Kind>,
        at: Option<Journal>,
        state: S,
        visit: fn(&mut S, RowView<'_>),
    ) -> Result<(S, Journal)> {
        delegate!(self, scan(&kinds, at, state, visit))
    }

    /// The batches after a number with their rows, oldest first.
    pub async fn changes(&self, since: Journal) -> Result<Vec<ChangedBatch>> {
        delegate!(self, changes(since))
    }

    /// The rows that a batch wrote, in key order after a key, at most `limit`, each with what was there before.
    pub async fn batch_rows(&self, number: Journal, after: Option<RowKey>, limit: usize) -> Result<Vec<BatchRow>> {
        delegate!(self, batch_rows(number, after.as_ref(), limit))
    }

    /// What a batch wrote, counted; none where it is large, or wrote nothing.
    pub async fn written(&self, number: Journal) -> Result<Option<Written>> {
        delegate!(self, written(number))
    }

    /// The last number that was committed at or before a time (RFC 3339, Asia/Shanghai); 0 where there is none.
    pub async fn number_at(&self, when: String) -> Result<Journal> {
        delegate!(self, number_at(&when))
    }

    /// The kinds that the batches after a number touched.
    pub async fn touched(&self, since: Journal) -> Result<Vec<Kind>> {
        delegate!(self, touched(since))
    }

    /// The nodes of the records of a kind that the batches after a number wrote, up to another one: rising, closed ones too.
    pub async fn moved(&self, kind: Kind, since: Journal, until: Journal) -> Result<Vec<NodeId>> {
        delegate!(self, moved(kind, since, until))
    }

    /// The tables that a batch wrote rows of.
    pub async fn kinds_of(&self, number: Journal) -> Result<Vec<Kind>> {
        delegate!(self, kinds_of(number))
    }

    /// The digest of the last batch up to a number that wrote rows of some tables, or erased something; blank where none did.
    pub async fn last_digest(&self, kinds: Vec<Kind>, at: Journal) -> Result<String> {
        delegate!(self, last_digest(&kinds, at))
    }

    /// The record of a key as it stands now.
    pub async fn get(&self, key: RowKey) -> Result<Option<Version>> {
        delegate!(self, get(&key))
    }

    /// Records of a kind, as known at `at`, in key order.
    pub async fn list(&self, filter: ListFilter, at: Option<Journal>) -> Result<Vec<Version>> {
        delegate!(self, list(&filter, at))
    }

    /// The records of many filters, one list each, in one go.
    pub async fn lists(&self, filters: Vec<ListFilter>, at: Option<Journal>) -> Result<Vec<Vec<Version>>> {
        delegate!(self, lists(&filters, at))
    }

    /// Every version of a key, oldest first.
    pub async fn versions(&self, key: RowKey) -> Result<Vec<Version>> {
        delegate!(self, versions(&key))
    }

    /// Writes a copy of the whole store as it is at one moment, while others read and write, and reads it through before it
    /// gets its name; gives what was found in it. Replaces an older backup at `target`.
    ///
    /// # Errors
    /// `Unavailable` where anything else is at `target`.
    pub async fn backup(&self, target: &Path) -> Result<Checkup> {
        let target = target.to_owned();
        delegate!(self, backup(&target))
    }

    /// Reads a backup file through without changing it, in a copy of it beside `store`.
    ///
    /// # Errors
    /// `Unavailable` where a newer version wrote it, `Corrupt` where it is none, is not whole, or contradicts itself.
    pub async fn check_backup(path: &Path, store: &Path) -> Result<CheckedBackup> {
        let (path, store) = (path.to_owned(), store.to_owned());
        blocking(move || Sqlite::check_backup(&path, &store)).await
    }

    /// Replaces everything by what a backup holds, in one transaction, under the lease; before that, what is there now is
    /// backed up to `keep`.
    ///
    /// # Errors
    /// `Unavailable` while an import runs.
    pub async fn restore(&self, backup: CheckedBackup, keep: Option<&Path>) -> Result<()> {
        let keep = keep.map(Path::to_owned);
        delegate!(self, restore(&backup, keep.as_deref()))
    }

    /// The contacts of these nodes, by node and name. Who reads them journals it.
    pub async fn contacts(&self, nodes: Vec<NodeId>) -> Result<Vec<NewContact>> {
        delegate!(self, contacts(&nodes))
    }

    /// The key of the digests that stand for contacts in the journal; never leaves this store.
    pub async fn contact_key(&self) -> Result<Vec<u8>> {
        delegate!(self, contact_key())
    }

    /// Makes anew what is derived from rows (indexes, counts, logs of changes), sweeps what dead imports left, and gives free
    /// space back; how many rows were swept. Never touches rows, texts, contacts or digests, and leaves everything of a batch
    /// whose digest does not hold. `None` while an import runs.
    ///
    /// # Errors
    /// `Corrupt` where the tables contradict themselves.
    pub async fn rebuild(&self) -> Result<Option<u64>> {
        delegate!(self, rebuild())
    }

    /// Reads everything and reports what contradicts itself: digests, numbers, dangling nodes.
    pub async fn check(&self) -> Result<Checkup> {
        delegate!(self, check())
    }

    /// Follows the journal from its first batch to its last, and reports every one that is missing or is not what its digest
    /// says.
    pub async fn check_journal(&self) -> Result<Checkup> {
        delegate!(self, check_journal())
    }
}
