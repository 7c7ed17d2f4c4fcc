//! Edges run orthogonally in the space between the cards: out at the right side, in at the left.

use std::fmt::Write;

use super::layout::{CardBox, GAP, Layout};
use crate::draw::kit::number;

/// The path of an edge between two cards, as SVG path data with an arrow head; `lane` spreads edges of one channel.
pub fn path(layout: &Layout, from: &CardBox, to: &CardBox, lane: usize) -> String {
    let corners = corners(layout, from, to, lane);
    let mut data = String::new();
    for (i, (x, y)) in corners.iter().enumerate() {
        let _ = write!(data, "{}{} {}", if i == 0 { 'M' } else { 'L' }, number(*x), number(*y));
    }
    let (tip, y) = (to.rect.x, to.rect.middle());
    let (base, above, below) = (number(tip - 4.0), number(y - 3.0), number(y + 3.0));
    let _ = write!(data, "M{base} {above}L{} {}L{base} {below}", number(tip), number(y));
    data
}

/// Where the edge begins, turns and ends.
fn corners(layout: &Layout, from: &CardBox, to: &CardBox, lane: usize) -> Vec<(f64, f64)> {
    let shift = (lane % 3) as f64 * 2.0 - 2.0;
    let channel = |column: usize| layout.grid.column(column) - GAP / 2.0 + shift;
    let (start, end) = (from.rect.middle(), to.rect.middle());
    let (out, back) = (channel(from.column + 1), channel(to.column));
    let mut corners = vec![(from.rect.right(), start), (out, start)];
    if from.column + 1 != to.column {
        let across = layout.row_bottoms[from.row.min(to.row)] + GAP / 2.0 + shift;
        corners.extend([(out, across), (back, across)]);
    }
    corners.extend([(back, end), (to.rect.x, end)]);
    corners
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::atlas::layout::fit;
    use crate::draw::example;

    #[test]
    fn no_edge_runs_through_a_card() {
        let layout = fit(&example::input(24, 1150.0), 1150.0, 56.0);
        for from in &layout.cards {
            for to in layout.cards.iter().filter(|to| to.place != from.place) {
                for lane in 0..3 {
                    let corners = corners(&layout, from, to, lane);
                    assert!(!corners.windows(2).any(|w| crosses(&layout, w[0], w[1])));
                }
            }
        }
    }

    fn crosses(layout: &Layout, a: (f64, f64), b: (f64, f64)) -> bool {
        layout
            .cards
            .iter()
            .map(|card| card.rect.inset(0.5))
            .any(|r| a.0.max(b.0) > r.x && a.0.min(b.0) < r.right() && a.1.max(b.1) > r.y && a.1.min(b.1) < r.bottom())
    }
}
