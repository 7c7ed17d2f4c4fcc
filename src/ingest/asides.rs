//! Values that their columns cannot hold and that are kept beside them: counted by column, with an example.

use std::collections::BTreeMap;

use super::advice::Advice;
use super::problem::shortened;

/// Values of one file that stand beside their columns.
#[derive(Debug, Default)]
pub struct Asides(BTreeMap<(String, &'static Advice), Aside>);

/// Values of one column with one reason.
#[derive(Debug)]
struct Aside {
    count: u64,
    example: String,
    row: u64,
}

impl Asides {
    /// Counts a value of a column.
    pub fn add(&mut self, header: &str, reason: &'static Advice, value: &str, row: u64) {
        let first = || Aside { count: 0, example: shortened(value), row };
        self.0.entry((header.to_owned(), reason)).or_insert_with(first).count += 1;
    }

    /// A notice for each column and reason; nothing is left.
    pub fn take_notices(&mut self, file: &str) -> Vec<Advice> {
        let told = |((header, reason), Aside { count, example, row }): ((String, &Advice), Aside)| {
            reason.within(|reason| format!("{file}：列 {header} 有 {count} 个值{reason}，如第 {row} 行「{example}」"))
        };
        std::mem::take(&mut self.0).into_iter().map(told).collect()
    }
}
