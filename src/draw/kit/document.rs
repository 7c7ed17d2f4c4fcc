//! A document of A3 landscape pages: pictures and tables, each page with its number, the day of the data and the version of
//! the rules.

use super::document_head::DocumentHead;
use super::font;
use super::picture::{Lacking, Picture};
use super::rect::Rect;
use super::svg::{Line, Svg, number};
use super::table::{LINE, LaidRow, LaidTable, PAD, SIZE, Table};
use super::verdict_style::{QUIET, TEXT};

/// A3 landscape, in points.
pub const WIDTH: f64 = 1190.6;
pub const HEIGHT: f64 = 841.9;
const MARGIN: f64 = 28.0;
const FOOT: f64 = 24.0;
/// What a page holds beside its margins and its foot.
pub const ROOM: (f64, f64) = (WIDTH - 2.0 * MARGIN, HEIGHT - 2.0 * MARGIN - FOOT);
const HEADING: f64 = 15.0;
/// A note never takes more lines.
const NOTE_LINES: usize = 20;
const RULE: &str = "#c4ccd6";

/// How a row of a table looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowStyle {
    Head,
    /// The heading of a group.
    Group,
    Plain,
    Striped,
}

impl RowStyle {
    fn ground(self) -> Option<&'static str> {
        match self {
            RowStyle::Head => Some("#e6eaf0"),
            RowStyle::Striped => Some("#f3f5f8"),
            RowStyle::Group | RowStyle::Plain => None,
        }
    }
}

/// Pages being filled.
#[derive(Debug)]
pub struct Document {
    facts: DocumentHead,
    pages: Vec<Svg>,
    /// How much of the last page is used, from its upper margin.
    used: f64,
    lacking: Vec<Lacking>,
}

/// Finished pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Pages {
    /// Each an SVG of A3 size in points.
    pub svgs: Vec<String>,
    /// What the font could not draw on any of the pages.
    pub lacking: Vec<Lacking>,
    /// What the file is called inside.
    pub title: String,
}

impl Document {
    /// A document without pages.
    pub fn new(facts: DocumentHead) -> Self {
        Self { facts, pages: Vec::new(), used: ROOM.1, lacking: Vec::new() }
    }

    fn page(&mut self) -> &mut Svg {
        if self.pages.is_empty() {
            self.turn();
        }
        self.pages.last_mut().expect("invariant: a page was just begun")
    }

    /// Begins a page.
    fn turn(&mut self) {
        self.pages.push(Svg::default());
        self.used = 0.0;
    }

    /// A picture on pages of its own: as wide as the page, cut between rows where it is higher, its head on each.
    pub fn picture(&mut self, picture: &Picture) {
        self.lacking.extend(picture.lacking.iter().cloned());
        let scale = ROOM.0 / picture.width;
        for (from, to) in picture.parts(ROOM.1 / scale - picture.head) {
            let scale = scale.min(ROOM.1 / (picture.head + to - from));
            let (head, wide) = (picture.head * scale, picture.width * scale);
            let x = MARGIN + (ROOM.0 - wide) / 2.0;
            self.turn();
            let page = self.page();
            if picture.head > 0.0 {
                page.raw(&picture.window(Rect { x, y: MARGIN, w: wide, h: head }, 0.0, picture.head));
            }
            let rest = Rect { x, y: MARGIN + head, w: wide, h: (to - from) * scale };
            page.raw(&picture.window(rest, from, to));
            self.used = ROOM.1;
        }
    }

    /// A table under its heading, with notes between them; it goes on over pages and says its columns on each.
    pub fn table(&mut self, table: &Table) {
        let laid = table.laid(ROOM.0);
        let first = laid.rows.first().map_or(LINE, |row| row.height);
        self.opening(table, laid.head.height + first);
        if laid.rows.is_empty() {
            if self.used + LINE > ROOM.1 {
                self.turn();
            }
            self.used += LINE;
            let y = MARGIN + self.used;
            self.page().line(&text(MARGIN, y, table.empty.to_owned(), SIZE, QUIET));
            return;
        }
        if self.used + laid.head.height + first > ROOM.1 {
            self.go_on(table);
        }
        self.row(&laid, &laid.head, table, RowStyle::Head);
        for (at, row) in laid.rows.iter().enumerate() {
            if self.used + row.height > ROOM.1 {
                self.go_on(table);
                self.row(&laid, &laid.head, table, RowStyle::Head);
            }
            let plain = if at % 2 == 1 { RowStyle::Striped } else { RowStyle::Plain };
            self.row(&laid, row, table, if row.heading { RowStyle::Group } else { plain });
        }
    }

    /// The heading and the notes of a table whose first rows are so high.
    fn opening(&mut self, table: &Table, first: f64) {
        let notes = table.notes.iter().flat_map(|note| font::wrap(note, SIZE, ROOM.0, NOTE_LINES));
        let notes: Vec<String> = notes.collect();
        let opening = 34.0 + LINE * notes.len().min(NOTE_LINES) as f64 + first;
        if self.used + opening > ROOM.1 {
            self.turn();
        } else {
            self.used += 14.0;
        }
        self.heading(table.title);
        for note in notes {
            if self.used + LINE > ROOM.1 {
                self.turn();
                self.heading(&format!("{}（续）", table.title));
            }
            self.used += LINE;
            let y = MARGIN + self.used - 3.0;
            self.page().line(&text(MARGIN, y, note, SIZE, QUIET));
        }
        self.used += PAD;
    }

    /// Begins a page on which a table goes on.
    fn go_on(&mut self, table: &Table) {
        self.turn();
        self.heading(&format!("{}（续）", table.title));
        self.used += PAD;
    }

    fn heading(&mut self, heading: &str) {
        self.used += 20.0;
        let y = MARGIN + self.used - 5.0;
        let shown = font::shorten(heading, HEADING, ROOM.0);
        self.page().line(&Line { bold: true, ..text(MARGIN, y, shown, HEADING, TEXT) });
    }

    fn row(&mut self, laid: &LaidTable, row: &LaidRow, table: &Table, style: RowStyle) {
        let y = MARGIN + self.used;
        let wide = laid.columns.last().map_or(0.0, |(x, wide)| x + wide);
        let page = self.page();
        if let Some(ground) = style.ground() {
            page.rect(Rect { x: MARGIN, y, w: wide, h: row.height }, 0.0, &[("fill", ground)]);
        }
        for ((cell, (x, wide)), column) in row.cells.iter().zip(&laid.columns).zip(table.columns()) {
            for (nth, line) in cell.iter().enumerate() {
                let left = MARGIN + x + PAD;
                let indent =
                    if column.is_number() && !row.heading { wide - 2.0 * PAD - font::width(line, SIZE) } else { 0.0 };
                let base = y + LINE * (nth + 1) as f64 - 2.0;
                page.line(&Line {
                    bold: matches!(style, RowStyle::Head | RowStyle::Group),
                    ..text(left + indent, base, line.clone(), SIZE, TEXT)
                });
            }
        }
        let edge = format!("M{} {}h{}", number(MARGIN), number(y), number(wide));
        page.empty("path", &[("d", &edge), ("stroke", RULE), ("stroke-width", "0.5")]);
        self.used += row.height;
    }

    /// What the font lacks of all that is written so far, each character once.
    pub fn lacking(&self) -> Vec<Lacking> {
        let mut lacking = self.lacking.clone();
        for page in &self.pages {
            let of_page = page.lacking().iter();
            lacking.extend(of_page.map(|(&character, text)| Lacking { character, text: text.clone() }));
        }
        lacking.sort_by_key(|l| l.character);
        lacking.dedup_by_key(|l| l.character);
        lacking
    }

    /// The pages with their feet.
    pub fn finish(self) -> Pages {
        let all = self.pages.len();
        let lacking = self.lacking();
        let finished = |(at, page): (usize, Svg)| finish(&self.facts, page, at + 1, all);
        let svgs = self.pages.into_iter().enumerate().map(finished).collect();
        Pages { svgs, lacking, title: self.facts.title }
    }
}

impl Pages {
    /// All pages below one another as one SVG.
    pub fn svg(&self) -> String {
        let height = number(HEIGHT * self.svgs.len() as f64);
        let mut svg = Svg::default();
        let view = format!("0 0 {} {height}", number(WIDTH));
        let title = self.title.as_str();
        let root =
            [("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", &view), ("width", "1190.6"), ("height", &height)];
        svg.open("svg", &root);
        svg.title(title);
        for (at, page) in self.svgs.iter().enumerate() {
            svg.open("g", &[("transform", &format!("translate(0 {})", number(HEIGHT * at as f64)))]);
            svg.raw(page);
            svg.close("g");
        }
        svg.close("svg");
        svg.done()
    }
}

fn text(x: f64, y: f64, text: String, size: f64, fill: &'static str) -> Line {
    Line { x, y, text, size, bold: false, fill, title: None }
}

/// A page as an SVG of its own.
fn finish(facts: &DocumentHead, page: Svg, at: usize, all: usize) -> String {
    let mut svg = Svg::default();
    let (w, h) = (number(WIDTH), number(HEIGHT));
    let attributes = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("width", &*w),
        ("height", &*h),
        ("viewBox", &format!("0 0 {w} {h}")),
        ("font-family", font::FAMILY),
    ];
    svg.open("svg", &attributes);
    svg.rect(Rect { x: 0.0, y: 0.0, w: WIDTH, h: HEIGHT }, 0.0, &[("fill", "#ffffff")]);
    svg.raw(&page.done());
    let y = HEIGHT - MARGIN - 2.0;
    let edge = format!("M{} {}h{}", number(MARGIN), number(y - 13.0), number(ROOM.0));
    svg.empty("path", &[("d", &edge), ("stroke", RULE), ("stroke-width", "0.5")]);
    let number = format!("第 {at} 页，共 {all} 页");
    let mark = facts.mark.as_ref().map_or(String::new(), |mark| format!("　{mark}"));
    let left = format!("{}　数据截至 {}　规则 {}{mark}", facts.title, facts.as_of, facts.rules);
    let right = WIDTH - MARGIN - font::width(&number, SIZE);
    let left = font::shorten(&left, SIZE, right - MARGIN - 20.0);
    svg.line(&text(MARGIN, y, left, SIZE, QUIET));
    svg.line(&text(right, y, number, SIZE, QUIET));
    svg.close("svg");
    svg.done()
}

#[cfg(test)]
#[path = "document_tests.rs"]
mod tests;
