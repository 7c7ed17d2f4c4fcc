//! A brief on one sheet of A4 portrait: as large as it fits, never below 7 points.

use super::bar;
use super::sheet::{BriefBlock, BriefItem, BriefSheet};
use crate::draw::kit::{Lacking, Line, Pages, QUIET, Rect, Svg, TEXT, font, number, verdict_style, width, wrap};
use crate::model::Verdict;

/// A4 portrait, in points.
const WIDTH: f64 = 595.3;
const HEIGHT: f64 = 841.9;
const MARGIN: f64 = 36.0;
const ROOM: f64 = WIDTH - 2.0 * MARGIN;
/// Where the last line above the foot may stand.
const LOWEST: f64 = HEIGHT - MARGIN - 16.0;
/// Sizes of the text, the largest that fits is taken.
const SIZES: [f64; 7] = [10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.0];
/// Size of what stands in the foot.
const SMALL: f64 = 7.5;
/// No sentence takes more lines.
const LINES: usize = 6;
const RULE: &str = "#c4ccd6";
/// What stands last where not everything finds room.
const MORE: &str = "（纸上放不下的部分，见网页上的简报）";

/// The sheet.
pub fn brief(sheet: &BriefSheet) -> Pages {
    let fitting = SIZES.iter().map(|size| Pen::written(sheet, *size)).find(|pen| !pen.full);
    let pen = fitting.unwrap_or_else(|| Pen::written(sheet, SIZES[SIZES.len() - 1]));
    let lacking = pen.svg.lacking().iter();
    let lacking = lacking.map(|(&character, text)| Lacking { character, text: text.clone() }).collect();
    Pages { svgs: vec![pen.page(sheet)], lacking, title: sheet.title.clone() }
}

/// Writes down the sheet, line after line.
struct Pen {
    svg: Svg,
    size: f64,
    /// How far down it has come.
    y: f64,
    /// Whether something found no room.
    full: bool,
}

impl Pen {
    fn written(sheet: &BriefSheet, size: f64) -> Self {
        let mut pen = Self { svg: Svg::default(), size, y: MARGIN, full: false };
        pen.text(&sheet.title, 1.8 * size, 0.0, true, TEXT);
        pen.text(&sheet.facts.join("　"), size, 0.0, false, QUIET);
        pen.y += 0.5 * size;
        bar::draw(&mut pen.svg, &sheet.counts, Rect { x: MARGIN, y: pen.y, w: ROOM, h: 1.2 * size });
        pen.y += 1.6 * size;
        pen.text(&sheet.told, size, 0.0, false, QUIET);
        for (at, line) in sheet.lede.iter().enumerate() {
            pen.text(line, size, 0.0, at == 0, TEXT);
        }
        sheet.blocks.iter().for_each(|block| pen.block(block));
        pen
    }

    fn block(&mut self, block: &BriefBlock) {
        self.y += 0.7 * self.size;
        self.rule(self.y);
        self.y += 0.2 * self.size;
        self.text(&block.heading, 1.15 * self.size, 0.0, true, TEXT);
        block.items.iter().for_each(|item| self.item(item));
    }

    fn item(&mut self, item: &BriefItem) {
        let indent = if item.head.is_empty() { 0.0 } else { 1.2 * self.size };
        if !item.head.is_empty() {
            self.y += 0.25 * self.size;
            self.text(&item.head, self.size, 0.0, true, TEXT);
            let x = MARGIN + width(&item.head, self.size) + 0.6 * self.size;
            item.badge.iter().for_each(|(verdict, word)| self.badge(x, *verdict, word));
        }
        for (at, line) in item.lines.iter().enumerate() {
            // The headline is read first.
            let fill = if at == 0 { TEXT } else { QUIET };
            self.text(line, self.size, indent, false, fill);
        }
    }

    /// A word on the ground of its verdict, beside the line just written.
    fn badge(&mut self, x: f64, verdict: Verdict, word: &str) {
        let size = 0.85 * self.size;
        let (pad, base) = (0.3 * size, self.y - 0.35 * self.size);
        if self.full {
            return;
        }
        let place = Rect { x, y: base - size, w: width(word, size) + 2.0 * pad, h: 1.3 * size };
        self.svg.rect(place, 2.0, &[("fill", verdict_style(verdict).ink)]);
        self.line(x + pad, base, word.to_owned(), size, true, "#ffffff");
    }

    /// A sentence, wrapped.
    fn text(&mut self, text: &str, size: f64, indent: f64, bold: bool, fill: &'static str) {
        for line in wrap(text, size, ROOM - indent, LINES) {
            if self.full || self.y + 1.4 * size > LOWEST {
                self.full = true;
                return;
            }
            self.y += 1.4 * size;
            self.line(MARGIN + indent, self.y - 0.35 * size, line, size, bold, fill);
        }
    }

    fn line(&mut self, x: f64, y: f64, text: String, size: f64, bold: bool, fill: &'static str) {
        self.svg.line(&Line { x, y, text, size, bold, fill, title: None });
    }

    fn rule(&mut self, y: f64) {
        let edge = format!("M{} {}h{}", number(MARGIN), number(y), number(ROOM));
        self.svg.empty("path", &[("d", &edge), ("stroke", RULE), ("stroke-width", "0.5")]);
    }

    /// The sheet with its foot.
    fn page(mut self, sheet: &BriefSheet) -> String {
        let base = HEIGHT - MARGIN;
        self.rule(base - 10.0);
        self.line(MARGIN, base, format!("规则 {}", sheet.rules), SMALL, false, QUIET);
        if self.full {
            self.line(WIDTH - MARGIN - width(MORE, SMALL), base, MORE.to_owned(), SMALL, false, QUIET);
        }
        let (w, h) = (number(WIDTH), number(HEIGHT));
        let view = format!("0 0 {w} {h}");
        let mut svg = Svg::default();
        let root = [("xmlns", "http://www.w3.org/2000/svg"), ("width", &*w), ("height", &*h), ("viewBox", &*view)];
        svg.open("svg", &[&root[..], &[("font-family", font::FAMILY)]].concat());
        svg.rect(Rect { x: 0.0, y: 0.0, w: WIDTH, h: HEIGHT }, 0.0, &[("fill", "#ffffff")]);
        svg.append(self.svg);
        svg.close("svg");
        svg.done()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::boxes::{assert_readable, texts};

    fn sheet(sentence: &str, gaps: usize) -> BriefSheet {
        let gap = |place: usize| BriefItem {
            head: format!("{place}. 光刻胶"),
            badge: Some((Verdict::Fill, "缺失·补链".to_owned())),
            lines: vec![sentence.to_owned(); 5],
        };
        BriefSheet {
            title: "合肥市 集成电路 简报".to_owned(),
            facts: vec!["数据截至2026-11-27".to_owned()],
            counts: vec![(Verdict::Strong, 5), (Verdict::Fill, 8)],
            told: "13个环节：优势5、补链8。".to_owned(),
            lede: vec!["缺失8个，先补光刻胶。".to_owned()],
            blocks: vec![BriefBlock { heading: "缺失".to_owned(), items: (1..=gaps).map(gap).collect() }],
            rules: "1-abc".to_owned(),
        }
    }

    #[test]
    fn a_brief_is_one_sheet_whatever_it_says() {
        for (sentence, gaps, whole) in
            [("短句。", 1, true), (&*"本地没有企业做光刻胶；".repeat(8), 6, true), (&*"长".repeat(900), 9, false)]
        {
            let pages = brief(&sheet(sentence, gaps));
            assert_eq!((pages.svgs.len(), pages.lacking.len()), (1, 0));
            assert_readable(&pages.svgs[0], 5.9);
            let told = texts(&pages.svgs[0]);
            assert!(told.iter().all(|line| line.rect.bottom() <= HEIGHT - MARGIN + 2.0), "{gaps} gaps");
            assert_eq!(told.iter().any(|line| line.text == MORE), !whole, "{gaps} gaps");
            let heads = told.iter().filter(|line| line.text.contains(". 光刻胶")).count();
            assert!(!whole || heads == gaps, "{heads} of {gaps}");
        }
    }

    #[test]
    fn what_the_font_lacks_is_told() {
        assert_eq!(brief(&sheet("\u{2a6d7}。", 1)).lacking.len(), 1);
    }
}
