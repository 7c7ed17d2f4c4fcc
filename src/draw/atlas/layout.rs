//! Where everything of the atlas stands: three bands, in each a grid of cards that wraps.

use super::card::{Face, Setting, face};
use super::input::{AtlasInput, Band, Card};
use super::names::place_forms;
use crate::draw::kit::Rect;

/// Space between cards of a row, and between a row and what follows; edges run in it.
pub const GAP: f64 = 12.0;
/// Height of the line with the names of the segments above.
const GROUP_HEIGHT: f64 = 19.0;
const CONTINUED: &str = "（续）";
const NARROWEST_CARD: f64 = 146.0;
const WIDEST_CARD: f64 = 300.0;
/// Pictures narrower than this have the band's name above it instead of beside it.
const PHONE: f64 = 600.0;

/// The whole picture below its head; y counts from `top`.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    pub bands: Vec<BandBox>,
    pub groups: Vec<GroupBox>,
    pub cards: Vec<CardBox>,
    pub grid: Grid,
    /// The lower side of each row of cards.
    pub row_bottoms: Vec<f64>,
    pub bottom: f64,
    /// How much the cards could not say.
    pub loss: usize,
    /// How many names of segments are cut.
    pub cut: usize,
}

/// The columns all bands share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    pub x: f64,
    pub columns: usize,
    pub card: f64,
}

impl Grid {
    /// The x where a column begins.
    pub fn column(self, column: usize) -> f64 {
        self.x + column as f64 * (self.card + GAP)
    }
}

/// The ground of a stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BandBox {
    pub rect: Rect,
    /// Where its name stands.
    pub label: Rect,
}

/// Cards beside each other that have the same parent.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupBox {
    pub rect: Rect,
    pub name: String,
}

/// A card in its place: `place` is its band and its position there.
#[derive(Debug, Clone, PartialEq)]
pub struct CardBox {
    pub place: (usize, usize),
    pub row: usize,
    pub column: usize,
    pub rect: Rect,
    pub face: Face,
}

/// The height a picture of this width should keep to, so that it needs no scrolling on the screens of offices; and how
/// many lines of firms cards may have.
fn screen(input: &AtlasInput, width: f64) -> (f64, std::ops::RangeInclusive<usize>) {
    if let Some(height) = input.height {
        return (height, 2..=10);
    }
    match width {
        w if w < PHONE => (0.0, 3..=3),
        w if w < 1400.0 => (700.0, 2..=6),
        _ => (940.0, 2..=8),
    }
}

/// How much higher a picture that fits no screen may be for a name that is told whole.
const WORTH_A_NAME: f64 = 30.0;

/// Of the layouts that fit the screen, the one that leaves out least, then the lowest; where none fits, the lowest that
/// cuts few names. Names wrap where that lets them stand whole.
pub fn fit(input: &AtlasInput, width: f64, top: f64) -> Layout {
    let (height, lines) = screen(input, width);
    let places = place_forms(&input.home_name);
    let rank = |l: &Layout| match l.bottom <= height {
        true => (0, l.loss as f64, l.bottom),
        false => (1, l.bottom + WORTH_A_NAME * l.cut as f64, 0.0),
    };
    let better = |best: Layout, next: Layout| if rank(&next) < rank(&best) { next } else { best };
    let all = |columns: std::ops::RangeInclusive<usize>, name_lines: usize| {
        let places = &*places;
        let each = lines.clone().flat_map(move |body_lines| columns.clone().map(move |columns| (body_lines, columns)));
        each.map(move |(body_lines, columns)| {
            let (grid, any_surveyed) = (grid(width, columns), input.any_surveyed);
            let setting = Setting { any_surveyed, places, width: grid.card, body_lines, name_lines };
            build(input, grid, setting, width, top)
        })
    };
    let most = most_columns(input, width);
    let best = all(1..=most, 1).reduce(better).expect("invariant: there is at least one column");
    if best.cut == 0 {
        return best;
    }
    let near = best.grid.columns.saturating_sub(1).max(1)..=(best.grid.columns + 1).min(most);
    all(near, 2).fold(best, better)
}

/// How many columns the width allows and the bands can use.
fn most_columns(input: &AtlasInput, width: f64) -> usize {
    let longest = input.bands.iter().map(|b| b.cards.len()).max().unwrap_or(1);
    (1..=longest.max(3)).take_while(|&columns| grid(width, columns).card >= NARROWEST_CARD).count().max(1)
}

fn grid(width: f64, columns: usize) -> Grid {
    let x = if width < PHONE { 8.0 } else { 40.0 };
    let gaps = GAP * (columns - 1) as f64;
    let card = ((width - x - GAP - gaps) / columns as f64).floor().min(WIDEST_CARD);
    Grid { x, columns, card }
}

fn build(input: &AtlasInput, grid: Grid, setting: Setting, width: f64, top: f64) -> Layout {
    let mut layout = Layout {
        bands: vec![],
        groups: vec![],
        cards: vec![],
        grid,
        row_bottoms: vec![],
        bottom: top,
        loss: 0,
        cut: 0,
    };
    for (index, band) in input.bands.iter().enumerate() {
        let from = layout.bottom;
        let beside = width >= PHONE;
        let mut y = from + if beside { 8.0 } else { 26.0 };
        for (row, cards) in band.cards.chunks(grid.columns).enumerate() {
            y = place_row(&mut layout, (index, row * grid.columns), cards, setting, y);
        }
        let bottom = y.max(from + 52.0);
        let rect = Rect { x: 0.0, y: from, w: width, h: bottom - from };
        let label = if beside { Rect { w: 28.0, ..rect } } else { Rect { h: 22.0, ..rect } };
        layout.bands.push(BandBox { rect, label });
        layout.bottom = bottom + 6.0;
    }
    layout
}

/// Places one row; the y where the next begins.
fn place_row(layout: &mut Layout, first: (usize, usize), cards: &[Card], setting: Setting, y: f64) -> f64 {
    let grid = layout.grid;
    let grouped = cards.iter().any(|c| c.parent.is_some());
    let top = y + if grouped { GROUP_HEIGHT } else { 0.0 };
    let faces: Vec<_> = cards.iter().map(|card| face(card, setting)).collect();
    let height = faces.iter().map(|f| f.height).fold(0.0, f64::max);
    let row = layout.row_bottoms.len();
    layout.loss += faces.iter().map(|f| f.loss).sum::<usize>();
    layout.cut += faces.iter().filter(|f| f.cut).count();
    for (column, face) in faces.into_iter().enumerate() {
        let rect = Rect { x: grid.column(column), y: top, w: grid.card, h: height };
        layout.cards.push(CardBox { place: (first.0, first.1 + column), row, column, rect, face });
    }
    let mut column = 0;
    for group in cards.chunk_by(|a, b| a.parent == b.parent) {
        if let Some(name) = &group[0].parent {
            let (x, right) = (grid.column(column) - 4.0, grid.column(column + group.len() - 1) + grid.card + 4.0);
            let rect = Rect { x, y: y + 1.0, w: right - x, h: top + height + 4.0 - y - 1.0 };
            layout.groups.push(GroupBox { rect, name: continued(name, layout.groups.last(), column) });
        }
        column += group.len();
    }
    layout.row_bottoms.push(top + height);
    top + height + GAP
}

/// The name over a group; a group that goes on in the next row says so.
fn continued(name: &str, before: Option<&GroupBox>, column: usize) -> String {
    let goes_on = column == 0 && before.is_some_and(|b| b.name.trim_end_matches(CONTINUED) == name);
    if goes_on { format!("{name}{CONTINUED}") } else { name.to_owned() }
}

impl Layout {
    /// The card of a box.
    pub fn card<'a>(bands: &'a [Band], card: &CardBox) -> &'a Card {
        &bands[card.place.0].cards[card.place.1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::example;

    #[test]
    fn no_two_cards_overlap_and_all_lie_within_the_picture() {
        for width in [320.0, 366.0, 1150.0, 1704.0] {
            for leaves in 1..=60 {
                let input = example::input(leaves, width);
                let layout = fit(&input, width, 60.0);
                assert_eq!(layout.cards.len(), leaves);
                check(&layout, width);
            }
        }
    }

    fn check(layout: &Layout, width: f64) {
        for (i, a) in layout.cards.iter().enumerate() {
            assert!(a.rect.x >= 0.0 && a.rect.right() <= width && a.rect.bottom() <= layout.bottom);
            assert!(a.face.height <= a.rect.h + 0.01);
            assert!(layout.bands[a.place.0].rect.bottom() >= a.rect.bottom());
            assert!(layout.cards[i + 1..].iter().all(|b| !a.rect.overlaps(b.rect)));
        }
    }

    #[test]
    fn a_chain_of_28_leaves_fits_an_office_screen() {
        let layout = fit(&example::input(28, 1150.0), 1150.0, 56.0);
        assert!(layout.bottom <= 700.0, "{}", layout.bottom);
    }

    #[test]
    fn leaves_of_one_parent_stand_in_one_box_a_row() {
        let layout = fit(&example::input(24, 1150.0), 1150.0, 56.0);
        for group in &layout.groups {
            assert!(layout.cards.iter().any(|c| c.rect.x >= group.rect.x && c.rect.right() <= group.rect.right()));
        }
    }
}
