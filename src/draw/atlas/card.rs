//! The inside of a segment's card: name, verdict in its corner, firms, whom to fetch, and at the foot its rank and the list;
//! every text measured to fit the card.

use super::body::{Body, Item, Room, body};
use super::input::{Card, CardFirm};
use super::names::fitted;
use crate::draw::kit::{Line, QUIET, Rect, TEXT, arrow, verdict_style, width, wrap};
use crate::model::Standing;

/// Space between the border and the text.
pub const PAD: f64 = 8.0;
/// More lines than these no segment's name takes.
const NAME_LINES: usize = 3;
/// How many characters of a name must stand beside the badge.
const BESIDE_BADGE: f64 = 3.0;

/// The sizes of a card's texts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TypeSize {
    /// Of the segment's name.
    pub name: f64,
    /// Of everything else.
    pub small: f64,
}

impl TypeSize {
    pub const USUAL: Self = Self { name: 14.0, small: 12.0 };
    /// Where a large screen has the room.
    pub const LARGE: Self = Self { name: 16.0, small: 14.0 };

    /// From one base line of the body to the next.
    pub fn leading(self) -> f64 {
        self.small + 5.0
    }

    fn name_leading(self) -> f64 {
        self.name + 4.0
    }

    fn name_base(self) -> f64 {
        self.name + 6.0
    }
}

/// The texts of a card, relative to its upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    pub lines: Vec<Line>,
    /// The same, relative to the lower left corner: rank and list.
    pub foot: Vec<Line>,
    pub badge: Rect,
    /// How high the card must be, its foot included.
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
    pub size: TypeSize,
    /// How many lines of firms a card has.
    pub body_lines: usize,
}

/// Lays out one card of this width.
pub fn face(card: &Card, setting: Setting, wide: f64) -> Face {
    let room = wide - 2.0 * PAD;
    let size = setting.size;
    let Head { mut lines, badge, cut, first_base } = head(card, setting, room);
    let rows = setting.body_lines + usize::from(card.assessed);
    let firms: Vec<Item> = card.firms.iter().take(4 * rows).map(|f| firm(f, setting, room)).collect();
    let Body { items, places, loss } = body(card, &firms, Room { width: room, rows, size: size.small });
    let used = places.iter().map(|(_, row)| row + 1).max().unwrap_or(0);
    for (item, (x, row)) in items.into_iter().zip(places) {
        let base = first_base + size.leading() * row as f64;
        lines.push(Line {
            bold: item.bold,
            title: item.title,
            ..line(PAD + x, base, item.text, size.small, item.fill)
        });
    }
    let foot = foot(card, size.small, room);
    let below = if foot.is_empty() { 0.0 } else { size.leading() + 2.0 };
    let height = first_base - size.small + 1.0 + size.leading() * used.max(1) as f64 + 4.0 + below;
    Face { lines, foot, badge, height, cut, loss: loss + 4 * usize::from(cut) }
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

/// The badge stands in the upper right corner; the name beside it goes on below.
fn head(card: &Card, setting: Setting, room: f64) -> Head {
    let size = setting.size;
    let mut lines = signs(card, size);
    let star = lines.len() as f64 * (size.name + 1.0);
    let label = badge(card, setting, room - star);
    let badge = badge_box(&label, size, PAD + room);
    let names = broken(&card.name, size.name, (badge.x - 6.0 - PAD - star, room));
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let cut = letters(&names.concat()) != letters(&card.name);
    let first_base =
        size.name_base() + size.name_leading() * names.len().saturating_sub(1) as f64 + size.leading() + 3.0;
    for (at, name) in names.into_iter().enumerate() {
        let title = cut.then(|| card.name.clone());
        let base = size.name_base() + size.name_leading() * at as f64;
        let x = PAD + if at == 0 { star } else { 0.0 };
        lines.push(Line { bold: true, title, ..line(x, base, name, size.name, TEXT) });
    }
    let base = badge.y + size.small + 1.0;
    lines.push(Line { bold: true, ..line(badge.x + 4.0, base, label, size.small, "#ffffff") });
    Head { lines, badge, cut, first_base }
}

/// Where a badge with these words stands, ending at `right`.
fn badge_box(label: &str, size: TypeSize, right: f64) -> Rect {
    let w = width(label, size.small) + 8.0;
    Rect { x: right - w, y: size.name_base() - size.small - 1.5, w, h: size.small + 5.0 }
}

/// A name whose first line has less room than those below it.
fn broken(name: &str, size: f64, (beside, room): (f64, f64)) -> Vec<String> {
    let name = name.trim();
    // Nothing stands beside the badge where there is no room for two characters.
    let at = |beside: f64| {
        let first = wrap(name, size, beside, 2).into_iter().next().filter(|_| beside >= 2.0 * size);
        let first = first.unwrap_or_default();
        let below = wrap(&name[first.len()..], size, room, NAME_LINES - 1);
        std::iter::once(first).chain(below).collect::<Vec<_>>()
    };
    let names = at(beside);
    // A character alone on the last line takes the one before it along.
    let alone = names.len() == 2 && names[1].chars().count() == 1 && beside >= 3.0 * size;
    if alone { at(width(&names[0], size) - 1.0) } else { names }
}

/// The words of a badge, ？ behind them where it is to be verified. Where they leave the name too little room, 延链 goes,
/// which its arrow says too, and then 未摸排; what is spoken of a card has all of it.
fn badge(card: &Card, setting: Setting, room: f64) -> String {
    let signs = format!("{}{}", card.direction.map_or("", arrow), if card.to_verify { "？" } else { "" });
    let (label, short) = (card.verdict.label(setting.any_surveyed), card.verdict.label(true));
    let lack = label.split_once('·').filter(|_| card.direction.is_some()).map(|(lack, _)| lack.to_owned());
    let forms = [Some(label), lack, Some(short.clone())].into_iter().flatten();
    let most = room - 14.0 - BESIDE_BADGE * setting.size.name;
    let fits = |words: &String| width(&format!("{words}{signs}"), setting.size.small) <= most;
    let least = card.verdict.lack().filter(|_| card.direction.is_some()).map_or(short, str::to_owned);
    format!("{}{signs}", forms.into_iter().find(fits).unwrap_or(least))
}

/// What stands before the name: ★ of a key segment, ⇄ of one joined to other chains.
fn signs(card: &Card, size: TypeSize) -> Vec<Line> {
    let key = card.key.then(|| ("★", "重点环节".to_owned()));
    let joined = (!card.elsewhere.is_empty())
        .then(|| ("⇄", card.elsewhere.iter().map(|(_, feed)| feed.as_str()).collect::<Vec<_>>().join("；")));
    let at = |(place, (sign, title)): (usize, (&str, String))| {
        let x = PAD + place as f64 * (size.name + 1.0);
        Line { title: Some(title), ..line(x, size.name_base(), sign.to_owned(), size.name, "#8a5200") }
    };
    key.into_iter().chain(joined).enumerate().map(at).collect()
}

/// Its rank at the left, and at the right what the list says of it; less of it where both have no room.
fn foot(card: &Card, size: f64, room: f64) -> Vec<Line> {
    let rank = card.rank_told().map(|told| {
        let fill = verdict_style(card.verdict).ink;
        Line { bold: true, ..line(PAD, -8.0, told, size, fill) }
    });
    let left = room - rank.as_ref().map_or(0.0, |rank| rank.width() + 6.0);
    let listed = card.listed.as_ref().and_then(|listed| {
        let forms = [format!("清单{}家·{}", listed.firms, listed.furthest.zh()), format!("清单{}家", listed.firms)];
        let text = forms.into_iter().find(|text| width(text, size) <= left)?;
        Some(line(PAD + room - width(&text, size), -8.0, text, size, TEXT))
    });
    rank.into_iter().chain(listed).collect()
}

/// A firm as a card names it.
fn firm(firm: &CardFirm, setting: Setting, room: f64) -> Item {
    let size = setting.size.small;
    let mark = match firm.standing {
        Some(Standing::Anchor) => "◆",
        Some(Standing::Leading) => "◇",
        _ => "",
    };
    let doubt = if firm.unverified { "？" } else { "" };
    let name = fitted(&firm.short, setting.places, size, room - width(mark, size) - width(doubt, size));
    let standing = firm.standing.map_or("能级未知", Standing::zh);
    let doubt_word = if firm.unverified { "，待核实" } else { "" };
    Item {
        bold: firm.standing == Some(Standing::Anchor),
        fill: if firm.unverified { QUIET } else { TEXT },
        title: Some(format!("{}（{standing}{doubt_word}）", firm.name)),
        ..Item::quiet(format!("{mark}{name}{doubt}"), size)
    }
}

#[cfg(test)]
#[path = "card_tests.rs"]
mod tests;
