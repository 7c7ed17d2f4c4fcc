//! The digest of a batch: SHA-256 over the batch before it, its head, its nodes, its rows in key order and its files.
//!
//! Contacts are not covered, since they can be erased: their rows are, and these hold keyed digests of them.

use sha2::{Digest, Sha256};

use super::super::NewBatch;
use crate::model::{Kind, NodeId, Origin};

/// How digests are made now. Batches of form 1 were written before files were covered, and keep the digest they got; a batch
/// cannot be passed off as of form 1, since all that is in a digest would have to give another one.
pub(super) const FORM: i64 = 2;

/// Adds up nodes, rows and files of one batch as they are written.
#[derive(Debug, Clone, Default)]
pub(super) struct BatchDigest {
    nodes: Sha256,
    rows: Sha256,
    files: Sha256,
}

/// One row as it is stored.
pub(super) struct StoredRow<'a> {
    pub kind: Kind,
    pub a: NodeId,
    pub b: NodeId,
    pub rest: &'a str,
    pub values: Option<&'a [u8]>,
    pub origin: Origin,
}

impl BatchDigest {
    pub fn node(&mut self, id: NodeId, kind: Kind, text: &str) {
        self.nodes.update(id.0.to_le_bytes());
        self.nodes.update([kind.number()]);
        piece(&mut self.nodes, text.as_bytes());
    }

    pub fn row(&mut self, row: &StoredRow<'_>) {
        self.rows.update([row.kind.number(), u8::from(row.values.is_some())]);
        self.rows.update(row.a.0.to_le_bytes());
        self.rows.update(row.b.0.to_le_bytes());
        self.rows.update(row.origin.packed().to_le_bytes());
        piece(&mut self.rows, row.rest.as_bytes());
        piece(&mut self.rows, row.values.unwrap_or_default());
    }

    /// Files come in their order.
    pub fn file(&mut self, name: &str, sheet: Option<&str>) {
        self.files.update([u8::from(sheet.is_some())]);
        piece(&mut self.files, name.as_bytes());
        piece(&mut self.files, sheet.unwrap_or_default().as_bytes());
    }

    /// The digest of the batch behind `previous`, in one of the forms.
    pub fn finish(self, form: i64, previous: &[u8], batch: &NewBatch) -> Vec<u8> {
        let mut all = Sha256::new();
        piece(&mut all, previous);
        for text in [&batch.id, &batch.who, &batch.when, &batch.deed.to_string()] {
            piece(&mut all, text.as_bytes());
        }
        all.update(self.nodes.finalize());
        all.update(self.rows.finalize());
        if form > 1 {
            all.update(form.to_le_bytes());
            all.update(self.files.finalize());
        }
        all.finalize().to_vec()
    }
}

/// Length first, so that no two lists of pieces look the same.
fn piece(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}
