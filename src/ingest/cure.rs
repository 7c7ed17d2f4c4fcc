//! What a mapping could say so that a value is read.

use crate::normalize::text;

/// What a mapping could say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cure {
    /// Amounts that say no unit are in this one.
    Unit(&'static str),
    /// These texts stand for others, which are left open.
    Values(Vec<String>),
    /// Dates are written so.
    Date(&'static str),
    /// A cell holds several texts, with these signs between.
    Split(String),
    /// The one number is taken out of a text.
    Number,
    /// The region is taken that an address begins with.
    Region,
    /// What does not fit stays beside the column.
    Misfit,
    /// A blank cell says what the one above it says.
    Down,
    /// Ids hold in this list alone.
    Namespace,
    /// Titles between the rows are a column of their own.
    Group,
    /// Rows that say this under a header are none: headers and texts.
    Unless(Vec<(String, String)>),
    /// Headers are left out.
    Ignore(Vec<String>),
}

/// More texts that stand for others are not told in one line.
pub(super) const MOST_VALUES: usize = 10;

impl Cure {
    /// This text stands for another one.
    pub fn value(given: &str) -> Self {
        Self::Values(vec![text::folded(given)])
    }

    /// Whether it speaks of one column.
    pub fn is_of_column(&self) -> bool {
        !matches!(self, Self::Namespace | Self::Group | Self::Unless(_) | Self::Ignore(_))
    }

    /// What two of these say in one of their kind; none where each is its own.
    pub fn joined(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Values(own), Self::Values(more)) => {
                let mut all = own.clone();
                let new = more.iter().filter(|text| !own.contains(text) && own.len() < MOST_VALUES);
                all.extend(new.cloned());
                Some(Self::Values(all))
            }
            (Self::Ignore(own), Self::Ignore(more)) => {
                let new = more.iter().filter(|header| !own.contains(header)).cloned();
                Some(Self::Ignore(own.iter().cloned().chain(new).collect()))
            }
            (Self::Unless(own), Self::Unless(more)) => {
                let mut all = own.clone();
                all.extend(more.iter().filter(|row| !own.contains(row)).cloned());
                Some(Self::Unless(all))
            }
            _ => None,
        }
    }
}
