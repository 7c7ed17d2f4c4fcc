use std::collections::HashMap;
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::FirmIx;
use crate::model::Texts;

/// The ids of firms by place, and the place of a firm by its id or an alias.
#[derive(Debug, Default)]
pub struct FirmIds {
    ids: Texts,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// Ids of records that joined another's entity.
    aliases: HashMap<Box<str>, u32>,
}

impl FirmIds {
    /// Adds the id of the next firm.
    pub fn push(&mut self, id: &str) {
        self.ids.push(id);
    }

    /// The id of a firm.
    pub fn at(&self, position: usize) -> &str {
        self.ids.at(position)
    }

    /// Indexes every key text of a firm's records; call once, after the last `push`.
    pub fn index<'a>(&mut self, keys: impl Iterator<Item = (&'a str, u32)>) {
        let Self { ids, table, hasher, aliases } = self;
        for (key, firm) in keys {
            if ids.at(firm as usize) == key {
                table.insert_unique(hasher.hash_one(key), firm, |f| hasher.hash_one(ids.at(*f as usize)));
            } else {
                aliases.insert(key.into(), firm);
            }
        }
    }

    /// Every id and alias with its firm.
    pub fn keys(&self) -> impl Iterator<Item = (&str, FirmIx)> {
        let ids = self.table.iter().map(|firm| (self.ids.at(*firm as usize), *firm));
        ids.chain(self.aliases.iter().map(|(key, firm)| (&**key, *firm))).map(|(key, firm)| (key, FirmIx(firm)))
    }

    /// The firm with this id or alias.
    pub fn find(&self, id: &str) -> Option<FirmIx> {
        let found = self.table.find(self.hasher.hash_one(id), |f| self.ids.at(*f as usize) == id);
        found.or_else(|| self.aliases.get(id)).copied().map(FirmIx)
    }
}
