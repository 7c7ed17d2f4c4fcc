//! The middle of a card: the firms that are here, then whom to fetch; as much of it as there are lines for.

use super::input::Card;
use crate::draw::kit::{QUIET, verdict_style, width, wrap};
use crate::model::Verdict;

/// Space between two texts on one line.
const BETWEEN: f64 = 9.0;

/// A text of the body, before it has a place.
#[derive(Debug, Clone)]
pub struct Item {
    pub text: String,
    pub bold: bool,
    pub fill: &'static str,
    pub title: Option<String>,
    /// Whether it begins a line, whatever room the one before has left.
    pub own_line: bool,
    /// How wide it is.
    pub wide: f64,
}

impl Item {
    /// A text that may stand back.
    pub fn quiet(text: String, size: f64) -> Self {
        Self { wide: width(&text, size), text, bold: false, fill: QUIET, title: None, own_line: false }
    }
}

/// The lines of the body: how wide, how many, and the size of their texts.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    pub width: f64,
    pub rows: usize,
    pub size: f64,
}

/// The texts with their places, x and line, and how much was left out.
#[derive(Debug, Default)]
pub struct Body {
    pub items: Vec<Item>,
    pub places: Vec<(f64, usize)>,
    pub loss: usize,
}

/// All firms with everything there is to say of whom to fetch; else less of that, then fewer firms.
pub fn body(card: &Card, firms: &[Item], room: Room) -> Body {
    let cut = firms.iter().filter(|firm| firm.text.contains('…')).count();
    let fetches = fetches(card, room);
    let least = fetches.len() - 1;
    let shown_less = (1..firms.len()).rev().flat_map(|shown| [(shown, least - 1), (shown, least)]);
    let all = (0..fetches.len()).map(|fetch| (firms.len(), fetch));
    for (shown, fetch) in all.chain(shown_less).filter(|(shown, _)| *shown > 0 || card.local == 0) {
        let items: Vec<Item> = told(card, &firms[..shown], room).chain(fetches[fetch].iter().cloned()).collect();
        if let Some(places) = flow(&items, room) {
            let left_out = card.local.min(card.firms.len()).saturating_sub(shown);
            return Body { items, places, loss: cut + left_out + fetch };
        }
    }
    let items: Vec<Item> = told(card, &[], room).chain(fetches[least - 1].iter().cloned()).collect();
    let places = flow(&items, Room { rows: 2 * items.len() + 1, ..room }).unwrap_or_default();
    Body { items, places, loss: card.local.min(card.firms.len()) + least }
}

/// Who is here: what people decided, the firms shown and how many more there are, and those of unknown place.
fn told<'a>(card: &'a Card, firms: &'a [Item], room: Room) -> impl Iterator<Item = Item> + 'a {
    let quiet = move |text: String| Item::quiet(text, room.size);
    let overruled = card.assessed.then(|| {
        let text = format!("认定（计算为{}）", card.computed.zh());
        Item { fill: verdict_style(card.verdict).ink, ..quiet(text) }
    });
    let here = match (card.local, card.verdict, firms.len()) {
        (0, Verdict::Unsurveyed, _) => Some("尚未摸排".to_owned()),
        // That nobody is here is not known where somebody may be.
        (0, _, _) => (card.unlocated == 0).then(|| "本地暂无".to_owned()),
        (local, _, 0) => Some(format!("本地{local}家")),
        (local, _, shown) => (local > shown).then(|| format!("另有{}家", local - shown)),
    };
    let in_doubt = card.firms.iter().take(firms.len()).filter(|f| f.unverified).count();
    let title = match card.unverified.saturating_sub(in_doubt) {
        0 => None,
        hidden => Some(format!("其中{hidden}家待核实")),
    };
    let here = here.map(|text| Item { title: title.filter(|_| card.local > 0), ..quiet(text) });
    let unlocated = (card.unlocated > 0).then(|| quiet(format!("{}家所在地未知", card.unlocated)));
    overruled.into_iter().chain(firms.iter().cloned()).chain(here).chain(unlocated)
}

/// Whom to fetch from elsewhere, ever shorter; at last nothing.
fn fetches(card: &Card, room: Room) -> Vec<Vec<Item>> {
    // One that is too long for the lines stays in its place and finds none.
    let sentence = |text: &str| {
        let lines = wrap(text, room.size, room.width, room.rows);
        let (own_line, cut) = (lines.len() > 1, lines.last().is_some_and(|line| line.ends_with('…')));
        let item = |line: String| {
            let item = Item::quiet(line, room.size);
            Item { own_line, wide: if cut { f64::INFINITY } else { item.wide }, ..item }
        };
        lines.into_iter().map(item).collect::<Vec<_>>()
    };
    let away = card.away.as_str();
    let without_counts = away.split_once('（').map_or(away, |(before, _)| before);
    let counted = without_counts.split(['，', '：']).next().filter(|text| !text.is_empty()).map(str::to_owned);
    let counted = counted.or_else(|| {
        let told = card.candidates > 0 && (card.verdict.is_gap() || card.local == 0);
        told.then(|| format!("候选企业{}家", card.candidates))
    });
    let counted = counted.map(|text| Item::quiet(text, room.size)).into_iter().collect();
    let sentences = [away, without_counts].map(sentence).into_iter();
    let mut forms: Vec<Vec<Item>> = sentences.filter(|lines| !lines.is_empty()).collect();
    forms.extend([counted, Vec::new()]);
    forms
}

/// Places each item behind the one before it, on the next line where it does not fit; none where there are too few
/// lines.
fn flow(items: &[Item], room: Room) -> Option<Vec<(f64, usize)>> {
    let (mut x, mut row) = (0.0, 0);
    let mut places = Vec::with_capacity(items.len());
    for item in items {
        if x > 0.0 && (item.own_line || x + item.wide > room.width) {
            (x, row) = (0.0, row + 1);
        }
        if row >= room.rows || item.wide > room.width {
            return None;
        }
        places.push((x, row));
        x += item.wide + BETWEEN;
    }
    Some(places)
}
