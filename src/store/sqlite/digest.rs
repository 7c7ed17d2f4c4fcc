//! The digest of a batch: SHA-256 over the batch before it, its head, its nodes and its rows in key order.

use sha2::{Digest, Sha256};

use super::super::NewBatch;
use crate::model::{Kind, NodeId, Origin};

/// Adds up nodes and rows of one batch as they are written.
#[derive(Debug, Clone, Default)]
pub(super) struct BatchDigest {
    nodes: Sha256,
    rows: Sha256,
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

    /// The digest of the batch behind `previous`.
    pub fn finish(self, previous: &[u8], batch: &NewBatch) -> Vec<u8> {
        let mut all = Sha256::new();
        piece(&mut all, previous);
        for text in [&batch.id, &batch.who, &batch.when, &batch.why] {
            piece(&mut all, text.as_bytes());
        }
        all.update(self.nodes.finalize());
        all.update(self.rows.finalize());
        all.finalize().to_vec()
    }
}

/// Length first, so that no two lists of pieces look the same.
fn piece(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}
