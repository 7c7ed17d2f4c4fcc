//! Values of one column that are told of though nothing is wrong: how many, and the first different ones.

use super::problem::shortened;

/// Values of a column that are told of.
#[derive(Debug, Default)]
pub struct ToldValues {
    /// How many.
    pub count: u64,
    /// The first different ones.
    first: Vec<ToldValue>,
}

/// A value, with its first row, what was read of it, and how often it stands.
#[derive(Debug)]
struct ToldValue {
    row: u64,
    value: String,
    read: Option<String>,
    count: u64,
}

/// So many different values are counted.
const COUNTED: usize = 12;

impl ToldValues {
    /// Counts a value of a row.
    pub fn add(&mut self, row: u64, value: String) {
        self.count += 1;
        if let Some(told) = self.first.iter_mut().find(|told| told.value == value) {
            told.count += 1;
        } else if self.first.len() < COUNTED {
            self.first.push(ToldValue { row, value, read: None, count: 1 });
        }
    }

    /// The same of a value of which something was read.
    pub fn add_read(&mut self, row: u64, value: &str, read: &str) {
        self.add(row, shortened(value));
        if let Some(told) = self.first.last_mut().filter(|told| told.row == row) {
            told.read = Some(read.to_owned());
        }
    }

    /// Where the first ones stand, and what they say.
    pub fn places(&self) -> String {
        const SHOWN: usize = 3;
        let read = |told: &ToldValue| told.read.as_ref().map_or_else(String::new, |read| format!("读作 {read}"));
        let one = |told: &ToldValue| format!("第 {} 行「{}」{}", told.row, told.value, read(told));
        self.first.iter().take(SHOWN).map(one).collect::<Vec<_>>().join("、")
    }

    /// Every different value, with how often it stands; those that are many come first.
    pub fn words(&self) -> String {
        let mut all: Vec<&ToldValue> = self.first.iter().collect();
        all.sort_by_key(|told| std::cmp::Reverse(told.count));
        let told: u64 = all.iter().map(|told| told.count).sum();
        let more = if told < self.count { "等" } else { "" };
        let one = |told: &&ToldValue| format!("「{}」{} 个", told.value, told.count);
        format!("{}{more}", all.iter().map(one).collect::<Vec<_>>().join("、"))
    }
}
