//! Names of many things in one text, so that a part of a name is found in one pass over it.

use std::collections::HashSet;

use memchr::memmem;

use crate::normalize::text;

/// The names of things, each a number; a thing may be told several times.
#[derive(Debug, Clone)]
pub struct NameIndex {
    /// Every name between two line breaks.
    text: String,
    /// Where the names of each entry begin, and whose they are.
    starts: Vec<usize>,
    things: Vec<u32>,
}

impl Default for NameIndex {
    fn default() -> Self {
        Self { text: "\n".to_owned(), starts: Vec::new(), things: Vec::new() }
    }
}

/// A thing that goes by a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameHit {
    /// 0 by a name that is the text, 1 by one that begins with it, 2 by one that holds it.
    pub rank: u8,
    /// Its number.
    pub thing: u32,
}

impl NameIndex {
    /// A text as names are compared: folded, without case.
    pub fn form(text: &str) -> String {
        text::folded(text).to_lowercase()
    }

    /// Takes in the names of a thing.
    pub fn add<'a>(&mut self, thing: u32, names: impl Iterator<Item = &'a str>) {
        self.starts.push(self.text.len());
        self.things.push(thing);
        for name in names {
            self.text.push_str(&Self::form(name));
            self.text.push('\n');
        }
    }

    /// Calls every thing by another number; things without one are found no more.
    #[must_use]
    pub fn renumbered(self, number: impl Fn(u32) -> Option<u32>) -> Self {
        let things = self.things.into_iter().map(|thing| number(thing).unwrap_or(Self::NOTHING)).collect();
        Self { things, ..self }
    }

    /// Stands where a number is nobody's.
    const NOTHING: u32 = u32::MAX;

    /// The things that go by a text in the form of [`NameIndex::form`], each once: those that go by it best first, in the order
    /// they were added in, at most `most`.
    pub fn find(&self, wanted: &str, most: usize) -> Vec<NameHit> {
        let (mut hits, mut told) = (Vec::new(), HashSet::new());
        for (rank, pattern) in [(0, format!("\n{wanted}\n")), (1, format!("\n{wanted}")), (2, wanted.to_owned())] {
            let finder = memmem::Finder::new(&pattern);
            let mut from = 0;
            while hits.len() < most
                && let Some(at) = finder.find(&self.text.as_bytes()[from..])
            {
                let letter = from + at + usize::from(rank < 2);
                let entry = self.starts.partition_point(|start| *start <= letter).saturating_sub(1);
                // The break before the next entry may begin a match of its own.
                from = self.starts.get(entry + 1).map_or(self.text.len(), |next| next - 1);
                let thing = self.things[entry];
                if thing != Self::NOTHING && told.insert(thing) {
                    hits.push(NameHit { rank, thing });
                }
            }
        }
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(things: &[&[&str]]) -> NameIndex {
        let mut index = NameIndex::default();
        (0..).zip(things).for_each(|(thing, names)| index.add(thing, names.iter().copied()));
        index
    }

    fn found(index: &NameIndex, wanted: &str) -> Vec<(u8, u32)> {
        index.find(&NameIndex::form(wanted), usize::MAX).into_iter().map(|hit| (hit.rank, hit.thing)).collect()
    }

    #[test]
    fn what_goes_by_a_text_best_comes_first_and_once() {
        let index = index(&[&["合肥甲公司", "甲"], &[], &["乙公司", "甲公司"], &["甲公司之友", "ＡＢ甲公司"], &["丙"]]);
        assert_eq!(found(&index, "甲公司"), [(0, 2), (1, 3), (2, 0)]);
        assert_eq!(found(&index, "甲"), [(0, 0), (1, 2), (1, 3)]);
        assert_eq!(found(&index, "丙"), [(0, 4)]);
        assert_eq!(found(&index, "ab"), [(1, 3)]);
        assert_eq!(found(&index, "公司甲"), [], "a text is found in one name only");
        assert_eq!(index.find("甲", 2).len(), 2);
        assert_eq!(found(&NameIndex::default(), "甲"), []);
    }

    #[test]
    fn things_without_a_number_are_not_found() {
        let index = index(&[&["甲"], &["甲"], &["甲"]]).renumbered(|thing| (thing > 0).then_some(7));
        assert_eq!(found(&index, "甲"), [(0, 7)]);
    }

    proptest::proptest! {
        #[test]
        fn it_finds_what_looking_at_every_name_finds(
            things in proptest::collection::vec(proptest::collection::vec("[甲乙a]{1,4}", 0..4), 0..8),
            wanted in "[甲乙a]{1,3}",
        ) {
            let names: Vec<Vec<&str>> = things.iter().map(|names| names.iter().map(String::as_str).collect()).collect();
            let index = index(&names.iter().map(Vec::as_slice).collect::<Vec<_>>());
            let rank = |name: &str| match () {
                () if name == wanted => Some(0),
                () if name.starts_with(&wanted) => Some(1),
                () => name.contains(&wanted).then_some(2),
            };
            let best = |names: &Vec<&str>| names.iter().filter_map(|name| rank(name)).min();
            let mut all: Vec<(u8, u32)> = (0..).zip(&names).filter_map(|(at, names)| Some((best(names)?, at))).collect();
            all.sort_unstable();
            proptest::prop_assert_eq!(found(&index, &wanted), all);
        }
    }
}
