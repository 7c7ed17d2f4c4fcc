//! Headings with sentences under them, as they are set on paper: wrapped by measured width, a verdict beside its head.

use super::font::{width, wrap};
use super::rect::Rect;
use super::svg::{Line, Svg, number};
use super::verdict_style::{QUIET, TEXT, verdict_style};
use crate::model::Verdict;

/// Nothing on paper is smaller, in points.
pub const SMALLEST: f64 = 7.0;
/// From one base line to the next, by the size of the text.
const LEADING: f64 = 1.4;
const RULE: &str = "#c4ccd6";
/// Before whom to turn to.
const MARK: &str = "→";
/// How far these stand in for it, by the size of the text.
const MARKED: f64 = 1.4;

/// A heading with what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextBlock {
    /// What the lines speak of, with a count where there is one: 缺失：1个.
    pub heading: String,
    /// In the order they are read.
    pub items: Vec<TextItem>,
}

/// Lines under a head of their own, or under none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextItem {
    /// Blank where the lines stand alone.
    pub head: String,
    /// A verdict, for its colour, and as people read it; none: no badge.
    pub badge: Option<(Verdict, String)>,
    /// Whole sentences: the first is what matters, the others say more of it.
    pub lines: Vec<String>,
    /// Whom to turn to, and what to do: a line each.
    pub whom: Vec<String>,
}

impl TextItem {
    /// Lines without a head.
    pub fn plain(lines: Vec<String>) -> Self {
        Self::headed(String::new(), lines)
    }

    /// Lines under a head.
    pub fn headed(head: String, lines: Vec<String>) -> Self {
        Self { head, badge: None, lines, whom: Vec::new() }
    }

    /// All of them in the order they are read.
    pub fn all(&self) -> impl Iterator<Item = &String> {
        self.lines.iter().chain(&self.whom)
    }
}

impl TextBlock {
    /// A heading over sentences of which none says more of another.
    pub fn equal(heading: impl Into<String>, lines: impl IntoIterator<Item = String>) -> Self {
        Self { heading: heading.into(), items: lines.into_iter().map(|line| TextItem::plain(vec![line])).collect() }
    }

    /// A heading over sentences.
    pub fn plain(heading: impl Into<String>, lines: Vec<String>) -> Self {
        Self { heading: heading.into(), items: vec![TextItem::plain(lines)] }
    }
}

/// How text is set.
#[derive(Debug, Clone, Copy)]
pub struct TextSize {
    /// Of a sentence, in points.
    pub size: f64,
    /// How wide a line may be.
    pub room: f64,
    /// A sentence never takes more lines.
    pub most: usize,
}

/// A line ready to be painted.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    text: String,
    size: f64,
    indent: f64,
    bold: bool,
    fill: &'static str,
    /// Room above it.
    above: f64,
    /// Whether a thin rule stands above it.
    ruled: bool,
    /// Whether an arrow stands before it.
    marked: bool,
    badge: Option<(Verdict, String)>,
}

impl TextSize {
    /// A sentence, wrapped.
    pub fn sentence(&self, text: &str, size: f64, bold: bool, fill: &'static str) -> Vec<TextLine> {
        self.indented(text, size, 0.0, bold, fill)
    }

    fn indented(&self, text: &str, size: f64, indent: f64, bold: bool, fill: &'static str) -> Vec<TextLine> {
        let plain = TextLine {
            text: String::new(),
            size,
            indent,
            bold,
            fill,
            above: 0.0,
            ruled: false,
            marked: false,
            badge: None,
        };
        let line = |text: String| TextLine { text, ..plain.clone() };
        wrap(text, size, self.room - indent, self.most).into_iter().map(line).collect()
    }

    /// The heading of a block.
    pub fn heading(&self, heading: &str) -> Vec<TextLine> {
        let mut lines = self.indented(heading, 1.3 * self.size, 0.0, true, TEXT);
        lines.iter_mut().take(1).for_each(|line| (line.above, line.ruled) = (0.9 * self.size, true));
        lines
    }

    /// An item: its head with the badge, then its sentences; the first of them is read first.
    pub fn item(&self, item: &TextItem) -> Vec<TextLine> {
        let indent = if item.head.is_empty() { 0.0 } else { 1.2 * self.size };
        let mut lines = self.indented(&item.head, self.size, 0.0, true, TEXT);
        lines.iter_mut().take(1).for_each(|line| line.above = 0.25 * self.size);
        lines.iter_mut().for_each(|line| line.badge.clone_from(&item.badge));
        for (at, sentence) in item.lines.iter().enumerate() {
            let fill = if at == 0 { TEXT } else { QUIET };
            lines.extend(self.indented(sentence, self.size, indent, false, fill));
        }
        for whom in &item.whom {
            let mut told = self.indented(whom, self.size, indent + MARKED * self.size, false, TEXT);
            told.iter_mut().take(1).for_each(|line| line.marked = true);
            lines.extend(told);
        }
        lines
    }
}

impl TextLine {
    /// How much of a page it takes.
    pub fn height(&self) -> f64 {
        self.above + LEADING * self.size
    }

    /// How wide its words are.
    pub fn width(&self) -> f64 {
        width(&self.text, self.size)
    }

    /// Paints it at a place that is so wide.
    pub fn paint(&self, svg: &mut Svg, x: f64, top: f64, room: f64) {
        if self.ruled {
            rule(svg, x, top + 0.7 * self.above, room);
        }
        let base = top + self.height() - 0.35 * self.size;
        let word = |x: f64, text: String| Line {
            x,
            y: base,
            text,
            size: self.size,
            bold: self.bold,
            fill: self.fill,
            title: None,
        };
        if self.marked {
            svg.line(&word(x + self.indent - MARKED * self.size, MARK.to_owned()));
        }
        svg.line(&word(x + self.indent, self.text.clone()));
        if let Some((verdict, word)) = &self.badge {
            let x = x + self.indent + width(&self.text, self.size) + 0.6 * self.size;
            badge(svg, x, base, (0.85 * self.size).max(SMALLEST), *verdict, word);
        }
    }
}

/// A word on the ground of its verdict.
fn badge(svg: &mut Svg, x: f64, base: f64, size: f64, verdict: Verdict, word: &str) {
    let pad = 0.3 * size;
    let place = Rect { x, y: base - size, w: width(word, size) + 2.0 * pad, h: 1.3 * size };
    svg.rect(place, 2.0, &[("fill", verdict_style(verdict).ink)]);
    let text = word.to_owned();
    svg.line(&Line { x: x + pad, y: base, text, size, bold: true, fill: "#ffffff", title: None });
}

/// A thin line across.
pub fn rule(svg: &mut Svg, x: f64, y: f64, wide: f64) {
    let edge = format!("M{} {}h{}", number(x), number(y), number(wide));
    svg.empty("path", &[("d", &edge), ("stroke", RULE), ("stroke-width", "0.5")]);
}
