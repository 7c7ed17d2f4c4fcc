//! What someone should know though nothing is wrong: each once, bounded however many there are.

use std::collections::HashSet;

use super::TOLD;
use super::advice::Advice;

/// Notices in the order they came.
#[derive(Debug, Clone, Default)]
pub struct Notices {
    told: Vec<Advice>,
    known: HashSet<Advice>,
    /// How many more there were than are told.
    more: u64,
}

impl Notices {
    /// Adds a notice, or counts it where enough are told.
    pub fn add(&mut self, notice: impl Into<Advice>) {
        let notice = notice.into();
        if self.known.contains(&notice) {
            return;
        }
        if self.told.len() == TOLD {
            self.more += 1;
            return;
        }
        self.known.insert(notice.clone());
        self.told.push(notice);
    }

    /// Adds what another list holds.
    pub fn append(&mut self, other: Self) {
        other.told.into_iter().for_each(|notice| self.add(notice));
        self.more += other.more;
    }

    /// The notices, and how many more there were.
    pub fn into_parts(self) -> (Vec<Advice>, u64) {
        (self.told, self.more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_are_told_each_once_and_the_rest_counted() {
        let (mut first, mut second) = (Notices::default(), Notices::default());
        for i in 0..1_500 {
            first.add(format!("甲 {i}"));
            first.add(format!("甲 {}", i % 10));
            second.add("乙".to_owned());
        }
        first.append(second);
        let (told, more) = first.into_parts();
        assert_eq!((told.len(), &*told[999], more), (TOLD, "甲 999", 501));
    }
}
