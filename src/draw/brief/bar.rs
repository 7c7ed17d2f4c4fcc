//! Leaves by verdict as one stacked bar.

use crate::draw::kit::{Rect, Svg, number, verdict_style};
use crate::model::Verdict;

/// Between two parts, so that they are told apart in grey too.
const GAP: f64 = 2.0;

/// Draws the bar into a place; verdicts that no leaf has take no room.
pub(super) fn draw(svg: &mut Svg, counts: &[(Verdict, usize)], place: Rect) {
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let mut x = place.x;
    for (verdict, count) in counts.iter().filter(|(_, count)| *count > 0) {
        let wide = place.w * *count as f64 / all as f64;
        let part = Rect { x, w: (wide - GAP).max(1.0), ..place };
        svg.rect(part, 0.0, &[("fill", verdict_style(*verdict).ink)]);
        x += wide;
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
    fn parts_are_as_wide_as_their_share_and_none_is_drawn_of_nothing() {
        let bar = verdict_bar(&[(Verdict::Strong, 1), (Verdict::Fill, 0), (Verdict::Build, 3)], "<各类环节>");
        assert_eq!(bar.matches("<rect").count(), 2);
        assert!(bar.contains("width=\"248\"") && bar.contains("width=\"748\"") && bar.contains("&lt;各类环节&gt;"));
        assert_eq!(verdict_bar(&[(Verdict::Strong, 0)], "").matches("<rect").count(), 0);
    }
}
