//! The three times that a sheet tells of.

use crate::dispatch::{SheetCells, SheetRow, SheetTotal, SheetWindow};

/// Which of the three times a sheet tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetTime {
    /// The period.
    Now,
    /// The one before.
    Previous,
    /// The same a year ago.
    LastYear,
}

impl SheetTime {
    /// All of them, in the order in which they are told.
    pub const ALL: &[Self] = &[Self::Now, Self::Previous, Self::LastYear];

    /// In addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Previous => "previous",
            Self::LastYear => "last_year",
        }
    }

    /// As people read it.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Now => "本期",
            Self::Previous => "上期",
            Self::LastYear => "上年同期",
        }
    }

    /// The time of that code.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|time| time.code() == code)
    }

    /// The cells of that time.
    pub fn of(self, has: &SheetTotal) -> &SheetCells {
        match self {
            Self::Now => &has.cells,
            Self::Previous => &has.previous,
            Self::LastYear => &has.last_year,
        }
    }

    /// The same of a row.
    pub fn of_row(self, row: &SheetRow) -> &SheetCells {
        match self {
            Self::Now => &row.cells,
            Self::Previous => &row.previous,
            Self::LastYear => &row.last_year,
        }
    }

    /// The days of that time.
    pub fn window(self, window: SheetWindow) -> SheetWindow {
        match self {
            Self::Now => window,
            Self::Previous => window.previous(),
            Self::LastYear => window.last_year(),
        }
    }
}
