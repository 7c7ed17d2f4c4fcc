//! A document: pictures, tables and columns of text on pages, each page with its number and the day of the data.

mod rows;

use super::document_head::DocumentHead;
use super::font;
use super::paper::{PageLayout, Paper};
use super::picture::{Lacking, Picture};
use super::rect::Rect;
use super::svg::{Line, Svg, number};
use super::text_block::{TextBlock, TextLine, TextSize, rule};
use super::verdict_style::QUIET;

/// Size of the foot.
const FOOT: f64 = 8.0;
/// From the lower edge of a page to the base line of its foot.
const FOOT_MARGIN: f64 = 30.0;
/// A sentence of a column never takes more lines.
const SENTENCE: usize = 40;

/// Pages being filled.
#[derive(Debug)]
pub struct Document {
    facts: DocumentHead,
    paper: Paper,
    pages: Vec<Page>,
    /// Which of the last page's places is filled, and how much of it is used from above.
    at: usize,
    used: f64,
    lacking: Vec<Lacking>,
}

#[derive(Debug)]
struct Page {
    svg: Svg,
    layout: PageLayout,
}

/// Finished pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Pages {
    /// Each an SVG, as large as its paper in points.
    pub svgs: Vec<String>,
    /// Width and height of each, in points.
    pub sizes: Vec<(f64, f64)>,
    /// What the font could not draw on any of the pages.
    pub lacking: Vec<Lacking>,
    /// What the file is called inside.
    pub title: String,
}

impl Document {
    /// A document without pages.
    pub fn new(facts: DocumentHead, paper: Paper) -> Self {
        Self { facts, paper, pages: Vec::new(), at: 0, used: 0.0, lacking: Vec::new() }
    }

    fn page(&mut self) -> &mut Svg {
        &mut self.pages.last_mut().expect("invariant: a page was begun").svg
    }

    /// Where on the last page something may stand.
    fn place(&self) -> Rect {
        let layout = self.pages.last().map_or(PageLayout::Across, |page| page.layout);
        self.paper.places(layout)[self.at]
    }

    /// The number of the last page, from 1.
    fn number(&self) -> usize {
        self.pages.len()
    }

    /// Whether so much room is left in the place that is being filled.
    fn holds(&self, height: f64) -> bool {
        self.used + height <= self.place().h
    }

    /// Goes on at the next place, on a new page where there is none left.
    fn turn(&mut self, layout: PageLayout) {
        let places = self.paper.places(layout).len();
        let same = self.pages.last().is_some_and(|page| page.layout == layout);
        if same && self.at + 1 < places {
            self.at += 1;
        } else {
            self.pages.push(Page { svg: Svg::default(), layout });
            self.at = 0;
        }
        self.used = 0.0;
    }

    /// A page of this kind to go on with.
    fn begin(&mut self, layout: PageLayout) {
        if self.pages.last().is_none_or(|page| page.layout != layout) {
            self.turn(layout);
        }
    }

    /// A picture on pages of its own: as wide as the page, cut between rows where it is higher, its head on each. One that
    /// cannot be cut stands upright where it is larger so. Gives the number of its first page.
    pub fn picture(&mut self, picture: &Picture) -> usize {
        self.lacking.extend(picture.lacking.iter().cloned());
        let first = self.number() + 1;
        let layout = self.largest(picture);
        let place = self.paper.places(layout)[0];
        let room = (place.w, place.h);
        let scale = room.0 / picture.width;
        for (from, to) in picture.parts(room.1 / scale - picture.head) {
            let scale = scale.min(room.1 / (picture.head + to - from));
            let (head, wide) = (picture.head * scale, picture.width * scale);
            self.turn(layout);
            let place = self.place();
            let x = place.x + (place.w - wide) / 2.0;
            let page = self.page();
            if picture.head > 0.0 {
                page.raw(&picture.window(Rect { x, y: place.y, w: wide, h: head }, 0.0, picture.head));
            }
            let rest = Rect { x, y: place.y + head, w: wide, h: (to - from) * scale };
            page.raw(&picture.window(rest, from, to));
            self.used = place.h;
        }
        first
    }

    /// How the sheet is turned on which a picture is largest.
    fn largest(&self, picture: &Picture) -> PageLayout {
        let scale = |layout| {
            let places = self.paper.places(layout);
            let one = (places.len() == 1 && picture.cuts.len() == 1).then(|| &places[0]);
            one.map_or(0.0, |place| (place.w / picture.width).min(place.h / picture.height))
        };
        let upright = scale(PageLayout::Columns) > scale(PageLayout::Across);
        if upright { PageLayout::Columns } else { PageLayout::Across }
    }

    /// What fills a column: it is told how large that is. Gives the number of its page.
    pub fn column(&mut self, written: impl FnOnce(&mut Svg, Rect)) -> usize {
        if self.used > 0.0 || self.pages.last().is_none_or(|page| page.layout != PageLayout::Columns) {
            self.turn(PageLayout::Columns);
        }
        let place = self.place();
        written(self.page(), place);
        self.used = place.h;
        self.number()
    }

    /// Text in columns: what belongs together stands together. Gives the number of its first page.
    pub fn text(&mut self, block: &TextBlock) -> usize {
        self.begin(PageLayout::Columns);
        let set = TextSize { size: Paper::TEXT, room: Paper::column().0, most: SENTENCE };
        let mut items = block.items.iter().map(|item| set.item(item));
        let opening = [set.heading(&block.heading), items.next().unwrap_or_default()].concat();
        self.together(&opening, None);
        let first = self.number();
        let going_on = set.heading(&format!("{}（续）", block.heading));
        items.for_each(|item| self.together(&item, Some(&going_on)));
        first
    }

    /// Lines that are not parted where they need not be; `again` stands above them where they begin another column.
    fn together(&mut self, lines: &[TextLine], again: Option<&[TextLine]>) {
        let height = |lines: &[TextLine]| lines.iter().map(TextLine::height).sum::<f64>();
        if !self.holds(height(lines)) && self.used > 0.0 {
            self.turn(PageLayout::Columns);
            again.into_iter().flatten().for_each(|line| self.line(line));
        }
        for line in lines {
            if !self.holds(line.height()) {
                self.turn(PageLayout::Columns);
            }
            self.line(line);
        }
    }

    fn line(&mut self, line: &TextLine) {
        let (place, used) = (self.place(), self.used);
        line.paint(self.page(), place.x, place.y + used, place.w);
        self.used += line.height();
    }

    /// Writes onto a page that is there already.
    pub fn onto(&mut self, page: usize, written: impl FnOnce(&mut Svg)) {
        if let Some(page) = self.pages.get_mut(page - 1) {
            written(&mut page.svg);
        }
    }

    /// What the font lacks of all that is written so far, each character once.
    pub fn lacking(&self) -> Vec<Lacking> {
        let mut lacking = self.lacking.clone();
        for page in &self.pages {
            let of_page = page.svg.lacking().iter();
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
        let sizes: Vec<(f64, f64)> = self.pages.iter().map(|page| self.paper.size(page.layout)).collect();
        let finished = |(at, (page, size)): (usize, (Page, &(f64, f64)))| {
            finish(&self.facts, page.svg, *size, &format!("第 {} 页，共 {all} 页", at + 1))
        };
        let svgs = self.pages.into_iter().zip(&sizes).enumerate().map(finished).collect();
        Pages { svgs, sizes, lacking, title: self.facts.title }
    }
}

impl Pages {
    /// All pages below one another as one SVG.
    pub fn svg(&self) -> String {
        let wide = self.sizes.iter().map(|(wide, _)| *wide).fold(0.0, f64::max);
        let height: f64 = self.sizes.iter().map(|(_, high)| high).sum();
        let (w, h) = (number(wide), number(height));
        let mut svg = Svg::default();
        let view = format!("0 0 {w} {h}");
        let title = self.title.as_str();
        let root = [("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", &*view), ("width", &*w), ("height", &*h)];
        svg.open("svg", &root);
        svg.title(title);
        let mut y = 0.0;
        for (page, (_, high)) in self.svgs.iter().zip(&self.sizes) {
            svg.open("g", &[("transform", &format!("translate(0 {})", number(y)))]);
            svg.raw(page);
            svg.close("g");
            y += high;
        }
        svg.close("svg");
        svg.done()
    }
}

fn text(x: f64, y: f64, text: String, size: f64, fill: &'static str) -> Line {
    Line { x, y, text, size, bold: false, fill, title: None }
}

/// A page as an SVG of its own.
fn finish(facts: &DocumentHead, page: Svg, (wide, high): (f64, f64), told: &str) -> String {
    let mut svg = Svg::default();
    let (w, h) = (number(wide), number(high));
    let attributes = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("width", &*w),
        ("height", &*h),
        ("viewBox", &format!("0 0 {w} {h}")),
        ("font-family", font::FAMILY),
    ];
    svg.open("svg", &attributes);
    svg.rect(Rect { x: 0.0, y: 0.0, w: wide, h: high }, 0.0, &[("fill", "#ffffff")]);
    svg.raw(&page.done());
    let (x, y) = (FOOT_MARGIN, high - FOOT_MARGIN);
    rule(&mut svg, x, y - 12.0, wide - 2.0 * x);
    let mark = facts.mark.as_ref().map_or(String::new(), |mark| format!("　{mark}"));
    let left = format!("{}　数据截至 {}{mark}", facts.title, facts.as_of);
    let right = wide - x - font::width(told, FOOT);
    svg.line(&text(x, y, font::shorten(&left, FOOT, right - x - 20.0), FOOT, QUIET));
    svg.line(&text(right, y, told.to_owned(), FOOT, QUIET));
    svg.close("svg");
    svg.done()
}

#[cfg(test)]
#[path = "document_tests.rs"]
mod tests;
