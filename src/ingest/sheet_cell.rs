//! A cell of a sheet as what it shows.

use calamine::{DataRef, ExcelDateTime};

use super::rows::{Broken, SourceCell};
use crate::normalize::text;

/// Serial dates of 1904 begin so many days later.
const SINCE_1904: f64 = 1_462.0;
/// The serial after the last day of the calendar, 9999-12-31.
const END_OF_CALENDAR: f64 = 2_958_466.0;

/// What a cell shows. `percent`: its format is of percent; `since_1904`: serial numbers of the workbook begin in 1904.
pub fn shown(data: &DataRef<'_>, percent: bool, since_1904: bool) -> SourceCell {
    let text = |text: &str| SourceCell { text: text::trimmed(text).to_owned(), ..SourceCell::default() };
    let number = |value: f64| SourceCell { text: plain(value), numeric: true, since_1904, broken: None };
    match data {
        DataRef::Empty => SourceCell::default(),
        DataRef::String(value) => text(value),
        DataRef::SharedString(value) => text(value),
        DataRef::Int(value) if percent => text(&format!("{}%", value.saturating_mul(100))),
        DataRef::Float(value) if percent => text(&format!("{}%", hundredfold(*value))),
        DataRef::Int(value) => SourceCell { text: value.to_string(), ..number(0.0) },
        DataRef::Float(value) => number(*value),
        DataRef::Bool(value) => text(&value.to_string()),
        DataRef::DateTime(value) if value.is_datetime() => date(value, since_1904),
        DataRef::DateTime(value) => number(value.as_f64()),
        DataRef::DateTimeIso(value) => text(value.split('T').next().unwrap_or(value)),
        DataRef::DurationIso(value) => text(value),
        DataRef::Error(error) => {
            SourceCell { text: error.to_string(), broken: Some(Broken::Formula), ..SourceCell::default() }
        }
    }
}

/// A cell whose formula was never computed.
pub fn uncomputed() -> SourceCell {
    SourceCell { broken: Some(Broken::Uncomputed), ..SourceCell::default() }
}

/// A cell formatted as a date; one outside the calendar is no date.
fn date(value: &ExcelDateTime, since_1904: bool) -> SourceCell {
    let serial = value.as_f64() + if since_1904 { SINCE_1904 } else { 0.0 };
    if !(1.0..END_OF_CALENDAR).contains(&serial) {
        return SourceCell { text: plain(value.as_f64()), broken: Some(Broken::Calendar), ..SourceCell::default() };
    }
    let (year, month, day, ..) = value.to_ymd_hms_milli();
    SourceCell { text: format!("{year:04}-{month:02}-{day:02}"), ..SourceCell::default() }
}

/// A number without a needless fraction: 340100, not 340100.0.
fn plain(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 { format!("{value:.0}") } else { value.to_string() }
}

/// A share in percent, without the dust that multiplying leaves.
fn hundredfold(share: f64) -> String {
    let text = format!("{:.10}", share * 100.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_shows_what_the_sheet_shows() {
        for (share, shown) in [(0.35, "35"), (0.07, "7"), (1.0, "100"), (0.125, "12.5"), (0.0, "0")] {
            assert_eq!(hundredfold(share), shown);
        }
    }
}
