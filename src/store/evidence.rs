//! Files of evidence, as a store keeps them: outside the journal, so that they can be erased; their digests stand in it.

use std::sync::Arc;

use super::{NewBatch, Result, Store, blocking, delegate};
use crate::model::{EvidenceForm, EvidenceOf, Journal};

/// A file about to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvidence {
    /// Chosen by the writer.
    pub id: String,
    /// What it shows.
    pub of: EvidenceOf,
    /// What people call it.
    pub name: String,
    /// What it is.
    pub form: EvidenceForm,
    /// SHA-256 of what is in it, in hexadecimal.
    pub digest: String,
    /// What is in it.
    pub content: Vec<u8>,
}

/// A file that is kept, without what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptEvidence {
    /// Its id.
    pub id: String,
    /// What it shows.
    pub of: EvidenceOf,
    /// What that is known by: the id, and the node of a project behind it.
    pub thing: String,
    /// What people call it.
    pub name: String,
    /// What it is.
    pub form: EvidenceForm,
    /// How long it is.
    pub bytes: u64,
    /// SHA-256 of what is in it, in hexadecimal.
    pub digest: String,
    /// Who put it there, as the journal calls them.
    pub who: String,
    /// RFC 3339, Asia/Shanghai.
    pub when: String,
}

#[expect(clippy::missing_errors_doc, reason = "the type of `Store` says it of all; a method says what is its own")]
impl Store {
    /// The files of one thing, or all that are kept, in the order they came.
    pub async fn evidence(&self, of: Option<EvidenceOf>) -> Result<Vec<KeptEvidence>> {
        delegate!(self, evidence(of.as_ref()))
    }

    /// Keeps a file, of at most so many of one thing; the batch, which says so, is written in the same transaction.
    ///
    /// # Errors
    /// `Conflict` where what it shows is not there any more, or has as many.
    pub async fn add_evidence(&self, batch: NewBatch, new: NewEvidence, most: usize) -> Result<Journal> {
        delegate!(self, add_evidence(&batch, &new, most))
    }

    /// Deletes a file for good. Afterwards, ask whether there are [`Self::traces_left`].
    ///
    /// # Errors
    /// `Conflict` where it is not there any more.
    pub async fn remove_evidence(&self, batch: NewBatch, id: &str) -> Result<Journal> {
        let id = id.to_owned();
        delegate!(self, remove_evidence(&batch, &id))
    }

    /// What is in a file, once the journal says that it is taken away; none where there is no such file.
    ///
    /// # Errors
    /// `Corrupt` where it is no longer what its digest says.
    pub async fn take_evidence(&self, batch: NewBatch, id: &str) -> Result<Option<Vec<u8>>> {
        let id = id.to_owned();
        delegate!(self, take_evidence(&batch, &id))
    }
}
