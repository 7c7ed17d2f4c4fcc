//! A table laid out with measured text: columns as wide as they need, long cells wrapped.

use super::font::{width, wrap};

/// Size of a table's text, in points of the page.
pub const SIZE: f64 = 10.0;
/// From one base line of a cell to the next.
pub const LINE: f64 = 14.0;
/// Space beside and above the text of a cell.
pub const PAD: f64 = 4.0;
/// A cell never takes more lines.
const MOST_LINES: usize = 6;
/// No column is narrower, beside its padding.
const NARROWEST: f64 = 22.0;

/// Rows of texts under column titles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
    /// What stands there where there is no row.
    pub empty: &'static str,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub title: &'static str,
    /// Numbers end where the column ends.
    pub number: bool,
}

/// A row ready to be painted: the lines of its cells, and its height.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub cells: Vec<Vec<String>>,
    pub height: f64,
}

/// The columns' left sides and widths, padding included, and the rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Laid {
    pub columns: Vec<(f64, f64)>,
    pub head: Row,
    pub rows: Vec<Row>,
}

impl Table {
    /// A table of these columns; a title that begins with `#` is of numbers.
    pub fn new(titles: &[&'static str], empty: &'static str) -> Self {
        let column = |title: &&'static str| match title.strip_prefix('#') {
            Some(title) => Column { title, number: true },
            None => Column { title, number: false },
        };
        Self { columns: titles.iter().map(column).collect(), rows: Vec::new(), empty }
    }

    /// Lays the table out in `room` points.
    pub fn laid(&self, room: f64) -> Laid {
        let widths = self.widths(room);
        let mut x = 0.0;
        let mut columns = Vec::new();
        for wide in &widths {
            columns.push((x, *wide));
            x += wide;
        }
        let head = row(self.columns.iter().map(|c| c.title), &widths);
        let rows = self.rows.iter().map(|cells| row(cells.iter().map(String::as_str), &widths)).collect();
        Laid { columns, head, rows }
    }

    /// What each column would like, and where that is too much, the wide ones cut to one width.
    fn widths(&self, room: f64) -> Vec<f64> {
        let mut wanted: Vec<f64> = self.columns.iter().map(|c| width(c.title, SIZE).max(NARROWEST)).collect();
        for row in &self.rows {
            for (wanted, cell) in wanted.iter_mut().zip(row) {
                *wanted = wanted.max(width(cell, SIZE));
            }
        }
        let text = room - 2.0 * PAD * wanted.len() as f64;
        let most = widest(&wanted, text);
        // A little more than measured, so that rounding never wraps what fits; what is left over is the last column's.
        let mut widths: Vec<f64> = wanted.iter().map(|wide| wide.min(most) + 2.0 * PAD + 0.1).collect();
        let left = room - widths.iter().sum::<f64>();
        if let Some(last) = widths.last_mut() {
            *last += left.max(0.0);
        }
        widths
    }
}

/// The width no column may exceed, so that all together fit `room`.
fn widest(wanted: &[f64], room: f64) -> f64 {
    let mut sorted = wanted.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut left = room;
    for (at, wide) in sorted.iter().enumerate() {
        let each = left / (sorted.len() - at) as f64;
        if *wide > each {
            return each.max(NARROWEST);
        }
        left -= wide;
    }
    f64::INFINITY
}

fn row<'a>(cells: impl Iterator<Item = &'a str>, widths: &[f64]) -> Row {
    let cells: Vec<_> = cells.zip(widths).map(|(cell, wide)| wrap(cell, SIZE, wide - 2.0 * PAD, MOST_LINES)).collect();
    let lines = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
    Row { cells, height: LINE * lines as f64 + PAD }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fit_the_room_and_short_ones_keep_their_width() {
        let mut table = Table::new(&["企业", "#数", "理由"], "没有");
        table.rows.push(vec!["合肥国轩".to_owned(), "12".to_owned(), "很长的理由".repeat(60)]);
        let laid = table.laid(400.0);
        let (x, wide) = laid.columns[2];
        assert!(x + wide <= 401.0 && laid.columns[0].1 < 60.0, "{:?}", laid.columns);
        assert!(laid.rows[0].cells[2].len() > 1 && laid.rows[0].cells[0].len() == 1);
        assert!(laid.rows[0].height > laid.head.height);
    }
}
