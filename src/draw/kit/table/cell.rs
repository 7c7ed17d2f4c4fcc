//! What stands in a cell of a table: typed once, so that every form says the same.

use std::cmp::Ordering;

use super::column::{Column, SortsBy};
use crate::model::{Adcode, Verdict};

/// One cell. Numbers are of the unit of their column.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words as they stand.
    Text(String),
    /// Rounded as its column says where it is shown.
    Number(f64),
    /// 万元: people read it with commas between thousands, files hold plain digits.
    Money(f64),
    /// 是 or 否.
    YesNo(bool),
    /// A word of a vocabulary: its code tells it to style sheets, its rank orders it.
    Word {
        /// As people read it.
        text: String,
        /// As JSON has it.
        code: &'static str,
        /// Its place in the order of the vocabulary.
        rank: usize,
    },
    /// Several, 、 between them.
    Names(Vec<String>),
    /// A text that leads to a thing or to a row of another table.
    Link {
        /// As people read it.
        text: String,
        /// Where it leads.
        to: LinkTo,
    },
    /// Several texts that each lead somewhere, 、 between them.
    Links(Vec<(String, LinkTo)>),
    /// A count that leads to what was counted.
    Counted {
        /// How many.
        count: usize,
        /// Where they stand.
        to: LinkTo,
    },
    /// A number that leads to what it was worked out from.
    Opens {
        /// The number.
        cell: Box<Cell>,
        /// Where it leads.
        to: LinkTo,
    },
    /// 未知, and why where that can be said.
    Unknown {
        /// Blank where nothing can be said.
        why: String,
    },
    /// There is no such thing here: a dash.
    Absent,
}

/// What a link leads to; pages and files make addresses of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LinkTo {
    /// By id.
    Enterprise(String),
    /// The picture of a chain, by its id.
    Chain(String),
    /// The gaps of a chain, or its leaves of a verdict.
    Gaps {
        /// Id of the chain.
        chain: String,
        /// None: all of them.
        verdict: Option<Verdict>,
    },
    /// A leaf's page.
    Segment {
        /// Id of the chain it is of.
        chain: String,
        /// Its id.
        segment: String,
    },
    /// By id.
    Fund(String),
    /// A city on the map.
    Place(Adcode),
    /// An address outside, as a source gave it: whoever makes a link of it looks first what it is.
    Source(String),
    /// A row further down the page.
    Row(RowAt),
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RowAt {
    /// The name of the table.
    pub table: &'static str,
    /// What its row is known by in that table.
    pub key: String,
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A text, blank where there is none.
    pub fn or_blank(text: Option<&str>) -> Self {
        Self::text(text.unwrap_or_default())
    }

    /// A text, or a dash where there is none.
    pub fn or_absent(text: Option<&str>) -> Self {
        text.map_or(Self::Absent, Self::text)
    }

    /// A text that leads to a row of another table.
    pub fn to_row(text: impl Into<String>, table: &'static str, key: impl Into<String>) -> Self {
        Self::Link { text: text.into(), to: LinkTo::Row(RowAt { table, key: key.into() }) }
    }

    /// A firm by its name.
    pub fn enterprise(name: impl Into<String>, id: impl Into<String>) -> Self {
        Self::Link { text: name.into(), to: LinkTo::Enterprise(id.into()) }
    }

    /// A segment by its name.
    pub fn segment(name: impl Into<String>, chain: &str, segment: &str) -> Self {
        let to = LinkTo::Segment { chain: chain.to_owned(), segment: segment.to_owned() };
        Self::Link { text: name.into(), to }
    }

    /// A word of a vocabulary.
    pub fn word(text: impl Into<String>, code: &'static str, rank: usize) -> Self {
        Self::Word { text: text.into(), code, rank }
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::Number(count as f64)
    }

    /// A count that leads to what was counted, where it is any.
    pub fn counted(count: usize, to: LinkTo) -> Self {
        if count == 0 { Self::count(0) } else { Self::Counted { count, to } }
    }

    /// The same number, leading to what it was worked out from; what says nothing or nought leads nowhere.
    #[must_use]
    pub fn opening(self, to: LinkTo) -> Self {
        if self.number().is_some_and(|number| number != 0.0) { Self::Opens { cell: Box::new(self), to } } else { self }
    }

    /// A number, or a dash where there is none.
    pub fn some(value: Option<f64>) -> Self {
        value.map_or(Self::Absent, Self::Number)
    }

    /// A share of 1, in percent.
    pub fn share(share: f64) -> Self {
        Self::Number(share * 100.0)
    }

    /// What nobody knows.
    pub fn unknown() -> Self {
        Self::Unknown { why: String::new() }
    }

    /// The cell with its number rounded by its column; what is no number is not known.
    pub fn rounded(self, column: &Column) -> Self {
        match self {
            Self::Number(value) | Self::Money(value) if !value.is_finite() => Self::unknown(),
            Self::Number(value) => Self::Number(column.rounded(value)),
            Self::Money(value) => Self::Money(column.rounded(value)),
            Self::Opens { cell, to } => Self::Opens { cell: Box::new(cell.rounded(column)), to },
            other => other,
        }
    }

    /// What people read.
    pub fn words(&self, column: &Column) -> String {
        match self {
            Self::Money(value) => grouped(&column.written(*value)),
            Self::Opens { cell, .. } => cell.words(column),
            other => other.plain(column),
        }
    }

    /// What files for programs hold.
    pub fn plain(&self, column: &Column) -> String {
        match self {
            Self::Text(text) | Self::Link { text, .. } | Self::Word { text, .. } => text.clone(),
            Self::Number(value) | Self::Money(value) => column.written(*value),
            Self::YesNo(yes) => if *yes { "是" } else { "否" }.to_owned(),
            Self::Counted { count, .. } => count.to_string(),
            Self::Opens { cell, .. } => cell.plain(column),
            Self::Names(names) => names.join("、"),
            Self::Links(links) => links.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("、"),
            Self::Unknown { .. } => "未知".to_owned(),
            Self::Absent => "—".to_owned(),
        }
    }

    /// Its number, where it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(value) | Self::Money(value) => Some(*value),
            Self::Counted { count, .. } => Some(*count as f64),
            Self::Opens { cell, .. } => cell.number(),
            _ => None,
        }
    }

    /// Whether it tells nothing: such cells come last, whichever way a column is sorted.
    pub(super) fn tells_nothing(&self, column: &Column) -> bool {
        match self {
            Self::Unknown { .. } | Self::Absent => true,
            Self::Text(text) | Self::Link { text, .. } if text.is_empty() => true,
            Self::Names(names) => names.is_empty(),
            Self::Links(links) => links.is_empty(),
            Self::Word { .. } => false,
            other => column.sorts == SortsBy::Number && other.number().is_none(),
        }
    }

    /// How it stands to another cell of its column.
    pub(super) fn compared(&self, other: &Self, column: &Column) -> Ordering {
        match (self, other) {
            (Self::Word { rank: one, .. }, Self::Word { rank: other, .. }) => one.cmp(other),
            _ => match (self.number(), other.number()) {
                (Some(one), Some(other)) => one.total_cmp(&other),
                _ => self.plain(column).cmp(&other.plain(column)),
            },
        }
    }
}

/// A number with commas between thousands.
fn grouped(number: &str) -> String {
    let (sign, number) = number.strip_prefix('-').map_or(("", number), |number| ("-", number));
    let whole = number.split('.').next().unwrap_or_default().len();
    let mut text = sign.to_owned();
    for (at, digit) in number.char_indices() {
        if at > 0 && at < whole && (whole - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share of 1 in a sentence: in percent with one decimal, or 未知.
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "未知".to_owned(), |share| format!("{:.1}%", share * 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCORE: Column = Column::number("score", "得分", 1);
    const AMOUNT: Column = Column::money("amount", "金额");

    #[test]
    fn a_number_is_what_is_told_of_it() {
        for (value, told) in [(0.25, "0.2"), (61.249_999, "61.2"), (-0.04, "0.0"), (100.0, "100.0")] {
            let cell = Cell::Number(value).rounded(&SCORE);
            assert_eq!(cell.words(&SCORE), told);
            assert_eq!(cell, Cell::Number(told.parse().unwrap()));
        }
        assert_eq!(
            (Cell::some(None).words(&SCORE), Cell::unknown().words(&SCORE)),
            ("—".to_owned(), "未知".to_owned())
        );
        assert_eq!(Cell::Number(f64::NAN).rounded(&SCORE), Cell::unknown());
    }

    #[test]
    fn thousands_of_money_stand_apart_for_people_only() {
        for (value, told) in [(0.0, "0"), (999.0, "999"), (2_417_800.4, "2,417,800"), (-12_345.0, "-12,345")] {
            let cell = Cell::Money(value).rounded(&AMOUNT);
            assert_eq!((cell.words(&AMOUNT), cell.plain(&AMOUNT)), (told.to_owned(), told.replace(',', "")));
        }
        assert_eq!(Cell::Money(1234.5).words(&Column { decimals: Some(2), ..AMOUNT }), "1,234.50");
        assert_eq!(Cell::Money(1234.567).rounded(&AMOUNT.exact()).words(&AMOUNT.exact()), "1,234.567");
    }

    #[test]
    fn a_share_that_is_not_known_is_said_to_be() {
        assert_eq!((percent(None).as_str(), percent(Some(0.4231)).as_str()), ("未知", "42.3%"));
    }
}
