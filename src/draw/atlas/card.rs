//! The inside of a segment's card: name, verdict, firms; every text measured to fit the card.

use super::input::{Card, CardFirm};
use super::names::fitted;
use crate::draw::kit::{Line, QUIET, Rect, TEXT, arrow, verdict_style, width, wrap};
use crate::model::{Standing, Verdict};

/// Space between the border and the text.
const PAD: f64 = 8.0;
const NAME: f64 = 14.0;
const SMALL: f64 = 12.0;
/// The base lines of the name, and of the first line of the body below a name of one line.
const NAME_BASE: f64 = 20.0;
const NAME_HEIGHT: f64 = 18.0;
const FIRST_BASE: f64 = 40.0;
const BODY_HEIGHT: f64 = 17.0;
/// Space between two texts on one line.
const BETWEEN: f64 = 9.0;
/// How much room must be left for the last firm before “另有 N 家”, for it to be worth showing.
const WORTH: f64 = 62.0;
/// How many firms one line can hold at most.
const FIRMS_A_LINE: usize = 4;

/// The texts of a card, relative to its upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    pub lines: Vec<Line>,
    pub badge: Rect,
    pub height: f64,
    /// Whether the segment's name is cut.
    pub cut: bool,
    /// How much the card could not say: firms left out, names cut.
    pub loss: usize,
}

/// What all cards of a picture have in common.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    pub any_surveyed: bool,
    /// Forms of home's name, which local firms' names often begin with.
    pub places: &'a [String],
    pub width: f64,
    /// How many lines of firms a card has.
    pub body_lines: usize,
    /// How many lines a segment's name may take.
    pub name_lines: usize,
}

/// A text of the card's body, before it has a place.
struct Item {
    text: String,
    bold: bool,
    fill: &'static str,
    title: Option<String>,
}

/// The lines of the body: how wide, where the first begins, how many.
#[derive(Clone, Copy)]
struct Room {
    width: f64,
    indent: f64,
    rows: usize,
}

type Body = (Vec<Item>, Vec<(f64, usize)>);

impl Item {
    fn quiet(text: String) -> Self {
        Self { text, bold: false, fill: QUIET, title: None }
    }
}

/// Lays out one card.
pub fn face(card: &Card, setting: Setting) -> Face {
    let room = setting.width - 2.0 * PAD;
    let Head { mut lines, badge, cut, first_base } = head(card, setting, room);
    // A badge below the name begins the body.
    let indent = if badge.bottom() > first_base { badge.w + 7.0 } else { 0.0 };
    let rows = setting.body_lines + usize::from(card.assessed);
    let (items, places) = body(card, setting, Room { width: room, indent, rows });
    let used = places.iter().map(|(_, row)| row + 1).max().unwrap_or(0).max(usize::from(indent > 0.0));
    let shown = items.iter().filter(|i| i.title.as_ref().is_some_and(|t| t.ends_with('）'))).count();
    let shortened = items.iter().filter(|i| i.text.contains('…')).count();
    for (item, (x, row)) in items.into_iter().zip(places) {
        let base = first_base + BODY_HEIGHT * row as f64;
        lines.push(Line { bold: item.bold, title: item.title, ..line(PAD + x, base, item.text, SMALL, item.fill) });
    }
    let height = first_base - 11.0 + BODY_HEIGHT * used.max(1) as f64 + 4.0;
    let left_out = card.local.min(card.firms.len()).saturating_sub(shown);
    Face { lines, badge, height, cut, loss: 4 * usize::from(cut) + shortened + left_out }
}

fn line(x: f64, y: f64, text: String, size: f64, fill: &'static str) -> Line {
    Line { x, y, text, size, bold: false, fill, title: None }
}

/// Name and badge, and where the body begins.
struct Head {
    lines: Vec<Line>,
    badge: Rect,
    cut: bool,
    first_base: f64,
}

/// The badge stands behind the name where it fits, else begins the body.
fn head(card: &Card, setting: Setting, room: f64) -> Head {
    let mut lines = signs(card);
    let star = lines.len() as f64 * (NAME + 1.0);
    let label = badge(card, setting.any_surveyed, room);
    let badge_width = width(&label, SMALL) + 8.0;
    let names = wrap(&card.name, NAME, room - star, setting.name_lines);
    let cut =
        names.concat().chars().filter(|c| !c.is_whitespace()).ne(card.name.chars().filter(|c| !c.is_whitespace()));
    let last = star + names.last().map_or(0.0, |name| width(name, NAME));
    let below = NAME_HEIGHT * names.len().saturating_sub(1) as f64;
    for (at, name) in names.into_iter().enumerate() {
        let title = cut.then(|| card.name.clone());
        let base = NAME_BASE + NAME_HEIGHT * at as f64;
        lines.push(Line { bold: true, title, ..line(PAD + star, base, name, NAME, TEXT) });
    }
    let first_base = FIRST_BASE + below;
    let behind = last + 6.0 + badge_width <= room;
    let (x, base) = if behind { (PAD + room - badge_width, NAME_BASE - 0.5 + below) } else { (PAD, first_base) };
    lines.push(Line { bold: true, ..line(x + 4.0, base, label, SMALL, "#ffffff") });
    Head { lines, badge: Rect { x, y: base - 13.0, w: badge_width, h: 17.0 }, cut, first_base }
}

/// The words of a badge, ？ behind them where it is to be verified. Where they are too wide for a card, 延链 goes, which its
/// arrow says too, and then 未摸排; what is spoken of a card has all of it.
fn badge(card: &Card, any_surveyed: bool, room: f64) -> String {
    let signs = format!("{}{}", card.direction.map_or("", arrow), if card.to_verify { "？" } else { "" });
    let (label, short) = (card.verdict.label(any_surveyed), card.verdict.label(true));
    let lack = label.split_once('·').filter(|_| card.direction.is_some()).map(|(lack, _)| lack.to_owned());
    let forms = [Some(label), lack, Some(short.clone())].into_iter().flatten();
    let fits = |words: &String| width(&format!("{words}{signs}"), SMALL) + 8.0 <= room;
    format!("{}{signs}", forms.into_iter().find(fits).unwrap_or(short))
}

/// What stands before the name: ★ of a key segment, ⇄ of one joined to other chains.
fn signs(card: &Card) -> Vec<Line> {
    let key = card.key.then(|| ("★", "重点环节".to_owned()));
    let joined = (!card.elsewhere.is_empty()).then(|| ("⇄", card.elsewhere.join("；")));
    let at = |(place, (sign, title)): (usize, (&str, String))| {
        let x = PAD + place as f64 * (NAME + 1.0);
        Line { title: Some(title), ..line(x, NAME_BASE, sign.to_owned(), NAME, "#8a5200") }
    };
    key.into_iter().chain(joined).enumerate().map(at).collect()
}

/// The firms that fit, then how many more there are.
fn body(card: &Card, setting: Setting, room: Room) -> Body {
    let most = card.firms.len().min(room.rows * FIRMS_A_LINE);
    let tail = |shown: usize| (card.local > shown).then(|| rest(card, shown));
    for shown in (1..=most).rev() {
        let mut trial: Vec<_> = overruled(card).into_iter().collect();
        trial.extend(card.firms[..shown].iter().map(|f| firm(f, setting, room.width)));
        if let Some(tail) = tail(shown) {
            let left = room.width - width(&tail.text, SMALL) - BETWEEN;
            if left >= WORTH {
                trial.pop();
                trial.push(firm(&card.firms[shown - 1], setting, left));
            }
            trial.push(tail);
            trial.extend(unlocated(card));
        } else if card.verdict.is_gap() && card.candidates > 0 {
            trial.extend(unlocated(card));
            trial.push(candidates(card));
            if flow(&trial, room).is_none() {
                trial.pop();
            }
        } else {
            trial.extend(unlocated(card));
        }
        if let Some(places) = flow(&trial, room) {
            return (trial, places);
        }
    }
    without_firms(card, room)
}

/// What a card says where it shows no firm.
fn without_firms(card: &Card, room: Room) -> Body {
    // That nobody is here is not known where somebody may be.
    let here = match (card.local, card.verdict) {
        (0, Verdict::Unsurveyed) => Some("尚未摸排".to_owned()),
        (0, _) => (card.unlocated == 0).then(|| "本地暂无".to_owned()),
        (local, _) => Some(format!("本地 {local} 家")),
    };
    let mut items: Vec<_> = overruled(card).into_iter().chain(here.map(Item::quiet)).chain(unlocated(card)).collect();
    if card.candidates > 0 {
        items.push(candidates(card));
    }
    let places = flow(&items, Room { rows: items.len() + 1, ..room });
    (items, places.unwrap_or_default())
}

fn overruled(card: &Card) -> Option<Item> {
    let text = format!("认定（计算为{}）", card.computed.zh());
    card.assessed.then(|| Item { fill: verdict_style(card.verdict).ink, ..Item::quiet(text) })
}

fn unlocated(card: &Card) -> Option<Item> {
    (card.unlocated > 0).then(|| Item::quiet(format!("{} 家所在地未知", card.unlocated)))
}

fn candidates(card: &Card) -> Item {
    Item::quiet(format!("候选企业 {} 家", card.candidates))
}

fn firm(firm: &CardFirm, setting: Setting, room: f64) -> Item {
    let mark = match firm.standing {
        Some(Standing::Anchor) => "◆",
        Some(Standing::Leading) => "◇",
        _ => "",
    };
    let doubt = if firm.unverified { "？" } else { "" };
    let name = fitted(&firm.name, setting.places, SMALL, room - width(mark, SMALL) - width(doubt, SMALL));
    let standing = firm.standing.map_or("能级未知", Standing::zh);
    let doubt_word = if firm.unverified { "，待核实" } else { "" };
    Item {
        text: format!("{mark}{name}{doubt}"),
        bold: firm.standing == Some(Standing::Anchor),
        fill: if firm.unverified { QUIET } else { TEXT },
        title: Some(format!("{}（{standing}{doubt_word}）", firm.name)),
    }
}

fn rest(card: &Card, shown: usize) -> Item {
    let in_doubt = card.firms[..shown].iter().filter(|f| f.unverified).count();
    let title = match card.unverified.saturating_sub(in_doubt) {
        0 => None,
        hidden => Some(format!("其中 {hidden} 家待核实")),
    };
    Item { title, ..Item::quiet(format!("另有 {} 家", card.local - shown)) }
}

/// Places each item behind the one before it, on the next line where it does not fit; none where there are too few
/// lines.
fn flow(items: &[Item], room: Room) -> Option<Vec<(f64, usize)>> {
    let (mut x, mut row) = (room.indent, 0);
    let mut places = Vec::with_capacity(items.len());
    for item in items {
        let wide = width(&item.text, SMALL);
        if x > 0.0 && x + wide > room.width {
            (x, row) = (0.0, row + 1);
        }
        if row >= room.rows || wide > room.width {
            return None;
        }
        places.push((x, row));
        x += wide + BETWEEN;
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::example;

    fn setting(width: f64, body_lines: usize, any_surveyed: bool) -> Setting<'static> {
        Setting { any_surveyed, places: &[], width, body_lines, name_lines: 1 + body_lines % 2 }
    }

    #[test]
    fn a_long_name_wraps_and_is_cut_only_where_two_lines_do_not_hold_it() {
        let mut card = example::odd_cards().remove(0);
        let at = |card: &Card, name_lines| face(card, Setting { name_lines, ..setting(150.0, 2, true) });
        card.name = "高纯度电子级多晶硅与切片".to_owned();
        let (one, two) = (at(&card, 1), at(&card, 2));
        assert!(one.cut && one.lines.iter().any(|l| l.title.as_ref() == Some(&card.name)), "{one:?}");
        assert!(!two.cut && two.height > one.height && two.loss < one.loss, "{two:?}");
        card.name = "名".repeat(200);
        assert!(at(&card, 2).cut);
    }

    #[test]
    fn every_text_lies_within_its_card_and_covers_no_other() {
        for wide in [146.0, 150.0, 177.0, 260.0] {
            for (body_lines, any_surveyed) in [(2, true), (2, false), (3, true), (5, false)] {
                for card in example::odd_cards() {
                    check(&card, &face(&card, setting(wide, body_lines, any_surveyed)), wide);
                }
            }
        }
    }

    fn check(card: &Card, face: &Face, wide: f64) {
        for (i, a) in face.lines.iter().enumerate() {
            assert!(a.size >= 12.0);
            assert!(a.x + a.width() <= wide - PAD + 0.01, "{} in {wide}", a.text);
            assert!(a.y < face.height, "{} of {}", a.text, card.name);
            let apart = |b: &Line| (a.y - b.y).abs() > 12.0 || a.x >= b.x + b.width() || b.x >= a.x + a.width();
            assert!(face.lines[i + 1..].iter().all(apart), "{} of {} in {wide}", a.text, card.name);
        }
    }

    #[test]
    fn firms_of_unknown_place_are_told_on_every_card() {
        let mut told = 0;
        for (card, body_lines) in example::odd_cards().into_iter().zip([2, 3, 5].into_iter().cycle()) {
            let face = face(&card, setting(170.0, body_lines, true));
            let says = |text: &str| face.lines.iter().any(|line| line.text == text);
            assert_eq!(card.unlocated > 0, says(&format!("{} 家所在地未知", card.unlocated)), "{}", card.name);
            assert_eq!(
                card.to_verify,
                face.lines.iter().any(|line| line.text.ends_with('？') && line.fill == "#ffffff")
            );
            told += usize::from(card.unlocated > 0 && card.local > 0);
        }
        assert!(told > 0, "a card with firms and with unknown places");
    }

    #[test]
    fn every_local_firm_is_shown_or_counted() {
        for card in example::odd_cards().into_iter().filter(|c| c.local > 0) {
            let face = face(&card, setting(170.0, 2, true));
            let shown = face.lines.iter().filter(|l| l.title.as_ref().is_some_and(|t| t.ends_with('）'))).count();
            let more = [format!("另有 {} 家", card.local - shown), format!("本地 {} 家", card.local)];
            assert!(shown == card.local || face.lines.iter().any(|l| more.contains(&l.text)), "{}", card.name);
        }
    }
}
