//! Rows equal in all key columns are one fact, whatever their source; each of its values is the first known one in
//! order of rank. The same goes for the records of one entity.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::model::{EventDate, NodeId, Texts};
use crate::resolve::Trust;

/// Values of which the unknown may be filled from another record of the same thing.
pub trait Fill {
    /// Takes from `other` what is unknown here.
    fn fill(&mut self, other: Self);
}

/// What two rows must share to be one fact: entities (or nodes) and the text of the other key columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    pub a: u64,
    pub b: u64,
    /// Place of the text in [`Interner`].
    pub rest: u32,
}

/// One row, decoded.
#[derive(Debug, Clone)]
pub struct DecodedRow<T> {
    pub key: Key,
    pub provenance: Provenance,
    pub value: T,
}

/// Who said it and when; settles which value is shown.
#[derive(Debug, Clone, Copy)]
pub struct Provenance {
    /// Place of the source's name.
    pub source: u32,
    /// Day number, the least where it is not known.
    pub seen: i32,
    /// The key's nodes as given.
    pub given: (NodeId, NodeId),
}

/// The day number of `seen`.
pub fn seen_number(text: Option<&str>) -> i32 {
    text.and_then(|t| t.parse::<EventDate>().ok()).map_or(i32::MIN, |date| date.day().number())
}

/// Texts seen often, each kept once.
#[derive(Debug, Default)]
pub struct Interner {
    places: HashTable<u32>,
    texts: Texts,
    hasher: DefaultHashBuilder,
    last: u32,
}

impl Interner {
    /// The place of a text.
    pub fn place(&mut self, text: &str) -> u32 {
        // Rows that follow one another often share it.
        if self.last < self.texts.count() && self.text(self.last) == text {
            return self.last;
        }
        let Self { places, texts, hasher, last } = self;
        let entry = places.entry(
            hasher.hash_one(text),
            |place| texts.at(*place as usize) == text,
            |place| hasher.hash_one(texts.at(*place as usize)),
        );
        *last = *entry.or_insert(texts.count()).get();
        if *last == texts.count() {
            texts.push(text);
        }
        *last
    }

    /// The text at a place.
    pub fn text(&self, place: u32) -> &str {
        self.texts.at(place as usize)
    }
}

/// Compares two tellings: highest trust, newest seen, then (source, key) as text.
pub struct Precedence<'a> {
    pub trust: &'a Trust,
    pub sources: &'a Interner,
    pub node_text: &'a (dyn Fn(NodeId) -> &'a str + Sync),
}

impl Precedence<'_> {
    fn compare(&self, x: &Provenance, y: &Provenance) -> std::cmp::Ordering {
        let trust = |t: &Provenance| self.trust.of(self.sources.text(t.source));
        let key = |t: &Provenance| ((self.node_text)(t.given.0), (self.node_text)(t.given.1));
        trust(y)
            .total_cmp(&trust(x))
            .then(y.seen.cmp(&x.seen))
            .then_with(|| self.sources.text(x.source).cmp(self.sources.text(y.source)))
            .then_with(|| key(x).cmp(&key(y)))
    }
}

/// One value a key, in order of key.
pub fn merged<T: Fill>(mut facts: Vec<DecodedRow<T>>, ranking: &Precedence<'_>) -> Vec<(Key, T)> {
    if !facts.is_sorted_by(|x, y| x.key < y.key) {
        facts.sort_by(|x, y| x.key.cmp(&y.key).then_with(|| ranking.compare(&x.provenance, &y.provenance)));
    }
    let mut found: Vec<(Key, T)> = Vec::with_capacity(facts.len());
    for fact in facts {
        match found.last_mut() {
            Some((key, value)) if *key == fact.key => value.fill(fact.value),
            _ => found.push((fact.key, fact.value)),
        }
    }
    found
}

impl<T> Fill for Option<T> {
    fn fill(&mut self, other: Self) {
        if self.is_none() {
            *self = other;
        }
    }
}

impl Fill for String {
    fn fill(&mut self, other: Self) {
        if self.is_empty() {
            *self = other;
        }
    }
}

impl<T> Fill for Vec<T> {
    fn fill(&mut self, other: Self) {
        if self.is_empty() {
            *self = other;
        }
    }
}

impl Fill for () {
    fn fill(&mut self, (): Self) {}
}

/// Implements [`Fill`] field by field.
macro_rules! fills {
    ($type:ty { $($field:ident),+ }) => {
        impl Fill for $type {
            fn fill(&mut self, other: Self) {
                $(self.$field.fill(other.$field);)+
            }
        }
    };
}
pub(super) use fills;

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, PartialEq)]
    struct Both {
        x: Option<i32>,
        y: String,
    }
    fills!(Both { x, y });

    #[test]
    fn each_value_comes_from_the_first_record_that_has_it() {
        let mut trust = Trust::default();
        trust.set("good", 90.0);
        let mut sources = Interner::default();
        let fact = |source: u32, seen, x, y: &str| DecodedRow {
            key: Key { a: 1, b: 0, rest: 0 },
            provenance: Provenance { source, seen, given: (NodeId(1), NodeId(0)) },
            value: Both { x, y: y.to_owned() },
        };
        let (good, bad) = (sources.place("good"), sources.place("bad"));
        let facts = vec![
            fact(bad, 20, Some(2), "bad"),
            fact(good, 1, None, "old"),
            fact(good, 5, None, "new"),
            fact(bad, 30, Some(3), ""),
        ];
        for shift in 0..4 {
            let mut turned = facts.clone();
            turned.rotate_left(shift);
            let ranking = Precedence { trust: &trust, sources: &sources, node_text: &|_| "" };
            let found = merged(turned, &ranking);
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].1, Both { x: Some(3), y: "new".to_owned() });
        }
    }
}
