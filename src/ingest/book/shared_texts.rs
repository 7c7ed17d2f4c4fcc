//! The texts that the cells of a workbook share, one behind the other: millions of small ones take little room.

/// Texts by their numbers.
#[derive(Default)]
pub struct SharedTexts {
    all: String,
    /// Where each ends; a workbook unpacks to less than four gigabytes.
    ends: Vec<u32>,
}

impl SharedTexts {
    /// The text of this number.
    pub fn get(&self, number: usize) -> Option<&str> {
        let from = if number == 0 { 0 } else { *self.ends.get(number - 1)? };
        self.all.get(from as usize..*self.ends.get(number)? as usize)
    }

    /// Adds one.
    pub fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
    }
}
