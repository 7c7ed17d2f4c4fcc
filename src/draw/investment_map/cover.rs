//! The cover: whose document it is, of which day, who may read it, and what stands where.

use crate::draw::kit::{Line, QUIET, Rect, Svg, TEXT, TextLine, TextSize, rule, width};

/// What stands on the cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// 密级, and what else must stand on every page.
    pub classification: String,
    /// The city.
    pub city: String,
    /// Lines of the title: 集成电路产业链 and 招商地图.
    pub title: Vec<String>,
    /// What is said of it, by name: 编制单位, 数据截至, 版本.
    pub facts: Vec<(&'static str, String)>,
}

const CITY: f64 = 20.0;
const TITLE: f64 = 32.0;
const FACT: f64 = 11.0;
/// From one line of facts or contents to the next.
const STEP: f64 = 20.0;
/// Where the facts and the contents begin, by the height of the place.
const FACTS_AT: f64 = 0.5;
const CONTENTS_AT: f64 = 0.64;
/// Contents are no wider.
const CONTENTS_WIDE: f64 = 300.0;
/// Lines of the title.
const TITLE_LINES: usize = 3;

impl Cover {
    /// Paints it, without its contents.
    pub(super) fn paint(&self, svg: &mut Svg, place: Rect) {
        let middle = place.x + place.w / 2.0;
        let line = |x: f64, y: f64, text: &str, size: f64, bold: bool, fill: &'static str| Line {
            x,
            y,
            text: text.to_owned(),
            size,
            bold,
            fill,
            title: None,
        };
        svg.line(&line(place.x, place.y + 14.0, &self.classification, 12.0, true, TEXT));
        let mut y = place.y + 0.2 * place.h;
        svg.line(&line(middle - width(&self.city, CITY) / 2.0, y, &self.city, CITY, false, QUIET));
        y += 0.6 * TITLE;
        let set = TextSize { size: TITLE, room: place.w, most: TITLE_LINES };
        for part in &self.title {
            for written in set.sentence(part, TITLE, true, TEXT) {
                let indent = (place.w - written.width()) / 2.0;
                written.paint(svg, place.x + indent, y, place.w);
                y += written.height();
            }
        }
        rule(svg, middle - 60.0, y + 16.0, 120.0);
        let mut y = place.y + FACTS_AT * place.h;
        for written in self.told().flat_map(|told| fact_lines(&told, place.w)) {
            let indent = (place.w - written.width()) / 2.0;
            written.paint(svg, place.x + indent, y, place.w);
            y += STEP;
        }
    }

    /// The base line of the word over the contents: always below the facts.
    fn contents_at(&self, place: Rect) -> f64 {
        let lines: usize = self.told().map(|told| fact_lines(&told, place.w).len()).sum();
        let facts = FACTS_AT * place.h + STEP * (lines as f64 + 1.0);
        place.y + facts.max(CONTENTS_AT * place.h)
    }

    fn told(&self) -> impl Iterator<Item = String> {
        self.facts.iter().map(|(name, value)| format!("{name}：{value}"))
    }

    /// Paints what stands on which page, as far as there is room.
    pub(super) fn contents(&self, svg: &mut Svg, place: Rect, contents: &[(String, usize)]) {
        let x = place.x + (place.w - CONTENTS_WIDE) / 2.0;
        let mut y = self.contents_at(place);
        let line =
            |x: f64, y: f64, text: String, bold: bool| Line { x, y, text, size: FACT, bold, fill: TEXT, title: None };
        svg.line(&line(x, y, "目录".to_owned(), true));
        for (name, page) in contents {
            y += 0.85 * STEP;
            if y > place.bottom() {
                return;
            }
            let page = page.to_string();
            let right = x + CONTENTS_WIDE - width(&page, FACT);
            svg.line(&line(x, y, name.clone(), false));
            rule(svg, x + width(name, FACT) + 6.0, y - 3.0, right - x - width(name, FACT) - 12.0);
            svg.line(&line(right, y, page, false));
        }
    }
}

/// A fact, wrapped.
fn fact_lines(told: &str, room: f64) -> Vec<TextLine> {
    TextSize { size: FACT, room, most: 2 }.sentence(told, FACT, false, TEXT)
}
