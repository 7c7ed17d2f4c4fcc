use crate::model::{Day, EventDate};

/// The day of an event in a compact column. An undated event has always been there (docs/definitions.md#截至与比较).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When(i32);

impl When {
    /// No date is known.
    pub const UNDATED: When = When(i32::MIN);

    /// The day of a date, or undated.
    pub fn of(date: Option<EventDate>) -> Self {
        date.map_or(Self::UNDATED, |d| When(d.day().number()))
    }

    /// A day by its number, or undated where it is the least of all: as the fold counts `seen`.
    pub(super) fn of_number(number: i32) -> Self {
        When(number)
    }

    /// A day to compare events with: those up to it exist then.
    pub fn at(day: Day) -> Self {
        When(day.number())
    }

    /// Whether the event exists at the end of `day`.
    pub fn exists_at(self, day: Day) -> bool {
        self.0 <= day.number()
    }

    /// Whether a date is known.
    pub fn is_dated(self) -> bool {
        self != Self::UNDATED
    }

    /// The day, where one is known.
    pub fn day(self) -> Option<Day> {
        self.is_dated().then(|| Day::of_number(self.0))
    }

    /// Whether the event is dated within `from..=to`.
    pub fn within(self, from: Day, to: Day) -> bool {
        self.is_dated() && self.0 >= from.number() && self.0 <= to.number()
    }
}
