/// Many texts in one block of memory, by position.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    block: String,
    ends: Vec<u32>,
}

impl Texts {
    /// Adds a text at the end.
    pub fn push(&mut self, text: &str) {
        self.block.push_str(text);
        self.ends.push(u32::try_from(self.block.len()).expect("invariant: names of one graph fit in 4 GiB"));
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        u32::try_from(self.ends.len()).expect("invariant: fewer than 2^32 texts")
    }

    /// The text at a position.
    pub fn at(&self, position: usize) -> &str {
        let start = if position == 0 { 0 } else { self.ends[position - 1] as usize };
        &self.block[start..self.ends[position] as usize]
    }

    /// Gives back memory that is not needed.
    pub fn shrink(&mut self) {
        self.block.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}
