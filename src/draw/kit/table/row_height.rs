//! How tall the rows of a workbook are: other programs than Excel do not work it out from wrapped text.

use crate::draw::kit::font;

/// Points of a line of text, and of the tallest row the format allows.
pub const LINE: f64 = 16.0;
const TALLEST: f64 = 400.0;

/// Points a row needs so that its longest cell is read whole; each cell is its text and the width of its column, in
/// characters of half an em.
pub fn row_height<T: AsRef<str>>(cells: impl Iterator<Item = (T, f64)>) -> f64 {
    (cells.map(|(text, wide)| lines(text.as_ref(), wide)).fold(1.0, f64::max) * LINE).min(TALLEST)
}

/// Lines break before a word or a mark, so they are a little shorter than the column.
fn lines(text: &str, wide: f64) -> f64 {
    text.split('\n').map(|line| (font::width(line, 2.0) / (0.92 * wide - 1.0)).ceil().max(1.0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

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
