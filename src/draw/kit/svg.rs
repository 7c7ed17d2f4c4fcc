//! Writing SVG: escaped, measured, presentation attributes only.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::font::{self, width};
use super::rect::Rect;

/// An SVG text being written.
#[derive(Debug, Default)]
pub struct Svg {
    text: String,
    lacking: BTreeMap<char, String>,
}

/// A bold line has a stroke this part of its size.
const STROKE: f64 = 28.0;

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The left end of the base line.
    pub x: f64,
    pub y: f64,
    pub text: String,
    pub size: f64,
    /// One weight is embedded; a stroke of the same colour makes it bold, everywhere alike.
    pub bold: bool,
    pub fill: &'static str,
    /// What a pointer held over it shows.
    pub title: Option<String>,
}

impl Line {
    /// How wide the line is drawn.
    pub fn width(&self) -> f64 {
        width(&self.text, self.size)
    }
}

impl Svg {
    /// Opens an element.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.text.push('>');
    }

    /// Closes an element.
    pub fn close(&mut self, name: &str) {
        let _ = write!(self.text, "</{name}>");
    }

    /// An element with nothing inside.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.text.push_str("/>");
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = write!(self.text, "<{name}");
        for (key, value) in attributes {
            let _ = write!(self.text, " {key}=\"{}\"", escape(value));
        }
    }

    /// A `<title>` for the element that is open.
    pub fn title(&mut self, text: &str) {
        let _ = write!(self.text, "<title>{}</title>", escape(text));
    }

    /// A rectangle with rounded corners.
    pub fn rect(&mut self, rect: Rect, round: f64, attributes: &[(&str, &str)]) {
        let places = [number(rect.x), number(rect.y), number(rect.w), number(rect.h), number(round)];
        let mut all = vec![("x", &*places[0]), ("y", &*places[1]), ("width", &*places[2]), ("height", &*places[3])];
        if round > 0.0 {
            all.push(("rx", &*places[4]));
        }
        all.extend_from_slice(attributes);
        self.empty("rect", &all);
    }

    /// A measured line of text; nothing where it is empty.
    pub fn line(&mut self, line: &Line) {
        if line.text.is_empty() {
            return;
        }
        let (x, y, size, length) = (number(line.x), number(line.y), number(line.size), number(line.width()));
        let mut attributes = vec![
            ("x", &*x),
            ("y", &*y),
            ("font-size", &*size),
            ("fill", line.fill),
            ("textLength", &*length),
            ("lengthAdjust", "spacingAndGlyphs"),
        ];
        let stroke = number(line.size / STROKE);
        if line.bold {
            attributes.extend([("stroke", line.fill), ("stroke-width", &*stroke), ("stroke-linejoin", "round")]);
        }
        for c in line.text.chars().filter(|&c| !font::has(c)) {
            self.lacking.entry(c).or_insert_with(|| line.title.as_ref().unwrap_or(&line.text).clone());
        }
        self.open("text", &attributes);
        if let Some(title) = &line.title {
            self.title(title);
        }
        self.text.push_str(&escape(&line.text));
        self.close("text");
    }

    /// Puts another behind what is written.
    pub fn append(&mut self, other: Svg) {
        self.text.push_str(&other.text);
        self.lacking.extend(other.lacking);
    }

    /// Puts in what another wrote.
    pub fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// Characters that the font lacks, each with the first text it stands in.
    pub fn lacking(&self) -> &BTreeMap<char, String> {
        &self.lacking
    }

    /// The text written.
    pub fn done(self) -> String {
        self.text
    }
}

/// A length with at most one decimal.
pub fn number(length: f64) -> String {
    let text = format!("{length:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// A text as XML text or attribute value; characters XML cannot carry become U+FFFD.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| "<>&\"'".contains(c) || !in_xml(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if in_xml(c) => out.push(c),
            _ => out.push('\u{fffd}'),
        }
    }
    Cow::Owned(out)
}

/// A text as one part of a path or one value of a query.
pub fn address_part(text: &str) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    utf8_percent_encode(text, KEPT).to_string()
}

fn in_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_control_characters_are_escaped() {
        assert_eq!(escape("<a href=\"x\">&'\u{0}\u{ffff}"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;\u{fffd}\u{fffd}");
        assert_eq!(escape("镕堃喆"), "镕堃喆");
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!((number(3.0).as_str(), number(3.25).as_str(), number(0.04).as_str()), ("3", "3.2", "0"));
    }

    #[test]
    fn a_line_carries_its_measured_length() {
        let mut svg = Svg::default();
        let line = Line { x: 1.0, y: 2.0, text: "a<链".into(), size: 10.0, bold: false, fill: "#000", title: None };
        svg.line(&line);
        assert!(svg.done().contains("textLength=\"21.2\" lengthAdjust=\"spacingAndGlyphs\">a&lt;链</text>"));
    }
}
