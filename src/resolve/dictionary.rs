//! Text ids to the store's numbers, held in memory while an import runs.
//!
//! Invariant: **A dictionary of texts.** Every id, and every reference text that is not the id itself, has a number
//! (`NodeId`) for the life of the store; rows, columns and adjacency use numbers. Numbers are reserved in blocks, so
//! two writers never give one twice.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use crate::model::{Kind, NodeId, Texts};

/// Numbers of texts; about 30 bytes and the text itself for each.
#[derive(Debug, Default)]
pub struct Dictionary {
    texts: Texts,
    kinds: Vec<Kind>,
    ids: Vec<NodeId>,
    table: HashTable<u32>,
    places: HashMap<NodeId, u32>,
    hasher: DefaultHashBuilder,
}

impl Dictionary {
    /// Adds a text that has a number.
    pub fn insert(&mut self, id: NodeId, kind: Kind, text: &str) {
        let place = u32::try_from(self.ids.len()).expect("invariant: node numbers are 32 bits wide");
        self.texts.push(text);
        self.kinds.push(kind);
        self.ids.push(id);
        self.places.insert(id, place);
        let hash = self.hasher.hash_one((kind, text));
        let (texts, kinds, hasher) = (&self.texts, &self.kinds, &self.hasher);
        let rehash = |p: &u32| hasher.hash_one((kinds[*p as usize], texts.at(*p as usize)));
        self.table.insert_unique(hash, place, rehash);
    }

    /// The number of a text.
    pub fn find(&self, kind: Kind, text: &str) -> Option<NodeId> {
        let hash = self.hasher.hash_one((kind, text));
        let same = |p: &u32| self.kinds[*p as usize] == kind && self.texts.at(*p as usize) == text;
        self.table.find(hash, same).map(|p| self.ids[*p as usize])
    }

    /// The kind and text behind a number.
    pub fn name(&self, id: NodeId) -> Option<(Kind, &str)> {
        let place = *self.places.get(&id)? as usize;
        Some((self.kinds[place], self.texts.at(place)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_may_stand_for_several_kinds() {
        let mut dictionary = Dictionary::default();
        for i in 0..100u32 {
            dictionary.insert(NodeId(i), Kind::Enterprise, &format!("e{i}"));
        }
        dictionary.insert(NodeId(500), Kind::Fund, "e7");
        assert_eq!(dictionary.find(Kind::Enterprise, "e7"), Some(NodeId(7)));
        assert_eq!(dictionary.find(Kind::Fund, "e7"), Some(NodeId(500)));
        assert_eq!(dictionary.find(Kind::Person, "e7"), None);
        assert_eq!(dictionary.name(NodeId(500)), Some((Kind::Fund, "e7")));
    }
}
