//! A brief on one sheet of A4 portrait, or in a column of a document: as large as it fits, never below 7 points.

use super::bar;
use super::sheet::BriefSheet;
use crate::draw::kit::{
    Lacking, Line, Pages, QUIET, Rect, SMALLEST, Svg, TEXT, TextBlock, TextLine, TextSize, font, number, rule, width,
};

/// A4 portrait, in points.
const WIDTH: f64 = 595.3;
const HEIGHT: f64 = 841.9;
const MARGIN: f64 = 36.0;
/// Where the brief stands on its sheet, above the foot.
const PLACE: Rect = Rect { x: MARGIN, y: MARGIN, w: WIDTH - 2.0 * MARGIN, h: HEIGHT - 2.0 * MARGIN - 16.0 };
/// Sizes of the text, the largest that fits is taken.
const SIZES: [f64; 9] = [11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, SMALLEST];
/// Size of what stands in the foot.
const SMALL: f64 = 7.5;
/// No sentence takes more lines.
const LINES: usize = 6;
/// What stands last where not everything finds room.
const MORE: &str = "（纸上放不下的部分，见网页上的简报）";

/// The sheet.
pub fn brief(sheet: &BriefSheet) -> Pages {
    let mut svg = Svg::default();
    let whole = fitted(sheet, &mut svg, PLACE);
    let lacking = svg.lacking().iter();
    let lacking = lacking.map(|(&character, text)| Lacking { character, text: text.clone() }).collect();
    let svgs = vec![page(svg, whole)];
    Pages { svgs, sizes: vec![(WIDTH, HEIGHT)], lacking, title: sheet.title.clone() }
}

/// Says at a base line that not everything found room.
fn more(svg: &mut Svg, place: Rect, base: f64) {
    let x = place.x + place.w - width(MORE, SMALL);
    svg.line(&Line { x, y: base, text: MORE.to_owned(), size: SMALL, bold: false, fill: QUIET, title: None });
}

/// Writes a brief into a column of a document, and says below it where not everything found room.
pub fn in_column(sheet: &BriefSheet, svg: &mut Svg, place: Rect) {
    if !fitted(sheet, svg, place) {
        more(svg, place, place.bottom() + SMALL);
    }
}

/// Writes a brief into a place; whether all of it found room there.
fn fitted(sheet: &BriefSheet, svg: &mut Svg, place: Rect) -> bool {
    let fitting = SIZES.iter().map(|size| Pen::written(sheet, *size, place)).find(|pen| !pen.full);
    let pen = fitting.unwrap_or_else(|| Pen::written(sheet, SIZES[SIZES.len() - 1], place));
    let whole = !pen.full;
    svg.append(pen.svg);
    whole
}

/// Writes down the sheet, line after line.
struct Pen {
    svg: Svg,
    set: TextSize,
    place: Rect,
    /// How far down it has come.
    y: f64,
    /// Whether something found no room.
    full: bool,
}

impl Pen {
    fn written(sheet: &BriefSheet, size: f64, place: Rect) -> Self {
        let set = TextSize { size, room: place.w, most: LINES };
        let mut pen = Self { svg: Svg::default(), set, place, y: place.y, full: false };
        pen.lines(&set.sentence(&sheet.title, 1.8 * size, true, TEXT));
        pen.lines(&set.sentence(&sheet.facts.join("　"), size, false, QUIET));
        pen.y += 0.5 * size;
        bar::draw_told(
            &mut pen.svg,
            &sheet.counts,
            Rect { y: pen.y, h: 1.3 * size, ..place },
            (0.85 * size).max(SMALLEST),
        );
        pen.y += 1.7 * size;
        pen.lines(&set.sentence(&sheet.told, size, false, QUIET));
        for (at, line) in sheet.lede.iter().enumerate() {
            pen.lines(&set.sentence(line, size, at == 0, TEXT));
        }
        sheet.blocks.iter().for_each(|block| pen.block(block));
        pen
    }

    fn block(&mut self, block: &TextBlock) {
        self.lines(&self.set.heading(&block.heading));
        block.items.iter().for_each(|item| self.lines(&self.set.item(item)));
    }

    fn lines(&mut self, lines: &[TextLine]) {
        for line in lines {
            if self.full || self.y + line.height() > self.place.bottom() {
                self.full = true;
                return;
            }
            line.paint(&mut self.svg, self.place.x, self.y, self.place.w);
            self.y += line.height();
        }
    }
}

/// The sheet with its foot.
fn page(written: Svg, whole: bool) -> String {
    let base = HEIGHT - MARGIN;
    let (w, h) = (number(WIDTH), number(HEIGHT));
    let view = format!("0 0 {w} {h}");
    let mut svg = Svg::default();
    let root = [("xmlns", "http://www.w3.org/2000/svg"), ("width", &*w), ("height", &*h), ("viewBox", &*view)];
    svg.open("svg", &[&root[..], &[("font-family", font::FAMILY)]].concat());
    svg.rect(Rect { x: 0.0, y: 0.0, w: WIDTH, h: HEIGHT }, 0.0, &[("fill", "#ffffff")]);
    svg.append(written);
    rule(&mut svg, MARGIN, base - 10.0, PLACE.w);
    if !whole {
        more(&mut svg, PLACE, base);
    }
    svg.close("svg");
    svg.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::boxes::{assert_readable, texts};
    use crate::draw::kit::TextItem;
    use crate::model::Verdict;

    fn sheet(sentence: &str, gaps: usize) -> BriefSheet {
        let gap = |place: usize| TextItem {
            head: format!("{place}. 光刻胶"),
            badge: Some((Verdict::Fill, "缺失·补链".to_owned())),
            lines: vec![sentence.to_owned(); 3],
            whom: vec![sentence.to_owned(); 2],
        };
        BriefSheet {
            title: "合肥市集成电路简报".to_owned(),
            facts: vec!["数据截至2026-11-27".to_owned()],
            counts: vec![(Verdict::Strong, 5), (Verdict::Fill, 8)],
            told: "13个环节：优势5、补链8。".to_owned(),
            lede: vec!["缺失8个，先补光刻胶。".to_owned()],
            blocks: vec![TextBlock { heading: "缺失".to_owned(), items: (1..=gaps).map(gap).collect() }],
        }
    }

    #[test]
    fn a_brief_is_one_sheet_whatever_it_says() {
        for (sentence, gaps, whole) in
            [("短句。", 1, true), (&*"本地没有企业做光刻胶；".repeat(8), 6, true), (&*"长".repeat(900), 9, false)]
        {
            let pages = brief(&sheet(sentence, gaps));
            assert_eq!((pages.svgs.len(), pages.lacking.len()), (1, 0));
            assert_readable(&pages.svgs[0], 7.0);
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
