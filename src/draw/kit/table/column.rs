//! A column of a table.

/// How a column sorts. However it does, what is unknown or absent comes last both ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortsBy {
    /// As texts, by their characters.
    Text,
    /// By size.
    Number,
    /// The order of its vocabulary, as of verdicts, standings and states.
    Rank,
}

/// What a column is called, how its numbers are rounded, and how it sorts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Stable English name, in addresses, options and JSON.
    pub key: &'static str,
    /// What people call it.
    pub word: &'static str,
    /// Of its numbers; empty where they have none.
    pub unit: &'static str,
    /// Decimals its numbers are rounded to; none: as people gave them, since they come back.
    pub decimals: Option<usize>,
    /// How its cells are compared.
    pub sorts: SortsBy,
    /// Whether people see it without asking for it.
    pub shown: bool,
    /// Numbers from 0 to 100 that are worth a bar where a form of file has bars.
    pub bar: bool,
    /// Texts of several lines: wide on a page, and left out of a terminal's lines unless they are asked for.
    pub sentences: bool,
    /// Names that come back in many rows: paper has a number for each, and the names below one another once.
    pub footnoted: bool,
}

impl Column {
    const fn new(key: &'static str, word: &'static str, sorts: SortsBy) -> Self {
        Self {
            key,
            word,
            unit: "",
            decimals: Some(0),
            sorts,
            shown: true,
            bar: false,
            sentences: false,
            footnoted: false,
        }
    }

    /// A column of texts.
    pub const fn text(key: &'static str, word: &'static str) -> Self {
        Self::new(key, word, SortsBy::Text)
    }

    /// A column of sentences.
    pub const fn sentences(key: &'static str, word: &'static str) -> Self {
        Self { sentences: true, ..Self::text(key, word) }
    }

    /// A column of words that have an order.
    pub const fn rank(key: &'static str, word: &'static str) -> Self {
        Self::new(key, word, SortsBy::Rank)
    }

    /// A column of counts.
    pub const fn count(key: &'static str, word: &'static str) -> Self {
        Self::new(key, word, SortsBy::Number)
    }

    /// A column of numbers.
    pub const fn number(key: &'static str, word: &'static str, decimals: usize) -> Self {
        Self { decimals: Some(decimals), ..Self::new(key, word, SortsBy::Number) }
    }

    /// A column of shares, told in percent.
    pub const fn share(key: &'static str, word: &'static str, decimals: usize) -> Self {
        Self { unit: "%", ..Self::number(key, word, decimals) }
    }

    /// A column of amounts in 万元.
    pub const fn money(key: &'static str, word: &'static str) -> Self {
        Self { unit: "万元", ..Self::number(key, word, 0) }
    }

    /// The same, with numbers as people gave them.
    pub const fn exact(self) -> Self {
        Self { decimals: None, ..self }
    }

    /// The same, with a bar.
    pub const fn barred(self) -> Self {
        Self { bar: true, ..self }
    }

    /// The same, with numbers for its names on paper.
    pub const fn footnoted(self) -> Self {
        Self { footnoted: true, ..self }
    }

    /// The same, seen only where asked for.
    pub const fn hidden(self) -> Self {
        Self { shown: false, ..self }
    }

    /// What stands over it: its word and its unit.
    pub fn head(&self) -> String {
        if self.unit.is_empty() { self.word.to_owned() } else { format!("{}（{}）", self.word, self.unit) }
    }

    /// A number as the column writes it.
    pub(super) fn written(&self, value: f64) -> String {
        match self.decimals {
            Some(decimals) => format!("{value:.decimals$}"),
            None => value.to_string(),
        }
    }

    /// A number as it is written, so that no program that rounds otherwise shows another, and none a negative nought.
    pub(super) fn rounded(&self, value: f64) -> f64 {
        let rounded = self.written(value).parse().unwrap_or(value);
        if rounded == 0.0 { 0.0 } else { rounded }
    }

    /// Whether its cells end where the column ends.
    pub fn is_number(&self) -> bool {
        self.sorts == SortsBy::Number
    }
}
