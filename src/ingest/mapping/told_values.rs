//! Values of one column that are told of though nothing is wrong: how many, and the first ones.

/// Values of a column that are told of.
#[derive(Debug, Default)]
pub struct ToldValues {
    /// How many.
    pub count: u64,
    /// The first ones, with their rows.
    first: Vec<(u64, String)>,
}

impl ToldValues {
    /// Counts a value of a row.
    pub fn add(&mut self, row: u64, value: String) {
        const SHOWN: usize = 3;
        self.count += 1;
        if self.first.len() < SHOWN {
            self.first.push((row, value));
        }
    }

    /// Where the first ones stand, and what they say.
    pub fn places(&self) -> String {
        self.first.iter().map(|(row, value)| format!("第 {row} 行「{value}」")).collect::<Vec<_>>().join("、")
    }
}
