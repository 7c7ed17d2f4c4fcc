//! How a table is laid out on paper, with measured text: columns as wide as they need, long cells wrapped.

use super::{Column, Group, Row, Table};
use crate::draw::kit::{width, wrap};

/// From one base line of a cell to the next, by the size of its text.
pub fn leading(size: f64) -> f64 {
    1.4 * size
}

/// Space beside and above the text of a cell.
pub const PAD: f64 = 4.0;
/// A cell never takes more lines: every row fits a page.
const MOST_LINES: usize = 40;
/// No column is narrower, beside its padding.
const NARROWEST: f64 = 22.0;
/// A column whose widest cell is no wider keeps its width while others wrap.
const SHORT: f64 = 110.0;
/// No column that is full of longer texts is narrower, where there is room.
const READABLE: f64 = 120.0;
/// One long text among short ones wraps: a column is given this much of its usual text first.
const USUAL: f64 = 1.3;

/// A row ready to be painted: the lines of its cells, and its height. The heading of a group is one cell over all columns.
#[derive(Debug, Clone, PartialEq)]
pub struct LaidRow {
    pub cells: Vec<Vec<String>>,
    pub height: f64,
    pub heading: bool,
    /// Whether it tells of other rows together.
    pub sums: bool,
}

/// The columns' left sides and widths, padding included, and the rows.
#[derive(Debug, Clone, PartialEq)]
pub struct LaidTable {
    pub columns: Vec<(f64, f64)>,
    pub head: LaidRow,
    pub rows: Vec<LaidRow>,
}

impl Table {
    /// Lays the table out in `room` points, its text in a size in points.
    pub(in crate::draw) fn laid(&self, room: f64, size: f64) -> LaidTable {
        let told: Vec<Vec<String>> = self.rows().map(|row| row.words(&self.columns)).collect();
        let heads: Vec<String> = self.columns.iter().map(|column| column.head()).collect();
        let mut widths = widths(&heads, &told, room, size);
        spread(&mut widths, room, self.columns.last().is_some_and(Column::is_number));
        let mut x = 0.0;
        let mut columns = Vec::new();
        for wide in &widths {
            columns.push((x, *wide));
            x += wide;
        }
        let head = row(heads.iter().map(String::as_str), &widths, size);
        let mut told = told.iter();
        let mut rows = Vec::new();
        for group in &self.groups {
            rows.extend(heading(group, x, size));
            let of_group = group.rows.iter().zip(told.by_ref());
            let laid = |(own, cells): (&Row, &Vec<String>)| LaidRow {
                sums: own.sums,
                ..row(cells.iter().map(String::as_str), &widths, size)
            };
            rows.extend(of_group.map(laid));
        }
        LaidTable { columns, head, rows }
    }
}

/// What each column would like; where that is too much, short columns keep it and the long ones share what is left by
/// how much stands in them.
fn widths(heads: &[String], told: &[Vec<String>], room: f64, size: f64) -> Vec<f64> {
    let mut wanted: Vec<f64> = heads.iter().map(|head| width(head, size).max(NARROWEST)).collect();
    let mut sums = vec![0.0; wanted.len()];
    for row in told {
        for ((wanted, sum), cell) in wanted.iter_mut().zip(&mut sums).zip(row) {
            let wide = width(cell, size);
            *sum += wide;
            *wanted = wanted.max(wide);
        }
    }
    let text = room - 2.0 * PAD * wanted.len() as f64;
    // A little more than measured, so that rounding never wraps what fits.
    let usual: Vec<f64> = sums.iter().map(|sum| USUAL * sum / told.len().max(1) as f64).collect();
    let heads: Vec<f64> = heads.iter().map(|head| width(head, size)).collect();
    let readable = heads.iter().zip(&usual).map(|(head, usual)| usual.min(READABLE).max(*head)).collect();
    shared(&wanted, &[readable, heads], &sums, text).iter().map(|wide| wide + 2.0 * PAD + 0.1).collect()
}

/// Gives away what is left of the room: to the last column, whose texts begin at its left; a number would stand far from its
/// row there, so that before one every column has its share.
fn spread(widths: &mut [f64], room: f64, numbers: bool) {
    let left = (room - widths.iter().sum::<f64>()).max(0.0);
    let each = if numbers { left / widths.len() as f64 } else { 0.0 };
    widths.iter_mut().for_each(|wide| *wide += each);
    if let Some(last) = widths.last_mut().filter(|_| !numbers) {
        *last += left;
    }
}

/// The room given to columns that want so much, need so much at least where they wrap (the first of several that fits),
/// and hold texts of so much width in all.
fn shared(wanted: &[f64], least: &[Vec<f64>], sums: &[f64], room: f64) -> Vec<f64> {
    let most = widest(wanted, room);
    if most == f64::INFINITY {
        return wanted.to_vec();
    }
    let given = |least: &Vec<f64>| -> Vec<f64> {
        let given = wanted.iter().zip(least);
        given.map(|(wide, least)| if *wide <= SHORT { *wide } else { least.min(*wide) }).collect()
    };
    let fitting = least.iter().map(given).find(|given| given.iter().sum::<f64>() <= room);
    let Some(mut given) = fitting else {
        return wanted.iter().map(|wide| wide.min(most)).collect();
    };
    let mut open: Vec<usize> = (0..wanted.len()).filter(|at| wanted[*at] > given[*at]).collect();
    while !open.is_empty() {
        let left = room - given.iter().sum::<f64>();
        let all: f64 = open.iter().map(|at| sums[*at] + 1.0).sum();
        for &at in &open {
            given[at] = (given[at] + left * (sums[at] + 1.0) / all).min(wanted[at]);
        }
        let before = open.len();
        open.retain(|at| wanted[*at] > given[*at]);
        if open.len() == before {
            break;
        }
    }
    given
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

/// A group's heading over all columns.
fn heading(group: &Group, room: f64, size: f64) -> Option<LaidRow> {
    let row = row(std::iter::once(group.title.as_str()), &[room], size);
    (!group.title.is_empty()).then_some(LaidRow { heading: true, ..row })
}

fn row<'a>(cells: impl Iterator<Item = &'a str>, widths: &[f64], size: f64) -> LaidRow {
    let cells: Vec<_> = cells.zip(widths).map(|(cell, wide)| wrap(cell, size, wide - 2.0 * PAD, MOST_LINES)).collect();
    let lines = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
    LaidRow { cells, height: leading(size) * lines as f64 + PAD, heading: false, sums: false }
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Column};
    use super::*;

    fn table(columns: impl Into<Vec<Column>>, rows: Vec<Vec<Cell>>) -> Table {
        let mut table = Table::new("x", "表", columns, "没有");
        for (n, cells) in rows.into_iter().enumerate() {
            table.push(n.to_string(), cells);
        }
        table
    }

    const FIRM: Column = Column::text("firm", "企业");
    const SOURCE: Column = Column::text("source", "来源");
    const REASON: Column = Column::text("reason", "理由");

    #[test]
    fn the_longest_texts_get_the_most_room_and_short_columns_stay_whole() {
        let row = |n| ["甲有限公司".to_owned(), "来源".repeat(12), "理由".repeat(if n == 0 { 200 } else { 60 })];
        let laid =
            table([FIRM, SOURCE, REASON], (0..9).map(|n| row(n).map(Cell::text).to_vec()).collect()).laid(700.0, 10.0);
        let wide: Vec<f64> = laid.columns.iter().map(|(_, wide)| *wide).collect();
        assert!(wide[0] > 50.0 && wide[0] < 70.0 && wide[2] > 2.0 * wide[1] && wide[1] >= READABLE, "{wide:?}");
        assert!((wide.iter().sum::<f64>() - 700.0).abs() < 1.0, "{wide:?}");
    }

    #[test]
    fn one_long_text_among_short_ones_takes_no_room_from_the_long_column() {
        let row = |n| ["未列入".repeat(if n == 0 { 5 } else { 1 }), "理由".repeat(60)];
        let laid =
            table([SOURCE, REASON], (0..40).map(|n| row(n).map(Cell::text).to_vec()).collect()).laid(500.0, 10.0);
        assert!(laid.columns[0].1 < 70.0 && laid.columns[1].1 > 430.0, "{:?}", laid.columns);
    }

    #[test]
    fn where_long_columns_have_no_room_to_be_readable_the_longest_still_gets_the_most() {
        let row = |n| [format!("企业{n}有限公司"), "来源".repeat(12), "理由".repeat(60)];
        let laid =
            table([FIRM, SOURCE, REASON], (0..9).map(|n| row(n).map(Cell::text).to_vec()).collect()).laid(280.0, 10.0);
        let wide: Vec<f64> = laid.columns.iter().map(|(_, wide)| *wide).collect();
        assert!(wide[0] > 70.0 && wide[2] > 1.5 * wide[1], "{wide:?}");
        assert!((wide.iter().sum::<f64>() - 280.0).abs() < 1.0, "{wide:?}");
    }

    #[test]
    fn columns_fit_the_room_and_short_ones_keep_their_width() {
        let cells = vec![Cell::text("合肥国轩"), Cell::count(12), Cell::text("很长的理由".repeat(60))];
        let laid = table([FIRM, Column::count("n", "数"), REASON], vec![cells]).laid(400.0, 10.0);
        let (x, wide) = laid.columns[2];
        assert!(x + wide <= 401.0 && laid.columns[0].1 < 60.0, "{:?}", laid.columns);
        assert!(laid.rows[0].cells[2].len() > 1 && laid.rows[0].cells[0].len() == 1);
        assert!(laid.rows[0].height > laid.head.height);
    }

    #[test]
    fn what_is_left_of_the_room_parts_no_number_from_its_row() {
        let cells = || vec![Cell::text("甲队"), Cell::count(12), Cell::count(3)];
        let laid = table([FIRM, Column::count("n", "数"), Column::count("m", "件")], vec![cells()]).laid(600.0, 10.0);
        let wide: Vec<f64> = laid.columns.iter().map(|(_, wide)| *wide).collect();
        assert!((wide.iter().sum::<f64>() - 600.0).abs() < 1.0 && wide[2] < 220.0, "{wide:?}");
    }

    #[test]
    fn a_group_has_its_heading_before_its_rows() {
        let mut table = Table::new("x", "表", [FIRM], "没有").grouped("列表");
        table.begin("away", "可招", "可招企业 1 家");
        table.push("1", vec![Cell::text("甲")]);
        let laid = table.laid(300.0, 10.0);
        let told: Vec<_> = laid.rows.iter().map(|row| (row.heading, row.cells[0][0].as_str())).collect();
        assert_eq!(told, [(true, "可招企业 1 家"), (false, "甲")]);
    }
}
