//! What stands in a cell of a table: typed once, so that paper, workbook, page and JSON say the same.

use serde::{Serialize, Serializer};

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Text(String),
    /// Already rounded to its decimals: no program that rounds otherwise shows another number.
    Number {
        value: f64,
        decimals: usize,
    },
    /// A text that leads to a row of another section.
    Link {
        text: String,
        to: RowAt,
    },
}

/// A row of a section.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RowAt {
    pub section: &'static str,
    pub key: String,
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A text that leads to a row of another section.
    pub fn link(text: impl Into<String>, section: &'static str, key: impl Into<String>) -> Self {
        Self::Link { text: text.into(), to: RowAt { section, key: key.into() } }
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::number(count as f64, 0)
    }

    /// A number, rounded to so many decimals.
    pub fn number(value: f64, decimals: usize) -> Self {
        let rounded = format!("{value:.decimals$}").parse().unwrap_or(value);
        Self::Number { value: if rounded == 0.0 { 0.0 } else { rounded }, decimals }
    }

    /// A number, or a dash where there is none.
    pub fn some(value: Option<f64>, decimals: usize) -> Self {
        value.map_or_else(|| Self::text("—"), |value| Self::number(value, decimals))
    }

    /// What a reader sees.
    pub fn told(&self) -> String {
        match self {
            Self::Text(text) | Self::Link { text, .. } => text.clone(),
            Self::Number { value, decimals } => format!("{value:.decimals$}"),
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) | Self::Link { text, .. } => serializer.serialize_str(text),
            Self::Number { value, decimals: 0 } => serializer.serialize_i64(*value as i64),
            Self::Number { value, .. } => serializer.serialize_f64(*value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_what_is_told_of_it() {
        for (value, told) in [(0.25, "0.2"), (61.249_999, "61.2"), (-0.04, "0.0"), (100.0, "100.0")] {
            let cell = Cell::number(value, 1);
            assert_eq!(cell.told(), told);
            assert_eq!(cell, Cell::number(told.parse().unwrap(), 1));
        }
        assert_eq!((Cell::some(None, 1).told(), Cell::count(12).told()), ("—".to_owned(), "12".to_owned()));
    }
}
