//! A digest of what a store says now, whatever the way there: the same facts give the same digest.

use sha2::{Digest, Sha256};

use crate::model::values::{A_TO, B_TO, references_in};
use crate::model::{CanonicalTable, Holds, Kind, NodeId, RowView};

/// Adds up the digests of rows, so that their order does not matter.
#[derive(Debug, Clone, Copy, Default)]
pub struct Content([u64; 4]);

impl Content {
    /// Adds one open row; `text` gives the text of a node.
    pub fn add<'a>(&mut self, row: &RowView<'_>, text: impl Fn(NodeId) -> &'a str) {
        // What stands for a contact is keyed by the store, so it is another in each.
        let Some(values) = row.values.filter(|_| row.kind != Kind::Contact) else { return };
        let mut hash = Sha256::new();
        piece(&mut hash, row.kind.code().as_bytes());
        for part in [text(row.a), text(row.b), row.rest] {
            piece(&mut hash, part.as_bytes());
        }
        let table = CanonicalTable::of(row.kind);
        for (field, payload) in values.fields() {
            hash.update([field]);
            let holds = table.column(field).map(|c| c.holds);
            match (field, holds) {
                (A_TO | B_TO, _) => piece(&mut hash, values.node(field).map_or("", &text).as_bytes()),
                (_, Some(Holds::Reference(_) | Holds::References(_))) => {
                    for reference in references_in(payload) {
                        piece(&mut hash, text(reference.given).as_bytes());
                        piece(&mut hash, text(reference.to).as_bytes());
                    }
                }
                _ => piece(&mut hash, payload),
            }
        }
        let digest = hash.finalize();
        for (sum, part) in self.0.iter_mut().zip(digest.chunks_exact(8)) {
            let part = part.try_into().map_or(0, u64::from_le_bytes);
            *sum = sum.wrapping_add(part);
        }
    }

    /// The digest in hexadecimal.
    pub fn hex(self) -> String {
        self.0.iter().map(|part| format!("{part:016x}")).collect()
    }
}

fn piece(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}
