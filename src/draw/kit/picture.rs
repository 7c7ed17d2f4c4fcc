//! A finished picture: one SVG for screen, print and file, that knows where pages may cut it.

use std::fmt;

use super::rect::Rect;
use super::svg::{Svg, escape, number};

/// The families a page may use in place of the embedded font; every text carries its measured length.
pub const FONTS: &str = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif";

/// A picture of `width` × `height` px.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// In px.
    pub width: f64,
    /// In px.
    pub height: f64,
    /// The lower side of what every page of it repeats: title, day, rules, legend.
    pub head: f64,
    /// Where a page may end, ascending; the last is the picture's lower side.
    pub cuts: Vec<f64>,
    /// Characters the font lacks.
    pub lacking: Vec<Lacking>,
    class: &'static str,
    label: String,
    content: String,
}

/// A character that the embedded font lacks, and the first text that has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// What the font has no glyph for; printed as 〓.
    pub character: char,
    /// Where to look for it.
    pub text: String,
}

impl fmt::Display for Lacking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = u32::from(self.character);
        write!(f, "字体里没有「{}」（U+{code:04X}），见“{}”；文件中印作〓", self.character, self.text)
    }
}

impl Picture {
    /// A picture of what was written; `class` names its kind for the page, `label` says what it shows.
    pub fn new(svg: Svg, class: &'static str, label: String, size: (f64, f64)) -> Self {
        let lacking =
            svg.lacking().iter().map(|(&character, text)| Lacking { character, text: text.clone() }).collect();
        let (width, height) = size;
        Self { width, height, head: 0.0, cuts: vec![height], lacking, class, label, content: svg.done() }
    }

    /// The whole as a file or an element of a page.
    pub fn svg(&self) -> String {
        let (w, h) = (number(self.width), number(self.height));
        let mut svg = Svg::default();
        let attributes = [
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("class", self.class),
            ("width", &*w),
            ("height", &*h),
            ("viewBox", &format!("0 0 {w} {h}")),
            ("role", "group"),
            ("aria-label", &*self.label),
            ("font-family", FONTS),
            ("data-width", &*w),
        ];
        svg.open("svg", &attributes);
        svg.raw(&self.content);
        svg.close("svg");
        svg.done()
    }

    /// The part between two heights, drawn into `place` of another picture.
    pub fn window(&self, place: Rect, from: f64, to: f64) -> String {
        let size = [place.x, place.y, place.w, place.h].map(number);
        let view = format!("0 {} {} {}", number(from), number(self.width), number(to - from));
        format!(
            "<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" viewBox=\"{view}\" font-family=\"{}\">{}</svg>",
            size[0],
            size[1],
            size[2],
            size[3],
            escape(FONTS),
            self.content
        )
    }

    /// The heights that pages with room for `room` px below the head begin and end at.
    pub fn parts(&self, room: f64) -> Vec<(f64, f64)> {
        let mut parts = Vec::new();
        let (mut from, mut end) = (self.head, self.head);
        for &cut in &self.cuts {
            if cut - from > room && end > from {
                parts.push((from, end));
                from = end;
            }
            end = cut;
        }
        parts.push((from, end));
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_the_picture_and_fit_where_rows_do() {
        let mut picture = Picture::new(Svg::default(), "x", String::new(), (10.0, 100.0));
        picture.head = 10.0;
        picture.cuts = vec![30.0, 50.0, 70.0, 100.0];
        assert_eq!(picture.parts(45.0), [(10.0, 50.0), (50.0, 70.0), (70.0, 100.0)]);
        assert_eq!(picture.parts(90.0), [(10.0, 100.0)]);
        assert_eq!(picture.parts(5.0).len(), 4);
    }
}
