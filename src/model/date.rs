//! Dates of events as sources give them: a day, a month or a year.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// A date with the precision it was given in; a year or month alone counts as its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventDate {
    first: Date,
    precision: Precision,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Precision {
    Year,
    Month,
    Day,
}

/// A text that is no date `YYYY`, `YYYY-MM` or `YYYY-MM-DD` of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date of the calendar written YYYY, YYYY-MM or YYYY-MM-DD")]
pub struct EventDateError(pub String);

impl EventDate {
    /// A date known to the day.
    pub fn of_day(day: Day) -> Self {
        Self { first: day.0, precision: Precision::Day }
    }

    /// The first day it may mean, which is the day used in calculations.
    pub fn day(self) -> Day {
        Day(self.first)
    }

    /// The last day it may mean: of plans, which are kept by the end of a year or month.
    pub fn last_day(self) -> Day {
        match self.precision {
            Precision::Year => Day(self.first.last_of_year()),
            Precision::Month => Day(self.first.last_of_month()),
            Precision::Day => Day(self.first),
        }
    }

    /// The year, where no more than it is known.
    pub fn year_alone(self) -> Option<i16> {
        (self.precision == Precision::Year).then(|| self.first.year())
    }
}

impl FromStr for EventDate {
    type Err = EventDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || EventDateError(text.to_owned());
        let mut parts = text.split('-');
        let year = digits(parts.next(), 4).ok_or_else(error)?;
        let (month, day) = (parts.next(), parts.next());
        if parts.next().is_some() || year < 1000 {
            return Err(error());
        }
        let precision = match (month, day) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
        };
        let month = if month.is_some() { digits(month, 2).ok_or_else(error)? } else { 1 };
        let day = if day.is_some() { digits(day, 2).ok_or_else(error)? } else { 1 };
        let number = |n: i16| i8::try_from(n).map_err(|_| error());
        let first = Date::new(year, number(month)?, number(day)?).map_err(|_| error())?;
        Ok(Self { first, precision })
    }
}

fn digits(part: Option<&str>, width: usize) -> Option<i16> {
    let part = part?;
    let all = part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
    if all { part.parse().ok() } else { None }
}

impl fmt::Display for EventDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.first.year())?;
        if self.precision >= Precision::Month {
            write!(f, "-{:02}", self.first.month())?;
        }
        if self.precision == Precision::Day {
            write!(f, "-{:02}", self.first.day())?;
        }
        Ok(())
    }
}

impl serde::Serialize for EventDate {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl schemars::JsonSchema for EventDate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "EventDate".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", "description": "A year, a month or a day: `2026`, `2026-11` or `2026-11-23`." })
    }
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// Days since 1970-01-01, for compact columns.
    pub fn number(self) -> i32 {
        let epoch = Date::constant(1970, 1, 1);
        epoch.until(self.0).map_or(0, |span| span.get_days())
    }

    /// The day so many days after 1970-01-01; the first or last of the calendar where it lies beyond.
    pub fn of_number(number: i32) -> Self {
        use jiff::ToSpan;
        Self(Date::constant(1970, 1, 1).saturating_add(i64::from(number).days()))
    }

    /// The first day of its month.
    pub fn first_of_month(self) -> Day {
        Day(self.0.first_of_month())
    }

    /// The last day of its month.
    pub fn last_of_month(self) -> Day {
        Day(self.0.last_of_month())
    }

    /// The year it lies in.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month it lies in, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of its month, 1 to 31.
    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    /// The first day of a year; of the calendar's last one where it lies beyond.
    pub fn first_of_year(year: i16) -> Day {
        Date::new(year, 1, 1).map_or(Day(Date::MAX), Day)
    }

    /// The same day of the month `months` later, clipped to that month's end.
    pub fn months_after(self, months: i32) -> Day {
        use jiff::ToSpan;
        Day(self.0.saturating_add(months.months()))
    }

    /// The same day of the month `months` earlier, clipped to that month's end.
    pub fn months_before(self, months: i32) -> Day {
        use jiff::ToSpan;
        Day(self.0.saturating_sub(months.months()))
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl FromStr for Day {
    type Err = EventDateError;

    /// Reads `YYYY-MM-DD`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse::<EventDate>() {
            Ok(EventDate { first, precision: Precision::Day }) => Ok(Self(first)),
            _ => Err(EventDateError(text.to_owned())),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        EventDate::of_day(*self).fmt(f)
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "A day of the calendar." })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_is_kept_and_the_first_day_counts() {
        for (text, day) in [("2024", "2024-01-01"), ("2024-05", "2024-05-01"), ("2024-02-29", "2024-02-29")] {
            let date: EventDate = text.parse().unwrap();
            assert_eq!(date.to_string(), text);
            assert_eq!(date.day().to_string(), day);
        }
    }

    #[test]
    fn days_outside_the_calendar_are_refused() {
        for text in ["2026-02-30", "2026-13", "26-01-01", "2026-1-1", "2026-01-01-01", "", "0000"] {
            assert!(text.parse::<EventDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn months_before_clips_to_the_month_end() {
        let day: Day = "2026-03-31".parse().unwrap();
        assert_eq!(day.months_before(1).to_string(), "2026-02-28");
        assert_eq!("1970-01-02".parse::<Day>().unwrap().number(), 1);
        assert_eq!(Day::of_number(day.number()), day);
    }
}
