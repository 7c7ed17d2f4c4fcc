//! Which entries hold two letters one after the other.

use hashbrown::HashMap;

/// So many pairs are sorted at once while they are taken in.
const AT_ONCE: usize = 1 << 22;
/// Bits of an entry's distance from the first one that is sorted with it, and of a letter.
const ENTRY_BITS: u32 = 22;
const LETTER_BITS: u32 = 21;
/// What it costs to look at an entry, in steps along a list.
const LOOK: f64 = 32.0;

/// Pairs of letters as they are taken in, by rising entries.
#[derive(Debug, Default)]
pub struct PairsTaken {
    /// The first entry of what waits.
    base: u32,
    /// First letter, second letter, distance from the base.
    waiting: Vec<u64>,
    taken: LetterPairs,
}

/// Entries by the pairs of letters in them.
#[derive(Debug, Clone, Default)]
pub struct LetterPairs(HashMap<(char, char), Entries>);

/// Numbers that rise, each told by how far it is from the one before, seven bits a byte.
#[derive(Debug, Clone, Default)]
struct Entries {
    last: u32,
    count: u32,
    steps: Vec<u8>,
}

impl PairsTaken {
    /// Takes in a text of an entry that is not below any before it.
    pub fn add(&mut self, entry: u32, letters: impl Iterator<Item = char>) {
        if self.waiting.len() >= AT_ONCE || entry - self.base >= 1 << ENTRY_BITS {
            self.settle();
        }
        if self.waiting.is_empty() {
            self.base = entry;
        }
        let mut before = None;
        for letter in letters {
            if let Some(before) = before {
                let pair = (u64::from(u32::from(before)) << LETTER_BITS) | u64::from(u32::from(letter));
                self.waiting.push((pair << ENTRY_BITS) | u64::from(entry - self.base));
            }
            before = Some(letter);
        }
    }

    /// All that was taken in.
    pub fn settled(mut self) -> LetterPairs {
        self.settle();
        self.taken.0.values_mut().for_each(|entries| entries.steps.shrink_to_fit());
        self.taken
    }

    /// Sorts what waits, so that each list is looked up once for all of it.
    fn settle(&mut self) {
        self.waiting.sort_unstable();
        self.waiting.dedup();
        let letter = |bits: u64| char::from_u32((bits & ((1 << LETTER_BITS) - 1)) as u32).unwrap_or_default();
        for run in self.waiting.chunk_by(|one, other| one >> ENTRY_BITS == other >> ENTRY_BITS) {
            let pair = run[0] >> ENTRY_BITS;
            let entries = self.taken.0.entry((letter(pair >> LETTER_BITS), letter(pair))).or_default();
            run.iter().for_each(|bits| entries.push(self.base + (bits & ((1 << ENTRY_BITS) - 1)) as u32));
        }
        self.waiting.clear();
    }
}

impl LetterPairs {
    /// The entries, of so many, that hold every pair of letters of a text of two or more, rising: each is looked for when it is
    /// asked for. Some may be told that lack a pair which many hold.
    pub fn holding<'s>(&'s self, text: &str, all: usize) -> impl Iterator<Item = u32> + use<'s> {
        let pairs = text.chars().zip(text.chars().skip(1));
        let mut lists: Vec<&Entries> = pairs.map(|pair| self.0.get(&pair)).collect::<Option<_>>().unwrap_or_default();
        lists.sort_unstable_by_key(|entries| entries.count);
        let mut lists = lists.into_iter();
        let rarest = lists.next();
        let looks = rarest.map_or(0.0, |entries| LOOK * f64::from(entries.count));
        // To go along a list costs as much as it is long, and spares a look at what it leaves out: little where most hold it.
        let spared = |entries: &Entries| looks * (1.0 - f64::from(entries.count) / all.max(1) as f64);
        let lists = lists.filter(|entries| f64::from(entries.count) <= spared(entries));
        let mut others: Vec<_> = lists.map(|entries| entries.numbers().peekable()).collect();
        rarest.into_iter().flat_map(Entries::numbers).filter(move |entry| {
            others.iter_mut().all(|other| {
                while other.next_if(|other| other < entry).is_some() {}
                other.peek() == Some(entry)
            })
        })
    }

    /// The entries that hold a letter before another one, rising; none where they are more than so many.
    pub fn beginning_with(&self, letter: char, most: usize) -> Option<Vec<u32>> {
        let lists = self.0.iter().filter(|((first, _), _)| *first == letter);
        let lists: Vec<&Entries> = lists.map(|(_, entries)| entries).collect();
        if lists.iter().map(|entries| entries.count as usize).sum::<usize>() > most {
            return None;
        }
        let mut all: Vec<u32> = lists.into_iter().flat_map(Entries::numbers).collect();
        all.sort_unstable();
        all.dedup();
        Some(all)
    }
}

impl Entries {
    fn push(&mut self, entry: u32) {
        if self.count > 0 && self.last == entry {
            return;
        }
        let mut step = entry - self.last;
        while step >= 0x80 {
            self.steps.push(step as u8 | 0x80);
            step >>= 7;
        }
        self.steps.push(step as u8);
        self.last = entry;
        self.count += 1;
    }

    fn numbers(&self) -> impl Iterator<Item = u32> {
        let mut steps = self.steps.iter();
        let mut number = 0;
        std::iter::from_fn(move || {
            let (mut step, mut shift) = (0, 0);
            loop {
                let byte = u32::from(*steps.next()?);
                step |= (byte & 0x7f) << shift;
                if byte < 0x80 {
                    break;
                }
                shift += 7;
            }
            number += step;
            Some(number)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_give_back_the_entries_they_stand_in() {
        let mut taken = PairsTaken::default();
        for entry in [0, 1, 130, 131, 70_000, 5_000_000] {
            taken.add(entry, "甲乙甲乙".chars());
        }
        taken.add(5_000_001, "乙丙".chars());
        let pairs = taken.settled();
        let holding = |text| pairs.holding(text, 5_000_002).collect::<Vec<_>>();
        assert_eq!(holding("甲乙"), [0, 1, 130, 131, 70_000, 5_000_000]);
        assert_eq!((holding("乙丙"), holding("甲丙")), (vec![5_000_001], Vec::new()));
        assert_eq!(pairs.beginning_with('乙', 100).map(|all| all.len()), Some(7));
        assert_eq!(pairs.beginning_with('乙', 6), None);
    }

    #[test]
    fn entries_that_lack_a_pair_are_left_out() {
        let mut taken = PairsTaken::default();
        for entry in 0..1_000 {
            taken.add(entry, if entry % 2 == 0 { "甲乙丙" } else { "甲乙乙丙" }.chars());
        }
        let pairs = taken.settled();
        let holding = |text: &str| pairs.holding(text, 1_000).collect::<Vec<_>>();
        assert_eq!((holding("甲乙乙丙").len(), holding("甲乙乙丙")[0]), (500, 1));
    }
}
