//! Edges run orthogonally in the space between the cards: out at the right side, in at the left.

use std::cmp::Ordering;
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

/// Where the edge begins, turns and ends: down or up through a gap of every line between.
fn corners(layout: &Layout, from: &CardBox, to: &CardBox, lane: usize) -> Vec<(f64, f64)> {
    let shift = (lane % 3) as f64 * 2.0 - 2.0;
    let (out, back) = (from.rect.right() + GAP / 2.0 + shift, to.rect.x - GAP / 2.0 + shift);
    let (start, end) = (from.rect.middle(), to.rect.middle());
    let below = |row: usize| layout.rows[row].bottom + GAP / 2.0 + shift;
    let mut corners = vec![(from.rect.right(), start), (out, start)];
    // The channels below these lines are taken, one after the other.
    let channels: Vec<usize> = match from.row.cmp(&to.row) {
        Ordering::Less => (from.row..to.row).collect(),
        Ordering::Equal if (out - back).abs() < 0.5 => Vec::new(),
        Ordering::Equal => vec![from.row],
        Ordering::Greater => (to.row..from.row).rev().collect(),
    };
    let mut x = out;
    for (nth, &row) in channels.iter().enumerate() {
        let crossed = if from.row > to.row { row } else { row + 1 };
        let next = if nth + 1 < channels.len() { gap(layout, crossed, back) + shift } else { back };
        corners.extend([(x, below(row)), (next, below(row))]);
        x = next;
    }
    corners.extend([(back, end), (to.rect.x, end)]);
    corners
}

/// The middle of the gap of a line that is nearest to an x.
fn gap(layout: &Layout, row: usize, x: f64) -> f64 {
    let cards = &layout.cards[layout.rows[row].cards.clone()];
    let first = cards.first().map(|card| card.rect.x - GAP / 2.0);
    let gaps = first.into_iter().chain(cards.iter().map(|card| card.rect.right() + GAP / 2.0));
    gaps.min_by(|a, b| (a - x).abs().total_cmp(&(b - x).abs())).unwrap_or(x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::atlas::layout::fit;
    use crate::draw::example;

    #[test]
    fn no_edge_runs_through_a_card() {
        for (leaves, width) in [(24, 1150.0), (28, 1704.0), (40, 366.0)] {
            let layout = fit(&example::input(leaves, width), width, 56.0);
            for from in &layout.cards {
                for to in layout.cards.iter().filter(|to| to.place != from.place) {
                    for lane in 0..3 {
                        let corners = corners(&layout, from, to, lane);
                        assert!(!corners.windows(2).any(|w| crosses(&layout, w[0], w[1])), "{corners:?}");
                    }
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
