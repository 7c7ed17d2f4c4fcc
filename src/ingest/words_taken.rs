//! Words that were taken for words of a vocabulary: which for which, and how often, told once a column.

use super::advice::Advice;
use super::header::{FileHeader, Meaning};
use super::problem::shortened;

/// The words of one file, in the order in which they came.
#[derive(Debug, Default)]
pub struct WordsTaken(Vec<WordTaken>);

/// A word of a column.
#[derive(Debug)]
struct WordTaken {
    place: usize,
    given: String,
    code: String,
    count: u64,
}

/// The columns of which it is told: what they say decides who counts as a leader.
const TOLD: [&str; 1] = ["standing"];
/// So many words of a column are told.
const MOST: usize = 20;

impl WordsTaken {
    /// Counts a word that was taken for `code`.
    pub fn add(&mut self, place: usize, given: &str, code: &str) {
        if let Some(word) = self.0.iter_mut().find(|word| word.place == place && word.given == given) {
            word.count += 1;
        } else if self.0.len() < 4 * MOST {
            let (given, code) = (given.to_owned(), code.to_owned());
            self.0.push(WordTaken { place, given, code, count: 1 });
        }
    }

    /// A notice for each column of which a word is none of its own, `named` as the file does by its place; nothing is left.
    pub fn take_notices(&mut self, file: &str, header: &FileHeader, named: &dyn Fn(usize) -> String) -> Vec<Advice> {
        let words = std::mem::take(&mut self.0);
        let told = |(place, meaning): (usize, &Meaning)| {
            let Meaning::Known { column, .. } = meaning else { return None };
            let own: Vec<&WordTaken> = words.iter().filter(|word| word.place == place).collect();
            let same = |word: &&WordTaken| word.given == word.code || word.given == column.word_of(&word.code);
            if !TOLD.contains(&column.name) || own.iter().all(same) {
                return None;
            }
            let one = |word: &&WordTaken| {
                format!("{} → {} {} 家", shortened(&word.given), column.word_of(&word.code), word.count)
            };
            let told: Vec<String> = own.iter().take(MOST).map(one).collect();
            Some(format!("{file}：列 {} 的词这样读：{}", named(place), told.join("，")).into())
        };
        header.columns.iter().enumerate().filter_map(told).collect()
    }
}
