//! Where everything of the atlas stands: three bands, in each shelves of cards that fill the width.

use super::card::{Face, Setting, TypeSize, face};
use super::input::{AtlasInput, Band, Card};
use super::names::place_forms;
use super::shelves::{Shelf, shelves};
use crate::draw::kit::Rect;

/// Space between cards of a line, and between a line and what follows; edges run in it.
pub const GAP: f64 = 12.0;
/// Height of the line with the names of the segments above.
const GROUP_HEIGHT: f64 = 19.0;
const NARROWEST_CARD: f64 = 146.0;
/// No column is wider, however few there are.
const WIDEST_CARD: f64 = 560.0;
/// Pictures narrower than this have the band's name above it instead of beside it.
const PHONE: f64 = 600.0;
/// Pictures wider than this may have larger texts.
const LARGE: f64 = 1400.0;
/// How much higher than its texts a line may be, so that a screen is filled.
const MOST_AIR: f64 = 40.0;

/// The whole picture below its head; y counts from `top`.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    pub bands: Vec<BandBox>,
    pub groups: Vec<GroupBox>,
    pub cards: Vec<CardBox>,
    pub rows: Vec<RowBox>,
    pub bottom: f64,
    /// How much the cards could not say.
    pub loss: usize,
    /// How many names of segments are cut.
    pub cut: usize,
    /// How many cards are missing on lines, so that the others of their blocks are wider.
    pub uneven: usize,
}

/// The ground of a stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BandBox {
    pub rect: Rect,
    /// Where its name stands.
    pub label: Rect,
}

/// Cards that have the same parent.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupBox {
    pub rect: Rect,
    pub name: String,
}

/// A line of cards: its lower side, and its cards as positions in [`Layout::cards`].
#[derive(Debug, Clone, PartialEq)]
pub struct RowBox {
    pub bottom: f64,
    pub cards: std::ops::Range<usize>,
}

/// A card in its place: `place` is its band and its position there.
#[derive(Debug, Clone, PartialEq)]
pub struct CardBox {
    pub place: (usize, usize),
    pub row: usize,
    pub rect: Rect,
    pub face: Face,
}

/// What a layout is tried with.
#[derive(Debug, Clone, Copy)]
struct Trial<'a> {
    setting: Setting<'a>,
    /// The most cards of a line.
    columns: usize,
    width: f64,
    top: f64,
    /// How much higher than its texts every line is; none while heights are tried: then cards do not yet say what the
    /// height of their line lets them say.
    air: Option<f64>,
}

/// The height a picture of this width should keep to, so that it needs no scrolling on the screens of offices.
fn screen(input: &AtlasInput, width: f64) -> f64 {
    input.height.unwrap_or(match width {
        w if w < PHONE => 0.0,
        w if w < LARGE => 700.0,
        _ => 980.0,
    })
}

/// How many lines of firms a card may have, and how many where the picture fits no screen.
const MOST_LINES: usize = 10;
const SCROLLED_LINES: usize = 3;

/// What layouts are compared by; the least is the best.
type Rank = (u8, f64, u8, f64);

/// How much higher a picture that fits no screen may be for a name that is told whole.
const WORTH_A_NAME: f64 = 30.0;

/// Of the layouts that fit the screen, the one that leaves out least and has the most even lines, then the one with larger
/// texts, then the one that fills it best; where none fits, the lowest that cuts few names.
pub fn fit(input: &AtlasInput, width: f64, top: f64) -> Layout {
    let height = screen(input, width);
    let places = place_forms(&input.home_name);
    let most = most_columns(input, width);
    let mut best: Option<(Rank, Layout, Trial)> = None;
    for size in sizes(width) {
        for columns in 1..=most {
            let setting = Setting { any_surveyed: input.any_surveyed, places: &places, size, body_lines: 0 };
            let trial = Trial { setting, columns, width, top, air: None };
            let (layout, trial) = fullest(input, trial, height);
            let small = u8::from(size == TypeSize::USUAL);
            let rank = match layout.bottom <= height {
                true => (0, (layout.loss + layout.uneven) as f64, small, -layout.bottom),
                false => (1, layout.bottom + WORTH_A_NAME * layout.cut as f64, small, 0.0),
            };
            if best.as_ref().is_none_or(|(before, ..)| rank < *before) {
                best = Some((rank, layout, trial));
            }
        }
    }
    let (_, layout, trial) = best.expect("invariant: there is at least one column");
    let air = ((height - layout.bottom) / layout.rows.len().max(1) as f64).floor().min(MOST_AIR);
    build(input, Trial { air: Some(air.max(0.0)), ..trial })
}

/// The sizes of texts a picture may have.
fn sizes(width: f64) -> impl Iterator<Item = TypeSize> {
    [TypeSize::LARGE, TypeSize::USUAL].into_iter().skip(usize::from(width < LARGE))
}

/// The layout with as many lines of firms as fit the height.
fn fullest<'a>(input: &AtlasInput, trial: Trial<'a>, height: f64) -> (Layout, Trial<'a>) {
    let of = |body_lines: usize| Trial { setting: Setting { body_lines, ..trial.setting }, ..trial };
    let (mut low, mut high) = (1, MOST_LINES);
    let mut best = build(input, of(low));
    if best.bottom > height {
        return (build(input, of(SCROLLED_LINES)), of(SCROLLED_LINES));
    }
    while low < high && best.loss > 0 {
        let middle = (low + high).div_ceil(2);
        let next = build(input, of(middle));
        if next.bottom <= height {
            (low, best) = (middle, next);
        } else {
            high = middle - 1;
        }
    }
    (best, of(low))
}

/// How many columns the width allows and the bands can use.
fn most_columns(input: &AtlasInput, width: f64) -> usize {
    let longest = input.bands.iter().map(|b| b.cards.len()).max().unwrap_or(1);
    (1..=longest.max(1)).take_while(|&columns| card_width(width, columns) >= NARROWEST_CARD).count().max(1)
}

/// Where the first card of a line begins.
fn left(width: f64) -> f64 {
    if width < PHONE { 8.0 } else { 40.0 }
}

/// How wide each of so many columns is that fill the width.
fn card_width(width: f64, count: usize) -> f64 {
    let gaps = GAP * count.saturating_sub(1) as f64;
    ((width - left(width) - GAP - gaps) / count as f64).min(WIDEST_CARD)
}

fn build(input: &AtlasInput, trial: Trial) -> Layout {
    let mut layout = Layout {
        bands: vec![],
        groups: vec![],
        cards: vec![],
        rows: vec![],
        bottom: trial.top,
        loss: 0,
        cut: 0,
        uneven: 0,
    };
    for (index, band) in input.bands.iter().enumerate() {
        let from = layout.bottom;
        let beside = trial.width >= PHONE;
        let mut y = from + if beside { 8.0 } else { 26.0 };
        for shelf in shelves(&band.cards, trial.columns) {
            y = place_shelf(&mut layout, (index, &band.cards), &shelf, trial, y);
        }
        let bottom = y.max(from + 52.0);
        let rect = Rect { x: 0.0, y: from, w: trial.width, h: bottom - from };
        let label = if beside { Rect { w: 28.0, ..rect } } else { Rect { h: 22.0, ..rect } };
        layout.bands.push(BandBox { rect, label });
        layout.bottom = bottom + 6.0;
    }
    layout
}

/// Places one shelf of a band; the y where the next begins.
fn place_shelf(layout: &mut Layout, band: (usize, &[Card]), shelf: &Shelf, trial: Trial, y: f64) -> f64 {
    let headed = shelf.blocks.iter().any(|block| block.group.is_some());
    let column = card_width(trial.width, shelf.columns());
    let mut bottom = y + if headed { GROUP_HEIGHT } else { 0.0 };
    for line in 0..shelf.lines {
        let mut places = Vec::new();
        let mut x = left(trial.width);
        for block in &shelf.blocks {
            let cards = block.line(line, shelf.lines);
            layout.uneven += block.columns - cards.len();
            let room = block.columns as f64 * (column + GAP);
            let wide = room / cards.len() as f64 - GAP;
            places.extend(cards.enumerate().map(|(nth, at)| (at, (x + nth as f64 * (wide + GAP), wide))));
            x += room;
        }
        bottom = place_line(layout, band, &places, trial, bottom) + GAP;
    }
    place_groups(layout, shelf, (left(trial.width), column), (y + 1.0, bottom - GAP + 4.0));
    bottom
}

/// Places one line of cards, each between these x, from `top`; its lower side.
fn place_line(
    layout: &mut Layout,
    band: (usize, &[Card]),
    places: &[(usize, (f64, f64))],
    trial: Trial,
    top: f64,
) -> f64 {
    let mut faces: Vec<_> = places.iter().map(|(at, (_, wide))| face(&band.1[*at], trial.setting, *wide)).collect();
    let height = faces.iter().map(|face| face.height).fold(0.0, f64::max) + trial.air.unwrap_or_default();
    if trial.air.is_some() {
        for ((at, (_, wide)), face) in places.iter().zip(&mut faces) {
            fill(face, &band.1[*at], trial.setting, (*wide, height));
        }
    }
    let (from, row) = (layout.cards.len(), layout.rows.len());
    for (&(at, (x, wide)), face) in places.iter().zip(faces) {
        layout.loss += face.loss;
        layout.cut += usize::from(face.cut);
        layout.cards.push(CardBox { place: (band.0, at), row, rect: Rect { x, y: top, w: wide, h: height }, face });
    }
    layout.rows.push(RowBox { bottom: top + height, cards: from..layout.cards.len() });
    top + height
}

/// Says more on a card where the height of its line has the room.
fn fill(said: &mut Face, card: &Card, setting: Setting, (wide, height): (f64, f64)) {
    let spare = ((height - said.height) / setting.size.leading()) as usize;
    if said.loss == 0 {
        return;
    }
    for more in 1..=spare + 1 {
        let next = face(card, Setting { body_lines: setting.body_lines + more, ..setting }, wide);
        if next.height <= height && next.loss < said.loss {
            *said = next;
        }
    }
}

/// The boxes around the groups of a shelf between two heights.
fn place_groups(layout: &mut Layout, shelf: &Shelf, (mut x, column): (f64, f64), (top, bottom): (f64, f64)) {
    for block in &shelf.blocks {
        let room = block.columns as f64 * (column + GAP);
        if let Some(name) = &block.group {
            let rect = Rect { x: x - 4.0, y: top, w: room - GAP + 8.0, h: bottom - top };
            layout.groups.push(GroupBox { rect, name: name.clone() });
        }
        x += room;
    }
}

impl Layout {
    /// The card that a box was made of.
    pub fn card<'a>(bands: &'a [Band], placed: &CardBox) -> &'a Card {
        &bands[placed.place.0].cards[placed.place.1]
    }
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
