//! Which firms bear a name, a credit code or a stock code letter for letter.

use std::hash::{DefaultHasher, Hash, Hasher};

use hashbrown::HashMap;

/// At most so many firms are compared with a name.
pub const MOST_CANDIDATES: usize = 50;

/// Firms by a digest of what they bear; whoever asks compares what was digested anyway.
#[derive(Debug, Clone, Default)]
pub struct Bearers {
    first: HashMap<u64, u32>,
    /// Those of what several bear, the smaller id first, no more than are ever compared.
    several: HashMap<u64, Vec<u32>>,
}

/// A name, a credit code or a stock code.
#[derive(Debug, Clone, Copy, Hash)]
pub enum Borne<'a> {
    Name(&'a str),
    CreditCode(&'a str),
    StockCode(&'a str),
}

impl Borne<'_> {
    fn digest(self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }
}

impl Bearers {
    /// Takes in who bears something; `id` tells the id of the firm at a place.
    pub fn add(&mut self, borne: Borne<'_>, place: u32, id: impl Fn(u32) -> u64) {
        let digest = borne.digest();
        let Some(first) = self.first.get(&digest) else {
            self.first.insert(digest, place);
            return;
        };
        let all = self.several.entry(digest).or_insert_with(|| vec![*first]);
        let at = all.partition_point(|known| id(*known) <= id(place));
        all.insert(at, place);
        all.truncate(MOST_CANDIDATES);
    }

    /// Takes back that a firm bears something.
    pub fn remove(&mut self, borne: Borne<'_>, place: u32) {
        let digest = borne.digest();
        let Some(all) = self.several.get_mut(&digest) else {
            if self.first.get(&digest) == Some(&place) {
                self.first.remove(&digest);
            }
            return;
        };
        all.retain(|known| *known != place);
        match all.as_slice() {
            [] => {
                self.several.remove(&digest);
                self.first.remove(&digest);
            }
            [first, ..] => drop(self.first.insert(digest, *first)),
        }
    }

    /// The places of the firms that bear it, at most 50.
    pub fn of(&self, borne: Borne<'_>) -> &[u32] {
        let digest = borne.digest();
        match self.several.get(&digest) {
            Some(all) => all,
            None => self.first.get(&digest).map_or(&[], std::slice::from_ref),
        }
    }
}
