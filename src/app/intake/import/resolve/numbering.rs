//! Numbers for texts that the store has not seen.

use crate::app::AppError;
use crate::app::intake::import::job::BlockingStore;
use crate::model::{Kind, NodeId, NodeName};
use crate::resolve::Dictionary;

/// Numbers that a dry run gives out: none of them is ever written.
const DRY: u32 = 1 << 31;
/// Numbers reserved at a time.
const BLOCK: u32 = 8_192;

/// Gives numbers to new texts.
#[derive(Debug)]
pub struct Numbering {
    next: u32,
    left: u32,
    dry: bool,
    /// New texts, not yet staged.
    pub pending: Vec<(NodeId, NodeName)>,
}

impl Numbering {
    /// Numbers for a real import, or for a dry run.
    pub fn new(dry: bool) -> Self {
        Self { next: DRY, left: if dry { DRY - 1 } else { 0 }, dry, pending: Vec::new() }
    }

    /// The number of a text, a new one where it has none.
    pub fn number(
        &mut self,
        dictionary: &mut Dictionary,
        store: &BlockingStore,
        kind: Kind,
        text: &str,
    ) -> Result<NodeId, AppError> {
        if let Some(id) = dictionary.find(kind, text) {
            return Ok(id);
        }
        if self.left == 0 && !self.dry {
            self.next = store.call(|store| store.reserve_nodes(BLOCK))?.0;
            self.left = BLOCK;
        }
        let id = NodeId(self.next);
        self.next += 1;
        self.left -= 1;
        dictionary.insert(id, kind, text);
        self.pending.push((id, NodeName { kind, text: text.to_owned() }));
        Ok(id)
    }
}
