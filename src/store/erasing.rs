//! Deleting for good, as the store offers it.

use std::sync::Arc;

use super::{Change, NewBatch, PersonErased, PersonFound, PersonSought, Result, Store, blocking, delegate};
use crate::model::{Journal, NodeId, RowKey};

#[expect(clippy::missing_errors_doc, reason = "the type says it of all; a method says what is its own")]
impl Store {
    /// Deletes the contacts of these nodes for good and closes their rows, in one transaction; how many there were. Their
    /// digests stay in the journal. Afterwards, ask whether there are [`Self::traces_left`].
    ///
    /// # Errors
    /// `Conflict` where facts moved past `base`, the number the rows were read at.
    pub async fn erase_contacts(
        &self,
        batch: NewBatch,
        changes: Vec<Change>,
        nodes: Vec<NodeId>,
        base: Journal,
    ) -> Result<u64> {
        delegate!(self, erase_contacts(&batch, changes, &nodes, base))
    }

    /// Whether what was deleted (contacts that were erased, closed or changed, erased words) may still be read in the file's
    /// log of changes, since somebody was reading an older state. It goes with the next erasure or opening after that reader.
    pub async fn traces_left(&self) -> Result<bool> {
        delegate!(self, traces_left())
    }

    /// Deletes the words of these records for good, in every version of them; how many texts that were. The digests stay, so the
    /// journal holds. Rows that were written before words stood apart keep theirs.
    pub async fn erase_words(&self, keys: Vec<RowKey>) -> Result<u64> {
        delegate!(self, erase_words(&keys))
    }

    /// Everything that is held of a person.
    pub async fn person_found(&self, sought: PersonSought) -> Result<PersonFound> {
        delegate!(self, person_found(&sought))
    }

    /// Erases a person everywhere and in all versions, in one transaction: `alias` takes the place of their names in records,
    /// and `protocol` is the id by which the journal tells of it. `None` while an import is under way. Afterwards, ask
    /// whether there are [`Self::traces_left`].
    ///
    /// # Errors
    /// `Corrupt` where the journal does not hold: then nothing is erased.
    pub async fn erase_person(
        &self,
        batch: NewBatch,
        sought: PersonSought,
        (alias, protocol): (String, String),
    ) -> Result<Option<PersonErased>> {
        delegate!(self, erase_person(&batch, &sought, (&alias, &protocol)))
    }
}
