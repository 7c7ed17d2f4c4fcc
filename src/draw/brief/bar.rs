//! Leaves by verdict as one stacked bar.

use crate::draw::kit::{Line, Rect, Svg, number, verdict_style, width};
use crate::model::Verdict;

/// Between two parts, so that they are told apart in grey too.
const GAP: f64 = 2.0;

/// Draws the bar into a place; verdicts that no leaf has take no room. Where each part stands.
fn draw(svg: &mut Svg, counts: &[(Verdict, usize)], place: Rect) -> Vec<(Rect, Verdict, usize)> {
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let mut x = place.x;
    let mut parts = Vec::new();
    for &(verdict, count) in counts.iter().filter(|(_, count)| *count > 0) {
        let wide = place.w * count as f64 / all as f64;
        let part = Rect { x, w: (wide - GAP).max(1.0), ..place };
        svg.rect(part, 0.0, &[("fill", verdict_style(verdict).ink)]);
        parts.push((part, verdict, count));
        x += wide;
    }
    parts
}

/// The same on paper, where it is printed in grey: every part that has room for it says what it is.
pub(super) fn draw_told(svg: &mut Svg, counts: &[(Verdict, usize)], place: Rect, size: f64) {
    for (part, verdict, count) in draw(svg, counts, place) {
        let text = format!("{}{count}", verdict.zh());
        let wide = width(&text, size);
        if wide + 2.0 * GAP <= part.w {
            let (x, y) = (part.x + (part.w - wide) / 2.0, part.bottom() - (part.h - size) / 2.0 - 0.15 * size);
            svg.line(&Line { x, y, text, size, bold: true, fill: "#ffffff", title: None });
        }
    }
}

/// The bar by itself, as wide as whatever it stands in; the numbers stand beside it.
pub fn verdict_bar(counts: &[(Verdict, usize)], label: &str) -> String {
    const SIZE: (f64, f64) = (1000.0, 20.0);
    let mut svg = Svg::default();
    let view = format!("0 0 {} {}", number(SIZE.0), number(SIZE.1));
    let about = [("viewBox", &*view), ("preserveAspectRatio", "none"), ("class", "verdicts")];
    svg.open("svg", &[&about[..], &[("role", "img"), ("aria-label", label)]].concat());
    draw(&mut svg, counts, Rect { x: 0.0, y: 0.0, w: SIZE.0, h: SIZE.1 });
    svg.close("svg");
    svg.done()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_paper_a_part_says_what_it_is_where_it_has_room() {
        let mut svg = Svg::default();
        let counts = [(Verdict::Strong, 19), (Verdict::Fill, 1)];
        draw_told(&mut svg, &counts, Rect { x: 0.0, y: 0.0, w: 500.0, h: 12.0 }, 8.0);
        let drawn = svg.done();
        assert!(drawn.contains("优势19") && !drawn.contains("补链1") && drawn.matches("<rect").count() == 2, "{drawn}");
    }

    #[test]
    fn parts_are_as_wide_as_their_share_and_none_is_drawn_of_nothing() {
        let bar = verdict_bar(&[(Verdict::Strong, 1), (Verdict::Fill, 0), (Verdict::Build, 3)], "<各类环节>");
        assert_eq!(bar.matches("<rect").count(), 2);
        assert!(bar.contains("width=\"248\"") && bar.contains("width=\"748\"") && bar.contains("&lt;各类环节&gt;"));
        assert_eq!(verdict_bar(&[(Verdict::Strong, 0)], "").matches("<rect").count(), 0);
    }
}
