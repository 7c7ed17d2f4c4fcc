//! Tables on pages: a table goes on over pages and says its columns on each.

use super::{Document, text};
use crate::draw::kit::font;
use crate::draw::kit::paper::PageLayout;
use crate::draw::kit::rect::Rect;
use crate::draw::kit::svg::Line;
use crate::draw::kit::table::{LaidRow, LaidTable, PAD, Table, leading};
use crate::draw::kit::text_block::rule;
use crate::draw::kit::verdict_style::{QUIET, TEXT};

/// Of the title of a document that begins with tables, by the size of their text.
const TITLE: f64 = 2.2;
/// Of a table's heading, by the size of its text.
const HEADING: f64 = 1.5;
/// So many rows stand below the head of a table before it goes on over a page.
const OPENING: usize = 3;
/// A note never takes more lines.
const NOTE_LINES: usize = 20;

/// How a row of a table looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowStyle {
    Head,
    /// The heading of a group.
    Group,
    Plain,
    Striped,
    /// Other rows together.
    Sum,
}

impl RowStyle {
    fn ground(self) -> Option<&'static str> {
        match self {
            RowStyle::Head | RowStyle::Sum => Some("#e6eaf0"),
            RowStyle::Striped => Some("#f3f5f8"),
            RowStyle::Group | RowStyle::Plain => None,
        }
    }
}

impl Document {
    fn size(&self) -> f64 {
        self.paper.table_size()
    }

    /// A table under its heading, with notes between them. Gives the number of its first page.
    pub fn table(&mut self, table: &Table) -> usize {
        let laid = table.laid(self.paper.room().0, self.size());
        let line = leading(self.size());
        let opening = laid.rows.iter().take(OPENING).map(|row| row.height).reduce(|all, row| all + row).unwrap_or(line);
        self.opening(table, laid.head.height + opening);
        let first = self.number();
        if laid.rows.is_empty() {
            if !self.holds(line) {
                self.turn(PageLayout::Across);
            }
            self.used += line;
            self.plain(table.empty.to_owned());
            return first;
        }
        if !self.holds(laid.head.height + opening) {
            self.go_on(table);
        }
        self.row(&laid, &laid.head, table, RowStyle::Head);
        for (at, row) in laid.rows.iter().enumerate() {
            // What heads a group stands where its first row does.
            let headed = laid.rows.get(at + 1).filter(|_| row.heading).map_or(0.0, |first| first.height);
            if !self.holds(row.height + headed) {
                self.go_on(table);
                self.row(&laid, &laid.head, table, RowStyle::Head);
            }
            let style = match row {
                LaidRow { heading: true, .. } => RowStyle::Group,
                LaidRow { sums: true, .. } => RowStyle::Sum,
                _ if at % 2 == 1 => RowStyle::Striped,
                _ => RowStyle::Plain,
            };
            self.row(&laid, row, table, style);
        }
        first
    }

    /// A quiet line at what is used.
    fn plain(&mut self, line: String) {
        let (place, used, size) = (self.place(), self.used, self.size());
        self.page().line(&text(place.x, place.y + used - 0.3 * size, line, size, QUIET));
    }

    /// The heading and the notes of a table whose first rows are so high.
    fn opening(&mut self, table: &Table, first: f64) {
        self.begin(PageLayout::Across);
        let (size, wide) = (self.size(), self.paper.room().0);
        let notes = table.notes.iter().flat_map(|note| font::wrap(note, size, wide, NOTE_LINES));
        let notes: Vec<String> = notes.collect();
        let height = 3.4 * size + leading(size) * notes.len() as f64 + PAD + first;
        if self.used > 0.0 {
            if self.holds(height) { self.used += 1.4 * size } else { self.turn(PageLayout::Across) }
        }
        self.heading(&table.printed_heading());
        for note in notes {
            if !self.holds(leading(size)) {
                self.turn(PageLayout::Across);
                self.heading(&format!("{}（续）", table.printed_heading()));
            }
            self.used += leading(size);
            self.plain(note);
        }
        self.used += PAD;
    }

    /// Begins a page on which a table goes on.
    fn go_on(&mut self, table: &Table) {
        self.turn(PageLayout::Across);
        self.heading(&format!("{}（续）", table.printed_heading()));
        self.used += PAD;
    }

    /// What all of it is called, and what must be known to read it, at the head of the first page.
    pub fn title(&mut self, title: &str, notes: &[String]) {
        self.turn(PageLayout::Across);
        self.heading_of(title, TITLE * self.size());
        let (size, wide) = (self.size(), self.paper.room().0);
        for line in notes.iter().flat_map(|note| font::wrap(note, size, wide, NOTE_LINES)) {
            self.used += leading(size);
            self.plain(line);
        }
    }

    fn heading(&mut self, heading: &str) {
        self.heading_of(heading, HEADING * self.size());
    }

    fn heading_of(&mut self, heading: &str, size: f64) {
        self.used += 1.33 * size;
        let (place, used) = (self.place(), self.used);
        let shown = font::shorten(heading, size, place.w);
        self.page().line(&Line { bold: true, ..text(place.x, place.y + used - 0.33 * size, shown, size, TEXT) });
    }

    fn row(&mut self, laid: &LaidTable, row: &LaidRow, table: &Table, style: RowStyle) {
        let (place, size) = (self.place(), self.size());
        let y = place.y + self.used;
        let wide = laid.columns.last().map_or(0.0, |(x, wide)| x + wide);
        let page = self.page();
        if let Some(ground) = style.ground() {
            page.rect(Rect { x: place.x, y, w: wide, h: row.height }, 0.0, &[("fill", ground)]);
        }
        for ((cell, (x, wide)), column) in row.cells.iter().zip(&laid.columns).zip(table.columns()) {
            for (nth, line) in cell.iter().enumerate() {
                let left = place.x + x + PAD;
                let indent =
                    if column.is_number() && !row.heading { wide - 2.0 * PAD - font::width(line, size) } else { 0.0 };
                let base = y + leading(size) * (nth + 1) as f64 - 2.0;
                page.line(&Line {
                    bold: matches!(style, RowStyle::Head | RowStyle::Group | RowStyle::Sum),
                    ..text(left + indent, base, line.clone(), size, TEXT)
                });
            }
        }
        rule(page, place.x, y, wide);
        self.used += row.height;
    }
}
