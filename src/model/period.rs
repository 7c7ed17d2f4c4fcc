//! Periods: a year, a quarter, a month or a day, or from one of them to another.

use std::fmt;
use std::str::FromStr;

use super::Day;

/// From a first to a last day, both in it; the last is never before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

/// Why a text is no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// It has no form that is known.
    #[error("「{0}」不是时段：请写 2026、2026Q1、2026-03、2026-03-15，或“起/止”，如 2026-01/2026-02")]
    Form(String),
    /// It ends before it begins.
    #[error("时段「{0}」的止早于起，请对调")]
    Backwards(String),
}

impl Period {
    /// The first and the last day of a year, quarter, month or day.
    fn part(text: &str) -> Option<Self> {
        if let Some((year, quarter)) = text.split_once(['Q', 'q']) {
            let month = match quarter {
                "1" => "01",
                "2" => "04",
                "3" => "07",
                "4" => "10",
                _ => return None,
            };
            let from = Period::part(&format!("{year}-{month}")).filter(|_| year.len() == 4)?.from;
            return Some(Self { from, to: from.months_after(2).last_of_month() });
        }
        let date: super::EventDate = text.parse().ok()?;
        Some(Self { from: date.day(), to: date.last_day() })
    }

    /// The shortest text that is read as it: 2026, 2026Q1, 2026-01, 2026-01-15, 2026-01/2026-02, else both days.
    pub fn shortest(self) -> String {
        let (from, to) = (self.from.to_string(), self.to.to_string());
        let quarter = format!("{}Q{}", &from[..4], (self.from.month() - 1) / 3 + 1);
        let months = format!("{}/{}", &from[..7], &to[..7]);
        let texts = [from[..4].to_owned(), quarter, from[..7].to_owned(), from.clone(), months];
        texts.into_iter().find(|text| text.parse() == Ok(self)).unwrap_or_else(|| self.to_string())
    }

    /// Whether a day lies in it.
    pub fn holds(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// How many days it has.
    pub fn days(self) -> i32 {
        self.to.number() - self.from.number() + 1
    }

    /// The year, quarter or month that a cell names, as it is kept: `2026`, `2026Q1`, `2026-03`.
    pub fn of_cell(text: &str) -> Option<String> {
        let folded: String = super::folded(text).to_uppercase().chars().filter(|c| !c.is_whitespace()).collect();
        let spoken = folded.replace("第一季度", "Q1").replace("第二季度", "Q2").replace("第三季度", "Q3");
        let spoken = spoken.replace("第四季度", "Q4").replace("一季度", "Q1").replace("二季度", "Q2");
        let spoken = spoken.replace("三季度", "Q3").replace("四季度", "Q4");
        let plain = match spoken.split_once('年') {
            None => spoken,
            Some((year, "")) => year.to_owned(),
            Some((year, quarter)) if quarter.starts_with('Q') => format!("{year}{quarter}"),
            Some((year, month)) => format!("{year}-{:02}", month.strip_suffix('月')?.parse::<u8>().ok()?),
        };
        let plain = plain.replace("-Q", "Q");
        (plain.len() <= 7 && Self::part(&plain).is_some()).then_some(plain)
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let folded = super::folded(text);
        let (first, last) = folded.split_once('/').unwrap_or((&folded, &folded));
        let form = || PeriodError::Form(text.to_owned());
        let (first, last) = (Self::part(first).ok_or_else(form)?, Self::part(last).ok_or_else(form)?);
        if last.to < first.from || last.from < first.from {
            return Err(PeriodError::Backwards(text.to_owned()));
        }
        Ok(Self { from: first.from, to: last.to })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.from, self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_a_part_of_the_calendar_or_from_one_to_another() {
        for (text, days) in [
            ("2026", "2026-01-01/2026-12-31"),
            ("2026Q1", "2026-01-01/2026-03-31"),
            ("2026q4", "2026-10-01/2026-12-31"),
            ("2024-02", "2024-02-01/2024-02-29"),
            ("2026-02-12", "2026-02-12/2026-02-12"),
            ("2026-01/2026-02", "2026-01-01/2026-02-28"),
            ("2025Q4/2026-01-15", "2025-10-01/2026-01-15"),
        ] {
            let period: Period = text.parse().unwrap();
            assert_eq!(period.to_string(), days, "{text}");
            let shortest = if text.len() < 17 { text.to_uppercase() } else { days.to_owned() };
            assert_eq!((period.shortest(), period.shortest().parse()), (shortest, Ok(period)), "{text}");
        }
        for text in ["", "2026Q5", "26Q1", "2026-13", "2026Q", "2026-01/", "去年"] {
            assert!(matches!(text.parse::<Period>(), Err(PeriodError::Form(_))), "{text}");
        }
        for text in ["2026-03/2026-02", "2026-02-02/2026-02-01", "2026-03/2026"] {
            assert!(matches!(text.parse::<Period>(), Err(PeriodError::Backwards(_))), "{text}");
        }
    }

    #[test]
    fn a_cell_names_a_year_a_quarter_or_a_month() {
        for (text, kept) in [
            ("2026", "2026"),
            ("2026年", "2026"),
            ("2026年第一季度", "2026Q1"),
            ("2026年3月", "2026-03"),
            ("2026q2", "2026Q2"),
            ("2026-03", "2026-03"),
        ] {
            assert_eq!(Period::of_cell(text).as_deref(), Some(kept), "{text}");
        }
        for text in ["2026-03-15", "2026-01/2026-02", "一季度", "26年", "2026年13月"] {
            assert_eq!(Period::of_cell(text), None, "{text}");
        }
    }
}
