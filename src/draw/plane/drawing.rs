//! The plane of relatedness × complexity: one numbered dot a segment, names in the table beside. Low risk and high reward
//! lie at the upper right (Balland et al. 2019).

use super::labels::places;
use super::strip::plates;
use crate::draw::kit::{FONTS, Line, QUIET, Rect, Svg, TEXT, number, verdict_style, width};
use crate::model::Verdict;

const SMALL: f64 = 12.0;
const RADIUS: f64 = 4.5;
/// No picture draws more.
const DOTS: usize = 300;

/// The names of the axes.
const BELOW: &str = "产业相关（密度）→ 离本地专长越近，风险越低";
const LEFT: &str = "复杂度 PCI ↑ 越高越难替代";

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaneInput {
    /// What the picture is about, in one line.
    pub title: String,
    /// Unordered; each is drawn where its two numbers put it.
    pub dots: Vec<Dot>,
    /// In px.
    pub width: u32,
}

/// A segment of which at least the relatedness is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// Its number in the table.
    pub number: usize,
    /// Stands in the table beside, under the dot's number.
    pub name: String,
    /// Its effective verdict, for its colour.
    pub verdict: Verdict,
    /// Density in [0, 1].
    pub relatedness: f64,
    /// PCI; none where unknown.
    pub complexity: Option<f64>,
    /// Where a click leads.
    pub address: String,
}

/// One axis: the values it shows, and the px they are shown on.
#[derive(Debug, Clone, Copy)]
struct Axis {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Axis {
    fn at(self, value: f64) -> f64 {
        self.start + (value - self.from) / (self.to - self.from) * (self.end - self.start)
    }

    /// Round values in between, at most eight.
    fn ticks(self) -> Vec<f64> {
        let span = self.to - self.from;
        let steps = [0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0];
        let step = steps.into_iter().find(|step| span / step <= 8.0).unwrap_or(span);
        let first = (self.from / step - 1e-9).ceil();
        (0..9).map(|i| (first + f64::from(i)) * step).take_while(|tick| *tick <= self.to + step * 1e-9).collect()
    }
}

/// The plane as one SVG text. Dots of unknown complexity stand on a strip below it.
pub fn plane(input: &PlaneInput) -> String {
    let (known, apart): (Vec<&Dot>, Vec<&Dot>) = input.dots.iter().take(DOTS).partition(|dot| dot.complexity.is_some());
    let wide = f64::from(input.width.clamp(280, 4000));
    let high = if known.is_empty() { 0.0 } else { (wide * 0.62).clamp(300.0, 460.0) - 58.0 };
    let room = Rect { x: 44.0, y: 12.0, w: wide - 54.0, h: high };
    let all = known.iter().chain(&apart).map(|dot| dot.relatedness);
    let x = axis(all, 0.02, (room.x + 14.0, room.right() - 16.0));
    let texts: Vec<String> = apart.iter().map(|dot| dot.number.to_string()).collect();
    let xs: Vec<f64> = apart.iter().map(|dot| x.at(dot.relatedness)).collect();
    let top = room.bottom() + if known.is_empty() { 0.0 } else { 8.0 };
    let (plates, lowest) = plates(&texts, &xs, top + 24.0);
    let strip = Rect { x: room.x, y: top, w: room.w, h: lowest + 6.0 - top };
    let bottom = if apart.is_empty() { room.bottom() } else { strip.bottom() };
    let mut svg = Svg::default();
    open(&mut svg, &input.title, wide, bottom + 50.0);
    if !known.is_empty() {
        svg.rect(room, 0.0, &[("fill", "#f8f9fb"), ("stroke", "#d5dbe3")]);
        let y = axis(known.iter().filter_map(|dot| dot.complexity), 0.1, (room.bottom() - 14.0, room.y + 14.0));
        paint_complexity(&mut svg, room, y, bottom);
        paint_relatedness(&mut svg, room, x, bottom);
        paint_dots(&mut svg, &known, room, x, y);
    }
    if !apart.is_empty() {
        svg.rect(strip, 0.0, &[("fill", "#f8f9fb"), ("stroke", "#d5dbe3")]);
        svg.line(&quiet(strip.x + 6.0, strip.y + 16.0, "复杂度未知，只按产业相关排列".to_owned()));
        if known.is_empty() {
            paint_relatedness(&mut svg, Rect { y: strip.y + 22.0, h: strip.h - 22.0, ..strip }, x, bottom);
        }
        apart.iter().zip(plates).zip(texts).for_each(|((dot, plate), text)| paint_plate(&mut svg, dot, plate, text));
    }
    svg.close("svg");
    svg.done()
}

fn open(svg: &mut Svg, title: &str, wide: f64, high: f64) {
    let (w, h) = (number(wide), number(high));
    svg.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("class", "plane"),
            ("width", &*w),
            ("height", &*h),
            ("viewBox", &format!("0 0 {w} {h}")),
            ("role", "group"),
            ("aria-label", title),
            ("font-family", FONTS),
            ("data-width", &*w),
        ],
    );
    svg.rect(Rect { x: 0.0, y: 0.0, w: wide, h: high }, 0.0, &[("fill", "#ffffff")]);
}

/// The values with a margin of at least `least` beside them.
fn axis(values: impl Iterator<Item = f64>, least: f64, (start, end): (f64, f64)) -> Axis {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
    let (low, high) = if low <= high { (low, high) } else { (0.0, 1.0) };
    let margin = ((high - low) * 0.04).max(least);
    Axis { from: low - margin, to: high + margin, start, end }
}

/// Ticks of relatedness with rules over `room`; numbers and name below everything.
fn paint_relatedness(svg: &mut Svg, room: Rect, x: Axis, bottom: f64) {
    for tick in x.ticks() {
        let text = format!("{tick:.2}");
        let at = x.at(tick);
        rule(svg, (at, room.y), (at, room.bottom()), false);
        svg.line(&quiet(at - width(&text, SMALL) / 2.0, bottom + 15.0, text));
    }
    svg.line(&quiet((room.right() - width(BELOW, SMALL)).max(0.0), bottom + 32.0, BELOW.to_owned()));
}

fn paint_complexity(svg: &mut Svg, room: Rect, y: Axis, bottom: f64) {
    for tick in y.ticks() {
        let text = format!("{:.1}", if tick.abs() < 1e-9 { 0.0 } else { tick });
        let at = y.at(tick);
        rule(svg, (room.x, at), (room.right(), at), tick.abs() < 1e-9);
        svg.line(&quiet(room.x - 6.0 - width(&text, SMALL), at + 4.0, text));
    }
    // On a phone both names do not fit one line.
    let apart = width(BELOW, SMALL) + width(LEFT, SMALL) + 20.0 <= room.right();
    svg.line(&quiet(0.0, bottom + if apart { 32.0 } else { 46.0 }, LEFT.to_owned()));
}

fn rule(svg: &mut Svg, from: (f64, f64), to: (f64, f64), strong: bool) {
    let data = format!("M{} {}L{} {}", number(from.0), number(from.1), number(to.0), number(to.1));
    let ink = if strong { "#8793a1" } else { "#e3e8ee" };
    svg.empty("path", &[("d", &*data), ("stroke", ink)]);
}

fn paint_dots(svg: &mut Svg, dots: &[&Dot], room: Rect, x: Axis, y: Axis) {
    let at: Vec<(f64, f64)> =
        dots.iter().map(|dot| (x.at(dot.relatedness), y.at(dot.complexity.unwrap_or_default()))).collect();
    let texts: Vec<String> = dots.iter().map(|dot| dot.number.to_string()).collect();
    let sizes: Vec<(f64, f64)> = texts.iter().map(|text| (width(text, SMALL) + 2.0, 13.0)).collect();
    let labels = places(&at, &sizes, RADIUS + 1.0, room);
    for (from, label) in at.iter().zip(&labels) {
        let Some(label) = label else { continue };
        rule(svg, *from, (label.x + label.w / 2.0, label.middle()), true);
    }
    for (((dot, at), label), text) in dots.iter().zip(&at).zip(&labels).zip(texts) {
        paint_dot(svg, dot, *at, *label, text);
    }
}

fn paint_dot(svg: &mut Svg, dot: &Dot, (x, y): (f64, f64), label: Option<Rect>, text: String) {
    let style = verdict_style(dot.verdict);
    open_link(svg, dot);
    // A gap is a full dot, what is no gap an empty one: colour does not stand alone.
    let fill = if dot.verdict.is_gap() { style.ink } else { "#ffffff" };
    let (cx, cy, r) = (number(x), number(y), number(RADIUS));
    svg.empty(
        "circle",
        &[("cx", &*cx), ("cy", &*cy), ("r", &*r), ("fill", fill), ("stroke", style.ink), ("stroke-width", "1.6")],
    );
    if let Some(label) = label {
        svg.rect(label, 2.0, &[("fill", "#f8f9fb")]);
        let (x, y) = (label.x + 1.0, label.y + 11.0);
        svg.line(&Line { x, y, text, size: SMALL, bold: dot.verdict.is_gap(), fill: TEXT, title: None });
    }
    svg.close("a");
}

fn paint_plate(svg: &mut Svg, dot: &Dot, plate: Rect, text: String) {
    let style = verdict_style(dot.verdict);
    open_link(svg, dot);
    let (fill, ink) = if dot.verdict.is_gap() { (style.ink, "#ffffff") } else { ("#ffffff", TEXT) };
    svg.rect(plate, 3.0, &[("fill", fill), ("stroke", style.ink), ("stroke-width", "1.4")]);
    let (x, y) = (plate.x + 4.0, plate.y + 12.5);
    svg.line(&Line { x, y, text, size: SMALL, bold: false, fill: ink, title: None });
    svg.close("a");
}

/// A link to the segment, titled with all there is to say.
fn open_link(svg: &mut Svg, dot: &Dot) {
    svg.open("a", &[("href", &*dot.address)]);
    let complexity = dot.complexity.map_or_else(|| "未知".to_owned(), |pci| format!("{pci:.2}"));
    let (number, name, verdict) = (dot.number, &dot.name, dot.verdict.zh());
    svg.title(&format!("{number} {name}，{verdict}，密度 {:.2}，复杂度 {complexity}", dot.relatedness));
}

fn quiet(x: f64, y: f64, text: String) -> Line {
    Line { x, y, text, size: SMALL, bold: false, fill: QUIET, title: None }
}

#[cfg(test)]
#[path = "drawing_tests.rs"]
mod tests;
