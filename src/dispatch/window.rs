//! The days that a sheet is about: its period, its cut-off, its year, and the same before and a year ago.

use crate::model::{Day, Period};

/// A period and its cut-off, days as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetWindow {
    /// The first day of the period.
    pub from: i32,
    /// The last day of the period as given.
    pub to: i32,
    /// The cut-off D: what is dated later does not exist.
    pub cut: i32,
}

impl SheetWindow {
    /// A period at a cut-off; none where that lies before it.
    pub fn new(period: Period, cut: Day) -> Option<Self> {
        let (from, to, cut) = (period.from.number(), period.to.number(), cut.number());
        (from <= cut).then_some(Self { from, to, cut })
    }

    /// A day alone, for what asks for nothing but a cut-off.
    pub fn at(cut: Day) -> Self {
        let cut = cut.number();
        Self { from: cut, to: cut, cut }
    }

    /// The last day of P, which is the period cut at D.
    pub fn last(self) -> i32 {
        self.to.min(self.cut)
    }

    /// Whether a day lies in P.
    pub fn holds(self, day: i32) -> bool {
        self.from <= day && day <= self.last()
    }

    /// Whether what is dated so exists at D; what is undated does.
    pub fn exists(self, day: Option<i32>) -> bool {
        day.is_none_or(|day| day <= self.cut)
    }

    /// The year of a sheet, which is that of P's last day.
    pub fn year(self) -> i16 {
        Day::of_number(self.last()).year()
    }

    /// The first day of Y, which goes on to P's last day.
    pub fn year_from(self) -> i32 {
        Day::first_of_year(self.year()).number()
    }

    /// The period just before, not cut: as many whole months where it begins and ends with one, else as many days.
    #[must_use]
    pub fn previous(self) -> Self {
        let (from, to) = (Day::of_number(self.from), Day::of_number(self.to));
        let whole = from == from.first_of_month() && to == to.last_of_month();
        let months =
            (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month()) - i32::from(from.month()) + 1;
        let first = if whole { from.months_before(months).number() } else { self.from - (self.to - self.from + 1) };
        Self { from: first, to: self.from - 1, cut: self.from - 1 }
    }

    /// The same a year before.
    #[must_use]
    pub fn last_year(self) -> Self {
        Self { from: year_before(self.from), to: year_before(self.to), cut: year_before(self.cut) }
    }
}

/// The day a year before; the last day of February stays the last.
fn year_before(day: i32) -> i32 {
    let day = Day::of_number(day);
    let before = day.months_before(12);
    let ends_february = day.month() == 2 && day == day.last_of_month();
    if ends_february { before.last_of_month().number() } else { before.number() }
}

/// A month or quarter with its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarPart {
    /// Its first day.
    pub from: i32,
    /// Its last day.
    pub to: i32,
    /// Whether it is a quarter.
    pub quarter: bool,
    /// `2026-03` or `2026Q1`.
    pub name: String,
}

impl CalendarPart {
    /// The months, then the quarters that end in P.
    pub fn ending_in(window: SheetWindow) -> Vec<Self> {
        let mut parts = Vec::new();
        for quarter in [false, true] {
            let mut part = Self::with(Day::of_number(window.from), quarter);
            while part.to <= window.last() {
                let next = Self::with(Day::of_number(part.to + 1), quarter);
                parts.push(std::mem::replace(&mut part, next));
            }
        }
        parts
    }

    /// The month or quarter that a day lies in.
    pub fn with(day: Day, quarter: bool) -> Self {
        let year = day.year();
        let first = day.first_of_month();
        if !quarter {
            let name = format!("{year:04}-{:02}", day.month());
            return Self { from: first.number(), to: first.last_of_month().number(), quarter, name };
        }
        let first = first.months_before(i32::from((day.month() - 1) % 3));
        let name = format!("{year:04}Q{}", (day.month() - 1) / 3 + 1);
        Self { from: first.number(), to: first.months_after(2).last_of_month().number(), quarter, name }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(period: &str, cut: &str) -> SheetWindow {
        SheetWindow::new(period.parse().unwrap(), cut.parse().unwrap()).unwrap()
    }

    fn told(window: SheetWindow) -> [String; 3] {
        [window.from, window.to, window.cut].map(|day| Day::of_number(day).to_string())
    }

    #[test]
    fn before_whole_months_stand_as_many_months_and_before_days_as_many_days() {
        let before = |period, cut| told(window(period, cut).previous());
        assert_eq!(before("2026-01/2026-02", "2026-02-10"), ["2025-11-01", "2025-12-31", "2025-12-31"]);
        assert_eq!(before("2026Q1", "2026-03-31"), ["2025-10-01", "2025-12-31", "2025-12-31"]);
        assert_eq!(before("2026-02-10/2026-03-11", "2026-03-11"), ["2026-01-11", "2026-02-09", "2026-02-09"]);
        assert_eq!(before("2026-02-12", "2026-02-12"), ["2026-02-11", "2026-02-11", "2026-02-11"]);
    }

    #[test]
    fn a_year_before_the_last_of_february_stays_the_last() {
        let before = |period, cut| told(window(period, cut).last_year());
        assert_eq!(before("2024-02-29", "2024-02-29"), ["2023-02-28"; 3]);
        assert_eq!(before("2025-02-28/2025-03-01", "2025-03-01"), ["2024-02-29", "2024-03-01", "2024-03-01"]);
        assert_eq!(before("2024-02-28", "2024-02-28"), ["2023-02-28"; 3]);
    }

    #[test]
    fn months_and_quarters_that_end_in_the_cut_period_are_looked_at() {
        let names = |period, cut| -> Vec<String> {
            CalendarPart::ending_in(window(period, cut)).into_iter().map(|part| part.name).collect()
        };
        assert_eq!(names("2026-02/2026-03", "2026-03-31"), ["2026-02", "2026-03", "2026Q1"]);
        assert_eq!(names("2026-02/2026-03", "2026-03-30"), ["2026-02"]);
        assert_eq!(names("2026-01-31/2026-01-31", "2026-01-31"), ["2026-01"]);
        assert!(names("2026-02-12", "2026-02-12").is_empty());
        assert!(SheetWindow::new("2026-02".parse().unwrap(), "2026-01-31".parse().unwrap()).is_none());
    }
}
