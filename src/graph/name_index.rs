//! Names of many things in one text, and which of them hold which pairs of letters: so that a part of a name, or of its initials,
//! is found without a look at the others.

use std::collections::HashSet;

use memchr::memmem;

use super::letter_pairs::{LetterPairs, PairsTaken};
use crate::normalize::{initials, searchable};

/// The names of things as they are taken in, each thing a number; a thing may be told several times.
#[derive(Debug)]
pub struct NamesTaken {
    text: String,
    starts: Vec<usize>,
    things: Vec<u32>,
    pairs: PairsTaken,
}

/// The names of things, to be found by a part of them.
#[derive(Debug, Clone)]
pub struct NameIndex {
    /// Every name between two line breaks, and after it its initials, large: no name has large letters.
    text: String,
    /// Where the names of each entry begin, and whose they are.
    starts: Vec<usize>,
    things: Vec<u32>,
    /// Which entries hold which letters; line breaks are letters, too.
    pairs: LetterPairs,
}

impl Default for NamesTaken {
    fn default() -> Self {
        Self { text: "\n".to_owned(), starts: Vec::new(), things: Vec::new(), pairs: PairsTaken::default() }
    }
}

/// A thing that goes by a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameHit {
    /// 0 by a name that is the text, 1 by one that begins with it, 2 by one that holds it; 3 by one whose initials begin with it,
    /// 4 by one whose initials hold it.
    pub rank: u8,
    /// Its number.
    pub thing: u32,
}

impl NamesTaken {
    /// Takes in the names of a thing.
    pub fn add<'a>(&mut self, thing: u32, names: impl Iterator<Item = &'a str>) {
        // No text in memory has so many entries.
        let Ok(entry) = u32::try_from(self.starts.len()) else { return };
        self.starts.push(self.text.len());
        self.things.push(thing);
        for name in names {
            let name = searchable(name);
            let read = initials(&name);
            for line in [Some(name), read].into_iter().flatten() {
                self.pairs.add(entry, std::iter::once('\n').chain(line.chars()).chain(['\n']));
                self.text.push_str(&line);
                self.text.push('\n');
            }
        }
    }

    /// All of them, each thing called by another number; things without one are found no more.
    pub fn index(self, number: impl Fn(u32) -> Option<u32>) -> NameIndex {
        let things = self.things.into_iter().map(|thing| number(thing).unwrap_or(NameIndex::NOTHING)).collect();
        NameIndex { text: self.text, starts: self.starts, things, pairs: self.pairs.settled() }
    }
}

impl NameIndex {
    /// Stands where a number is nobody's.
    const NOTHING: u32 = u32::MAX;

    /// The things that go by a text in the form of [`searchable`], each once: those that go by it best first, in the order
    /// they were added in, at most `most`.
    pub fn find(&self, wanted: &str, most: usize) -> Vec<NameHit> {
        let (mut hits, mut told) = (Vec::new(), HashSet::new());
        for (rank, pattern) in patterns(wanted) {
            let finder = memmem::Finder::new(&pattern);
            for entry in self.likely(&pattern) {
                if hits.len() >= most {
                    return hits;
                }
                let thing = self.things[entry as usize];
                let found = thing != Self::NOTHING && finder.find(self.entry(entry as usize)).is_some();
                if found && told.insert(thing) {
                    hits.push(NameHit { rank, thing });
                }
            }
        }
        hits
    }

    /// The names of an entry, with the line breaks before and after each.
    fn entry(&self, entry: usize) -> &[u8] {
        let end = self.starts.get(entry + 1).copied().unwrap_or(self.text.len());
        &self.text.as_bytes()[self.starts[entry] - 1..end]
    }

    /// The entries that may hold a text, rising: those that hold its pairs of letters; of one letter that many hold, all.
    fn likely(&self, text: &str) -> Box<dyn Iterator<Item = u32> + '_> {
        let mut letters = text.chars();
        match (letters.next(), letters.next()) {
            (Some(_), Some(_)) => Box::new(self.pairs.holding(text, self.starts.len())),
            (Some(letter), None) => match self.pairs.beginning_with(letter, self.starts.len() / MANY) {
                Some(entries) => Box::new(entries.into_iter()),
                None => Box::new(0..self.starts.len() as u32),
            },
            _ => Box::new(std::iter::empty()),
        }
    }
}

/// A letter that more than one in so many entries holds is found soon by looking at each.
const MANY: usize = 8;
/// Fewer letters are no initials; fewer of these are looked for only where initials begin.
const INITIALS: usize = 2;
const INITIALS_INSIDE: usize = 3;

/// What is looked for, with how well a thing goes by it; a blank text is nobody's.
fn patterns(wanted: &str) -> Vec<(u8, String)> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut patterns = vec![(0, format!("\n{wanted}\n")), (1, format!("\n{wanted}")), (2, wanted.to_owned())];
    if wanted.bytes().all(|letter| letter.is_ascii_lowercase()) {
        let large = wanted.to_ascii_uppercase();
        patterns.extend((wanted.len() >= INITIALS).then(|| (3, format!("\n{large}"))));
        patterns.extend((wanted.len() >= INITIALS_INSIDE).then_some((4, large)));
    }
    patterns
}

/// How well a name goes by a text in the form of [`searchable`], as [`NameHit::rank`] says it; none where it does not.
pub fn goes_by(name: &str, wanted: &str) -> Option<u8> {
    let name = searchable(name);
    let read = initials(&name).unwrap_or_default();
    let lines = format!("\n{name}\n{read}\n");
    patterns(wanted).into_iter().find(|(_, pattern)| lines.contains(pattern)).map(|(rank, _)| rank)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(things: &[&[&str]]) -> NamesTaken {
        let mut taken = NamesTaken::default();
        (0..).zip(things).for_each(|(thing, names)| taken.add(thing, names.iter().copied()));
        taken
    }

    fn index(things: &[&[&str]]) -> NameIndex {
        taken(things).index(Some)
    }

    fn found(index: &NameIndex, wanted: &str) -> Vec<(u8, u32)> {
        index.find(&searchable(wanted), usize::MAX).into_iter().map(|hit| (hit.rank, hit.thing)).collect()
    }

    #[test]
    fn what_goes_by_a_text_best_comes_first_and_once() {
        let index = index(&[&["合肥甲公司", "甲"], &[], &["乙公司", "甲公司"], &["甲公司之友", "ＡＢ甲公司"], &["丙"]]);
        assert_eq!(found(&index, "甲公司"), [(0, 2), (1, 3), (2, 0)]);
        assert_eq!(found(&index, "甲"), [(0, 0), (1, 2), (1, 3)]);
        assert_eq!(found(&index, "丙"), [(0, 4)]);
        assert_eq!(found(&index, "ab"), [(1, 3)]);
        assert_eq!(found(&index, "【甲】公司·之友"), [(0, 3)], "however it is written");
        assert_eq!(found(&index, "公司甲"), [], "a text is found in one name only");
        assert_eq!((found(&index, "😀"), found(&index, "（）")), (vec![], vec![]), "nobody is called nothing");
        assert_eq!(index.find("甲", 2).len(), 2);
        assert_eq!(found(&taken(&[]).index(Some), "甲"), []);
    }

    #[test]
    fn initials_come_after_names() {
        let index = index(&[&["合肥维克液压"], &["乙", "HFWK有限公司"], &["鑫维克"]]);
        assert_eq!(found(&index, "hfwk"), [(1, 1), (3, 0)]);
        assert_eq!(found(&index, "WKYY"), [(4, 0)]);
        assert_eq!(found(&index, "wk"), [(2, 1)], "two letters are looked for where initials begin");
        assert_eq!((goes_by("合肥维克液压", "wkyy"), goes_by("合肥维克液压", "液")), (Some(4), Some(2)));
    }

    #[test]
    fn things_without_a_number_are_not_found() {
        let index = taken(&[&["甲"], &["甲"], &["甲"]]).index(|thing| (thing > 0).then_some(7));
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
