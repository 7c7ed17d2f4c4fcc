//! Leaves by verdict as one stacked bar.

use crate::draw::kit::{Line, Rect, Svg, number, verdict_style, width};
use crate::model::Verdict;

/// Between two parts, so that they are told apart in grey too.
const GAP: f64 = 2.0;

/// Draws the bar into a place; verdicts that no leaf has take no room, no other takes less than `least`. Where each part stands.
fn draw(
    svg: &mut Svg,
    counts: &[(Verdict, usize)],
    place: Rect,
    least: &dyn Fn(Verdict, usize) -> f64,
) -> Vec<(Rect, Verdict, usize)> {
    let counts: Vec<(Verdict, usize)> = counts.iter().copied().filter(|(_, count)| *count > 0).collect();
    let least: Vec<f64> = counts.iter().map(|&(verdict, count)| least(verdict, count)).collect();
    let shares: Vec<usize> = counts.iter().map(|(_, count)| *count).collect();
    let mut x = place.x;
    let mut parts = Vec::new();
    for ((verdict, count), wide) in counts.into_iter().zip(widths(&shares, &least, place.w)) {
        let part = Rect { x, w: (wide - GAP).max(1.0), ..place };
        svg.rect(part, 0.0, &[("fill", verdict_style(verdict).ink)]);
        parts.push((part, verdict, count));
        x += wide;
    }
    parts
}

/// How wide each part is: its share of the room, but for those that would be narrower than their least; these take that, as long
/// as all have room.
fn widths(shares: &[usize], least: &[f64], room: f64) -> Vec<f64> {
    if least.iter().sum::<f64>() > room {
        return widths(shares, &vec![0.0; shares.len()], room);
    }
    let mut wide: Vec<Option<f64>> = vec![None; shares.len()];
    loop {
        let taken: f64 = wide.iter().flatten().sum();
        let open: usize = shares.iter().zip(&wide).filter(|(_, wide)| wide.is_none()).map(|(share, _)| share).sum();
        let each = (room - taken) / open.max(1) as f64;
        let narrow = (0..shares.len()).find(|at| wide[*at].is_none() && shares[*at] as f64 * each < least[*at]);
        match narrow {
            Some(at) => wide[at] = Some(least[at]),
            None => return shares.iter().zip(wide).map(|(share, wide)| wide.unwrap_or(*share as f64 * each)).collect(),
        }
    }
}

/// The same on paper, where it is printed in grey: every part says what it is, and is as wide as that at least.
pub(super) fn draw_told(svg: &mut Svg, counts: &[(Verdict, usize)], place: Rect, size: f64) {
    let told = |verdict: Verdict, count: usize| format!("{}{count}", verdict.zh());
    let least = |verdict, count| width(&told(verdict, count), size) + 3.0 * GAP;
    for (part, verdict, count) in draw(svg, counts, place, &least) {
        let text = told(verdict, count);
        let wide = width(&text, size);
        if wide + GAP <= part.w {
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
    draw(&mut svg, counts, Rect { x: 0.0, y: 0.0, w: SIZE.0, h: SIZE.1 }, &|_, _| 0.0);
    svg.close("svg");
    svg.done()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_paper_a_part_says_what_it_is_where_all_have_room() {
        let drawn = |room| {
            let mut svg = Svg::default();
            let counts = [(Verdict::Strong, 99), (Verdict::Fill, 1)];
            draw_told(&mut svg, &counts, Rect { x: 0.0, y: 0.0, w: room, h: 12.0 }, 8.0);
            svg.done()
        };
        let wide = drawn(500.0);
        assert!(wide.contains("优势99") && wide.contains("补链1") && wide.matches("<rect").count() == 2, "{wide}");
        let narrow = drawn(50.0);
        assert!(narrow.contains("优势99") && !narrow.contains("补链1"), "{narrow}");
    }

    #[test]
    fn a_part_that_would_be_too_narrow_takes_its_least_from_the_others() {
        assert_eq!(
            widths(&[6, 3, 1], &[0.0, 0.0, 20.0], 100.0),
            [53.333_333_333_333_336, 26.666_666_666_666_668, 20.0]
        );
        assert_eq!(widths(&[9, 1], &[60.0, 60.0], 100.0), [90.0, 10.0], "where not all have room, shares alone count");
    }

    #[test]
    fn parts_are_as_wide_as_their_share_and_none_is_drawn_of_nothing() {
        let bar = verdict_bar(&[(Verdict::Strong, 1), (Verdict::Fill, 0), (Verdict::Build, 3)], "<各类环节>");
        assert_eq!(bar.matches("<rect").count(), 2);
        assert!(bar.contains("width=\"248\"") && bar.contains("width=\"748\"") && bar.contains("&lt;各类环节&gt;"));
        assert_eq!(verdict_bar(&[(Verdict::Strong, 0)], "").matches("<rect").count(), 0);
    }
}
