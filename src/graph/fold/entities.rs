//! Where the record under a node went: its place in the columns of its kind.

use std::collections::HashMap;

use crate::model::{Kind, NodeId};

/// Places of entities by the key text of their records.
#[derive(Debug, Default)]
pub struct Entities {
    /// Most nodes are firms: a dense list, the greatest where a node is none.
    firms: Vec<u32>,
    others: HashMap<NodeId, (Kind, u32)>,
}

impl Entities {
    /// Says where the record of a node went.
    pub fn set(&mut self, node: NodeId, kind: Kind, place: u32) {
        if kind != Kind::Enterprise {
            self.others.insert(node, (kind, place));
            return;
        }
        let at = node.0 as usize;
        if self.firms.len() <= at {
            self.firms.resize(at + 1, u32::MAX);
        }
        self.firms[at] = place;
    }

    /// The entity of a node; none where no open record stands under it, so that references to it sleep.
    pub fn of(&self, node: NodeId) -> Option<(Kind, u32)> {
        match self.firms.get(node.0 as usize) {
            Some(&place) if place != u32::MAX => Some((Kind::Enterprise, place)),
            _ => self.others.get(&node).copied(),
        }
    }

    /// The place of a node of this kind.
    pub fn place(&self, kind: Kind, node: NodeId) -> Option<u32> {
        self.of(node).filter(|(k, _)| *k == kind).map(|(_, place)| place)
    }
}
