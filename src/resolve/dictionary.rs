//! Text ids to the store's numbers, held in memory while an import runs.
//!
//! Invariant: **A dictionary of texts.** Every id, and every reference text that is not the id itself, has a number
//! (`NodeId`) for the life of the store; rows, columns and adjacency use numbers. Numbers are reserved in blocks, so
//! two writers never give one twice.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::model::{Kind, NodeId, Texts};

/// Numbers of one page: they are given out in blocks of so many, and those of a dry run stand far behind the others.
const PAGE: usize = 8_192;
/// No text has this place.
const NOWHERE: u32 = u32::MAX;

/// Numbers of texts; about 20 bytes and the text itself for each.
#[derive(Debug, Default)]
pub struct Dictionary {
    texts: Texts,
    kinds: Vec<Kind>,
    ids: Vec<NodeId>,
    table: HashTable<u32>,
    /// Of each number, where its text stands, by pages; one that nobody needed is empty.
    places: Vec<Vec<u32>>,
    hasher: DefaultHashBuilder,
}

impl Dictionary {
    /// Adds a text that has a number.
    pub fn insert(&mut self, id: NodeId, kind: Kind, text: &str) {
        let place = u32::try_from(self.ids.len()).expect("invariant: node numbers are 32 bits wide");
        self.texts.push(text);
        self.kinds.push(kind);
        self.ids.push(id);
        let (page, at) = paged(id);
        if self.places.len() <= page {
            self.places.resize(page + 1, Vec::new());
        }
        if self.places[page].is_empty() {
            self.places[page] = vec![NOWHERE; PAGE];
        }
        self.places[page][at] = place;
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
        let (page, at) = paged(id);
        let place = *self.places.get(page)?.get(at).filter(|place| **place != NOWHERE)? as usize;
        Some((self.kinds[place], self.texts.at(place)))
    }
}

/// The page of a number, and its place there.
fn paged(id: NodeId) -> (usize, usize) {
    (id.0 as usize / PAGE, id.0 as usize % PAGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_may_stand_for_several_kinds() {
        let mut dictionary = Dictionary::default();
        for i in 1..100u32 {
            dictionary.insert(NodeId(i), Kind::Enterprise, &format!("e{i}"));
        }
        dictionary.insert(NodeId(500), Kind::Fund, "e7");
        assert_eq!(dictionary.find(Kind::Enterprise, "e7"), Some(NodeId(7)));
        assert_eq!(dictionary.find(Kind::Fund, "e7"), Some(NodeId(500)));
        assert_eq!(dictionary.find(Kind::Person, "e7"), None);
        dictionary.insert(NodeId(1 << 31), Kind::Fund, "far");
        assert_eq!(dictionary.name(NodeId(1 << 31)), Some((Kind::Fund, "far")));
        assert_eq!(dictionary.name(NodeId(500)), Some((Kind::Fund, "e7")));
        for nobody in [NodeId(100), NodeId(499), NodeId(501), NodeId((1 << 31) + 1), NodeId(u32::MAX), NodeId::NONE] {
            assert_eq!(dictionary.name(nobody), None);
        }
    }
}
