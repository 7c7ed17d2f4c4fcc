//! How tall the rows of a workbook are: other programs than Excel do not work it out from wrapped text.

use crate::draw::kit::font;

/// Points of a line of text, and of the tallest row the format allows.
pub const LINE: f64 = 16.0;
const TALLEST: f64 = 400.0;
/// How much of a column a line fills; beside it, half a character is left on either side.
const FILLED: f64 = 0.92;

/// Points a row needs so that its longest cell is read whole; each cell is its text and the width of its column, in
/// characters of half an em.
pub fn row_height<T: AsRef<str>>(cells: impl Iterator<Item = (T, f64)>) -> f64 {
    (cells.map(|(text, wide)| lines(text.as_ref(), wide)).fold(1.0, f64::max) * LINE).min(TALLEST)
}

/// How wide a column must be for a text of one line to stay one.
pub fn wide_enough(text: &str) -> f64 {
    (font::width(text, 2.0) + 1.0) / FILLED
}

/// Lines break before a word or a mark, so they are a little shorter than the column.
fn lines(text: &str, wide: f64) -> f64 {
    // What fits by a hair, fits.
    text.split('\n').map(|line| (font::width(line, 2.0) / (FILLED * wide - 1.0) - 1e-6).ceil().max(1.0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_that_is_wide_enough_holds_its_text_in_one_line() {
        for text in ["示例驻外队01", "1,234.5", "Shin-Etsu 信越化学", ""] {
            assert_eq!(lines(text, wide_enough(text)).to_bits(), 1f64.to_bits(), "{text}");
        }
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "heights are whole lines")]
    fn a_row_has_room_for_its_longest_cell() {
        let long = "缺口".repeat(30);
        assert_eq!(row_height([("", 10.0), ("短", 10.0)].into_iter()), LINE);
        assert_eq!(row_height([("一\n二\n三", 10.0)].into_iter()), 3.0 * LINE);
        assert_eq!(row_height([("短", 10.0), (long.as_str(), 42.0)].into_iter()), 4.0 * LINE);
        assert_eq!(row_height([(long.repeat(90).as_str(), 14.0)].into_iter()), TALLEST);
    }
}
