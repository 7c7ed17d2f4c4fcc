//! Which names hold a letter or two letters one after the other: lists of numbers that only grow.

use hashbrown::HashMap;

/// Names by their letters and pairs of letters.
#[derive(Debug, Clone, Default)]
pub struct Grams {
    lists: HashMap<u64, List>,
}

/// Numbers that rise, each told by how far it is from the one before, seven bits a byte.
#[derive(Debug, Clone, Default)]
struct List {
    last: u32,
    count: u32,
    steps: Vec<u8>,
}

/// One letter as a key.
pub fn one(letter: char) -> u64 {
    u64::from(u32::from(letter))
}

/// Two letters as a key.
pub fn two(first: char, second: char) -> u64 {
    (u64::from(u32::from(first)) << 32) | one(second)
}

impl Grams {
    /// Takes in the name of a number that is not below any before it.
    pub fn add(&mut self, number: u32, name: &str) {
        let mut before = None;
        for letter in name.chars() {
            self.push(one(letter), number);
            if let Some(before) = before {
                self.push(two(before, letter), number);
            }
            before = Some(letter);
        }
    }

    fn push(&mut self, key: u64, number: u32) {
        let list = self.lists.entry(key).or_default();
        if list.count > 0 && list.last == number {
            return;
        }
        let mut step = number - list.last;
        while step >= 0x80 {
            list.steps.push(step as u8 | 0x80);
            step >>= 7;
        }
        list.steps.push(step as u8);
        list.last = number;
        list.count += 1;
    }

    /// In how many names a key stands.
    pub fn count(&self, key: u64) -> u32 {
        self.lists.get(&key).map_or(0, |list| list.count)
    }

    /// The numbers of the names in which a key stands, rising.
    pub fn numbers(&self, key: u64) -> impl Iterator<Item = u32> {
        let mut steps = self.lists.get(&key).map_or(&[][..], |list| &list.steps).iter();
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
    fn lists_give_back_what_they_were_given() {
        let mut grams = Grams::default();
        for number in [0, 1, 130, 131, 70_000, 5_000_000] {
            grams.add(number, "甲乙甲乙");
        }
        grams.add(5_000_001, "乙甲");
        assert_eq!(grams.numbers(two('甲', '乙')).collect::<Vec<_>>(), [0, 1, 130, 131, 70_000, 5_000_000]);
        assert_eq!((grams.count(one('甲')), grams.count(two('丙', '甲'))), (7, 0));
    }
}
