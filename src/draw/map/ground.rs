//! What the map's bubbles stand on: tiles of provinces, one province, or an outline.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::LazyLock;

use super::input::{Ground, MapInput};
use super::outline::Outline;
use super::projection::albers;
use super::tiles::{self, COLUMNS, ROWS, TILES, Tile};
use crate::draw::kit::{Line, QUIET, Rect, Svg, TEXT, address_part, number, shorten, width};
use crate::model::{Adcode, Level};
use crate::normalize::Regions;

const GAP: f64 = 4.0;
const SMALL: f64 = 12.0;
/// A tile narrower than this has two lines above its bubbles: its name, and below it its marks and how many firms.
const NARROW: f64 = 64.0;
const LEADING: f64 = 14.0;
/// Height of a tile's head, and of its foot.
const HEAD: f64 = 19.0;
const FOOT: f64 = 16.0;
const HOME: &str = "#b3261e";

/// A part of the ground with its bubbles.
#[derive(Debug, Clone)]
pub struct GroundPart {
    pub tile: Option<&'static Tile>,
    pub rect: Rect,
    /// Where bubbles may stand.
    pub room: Rect,
    /// Where the last line stands.
    pub foot: Option<Rect>,
    /// Places by their position in the input, and where they lie.
    pub places: Vec<(usize, (f64, f64))>,
}

/// Lays out the ground of a map below `top`.
pub fn cells(input: &MapInput, wide: f64, top: f64) -> Vec<GroundPart> {
    let mut cells = match &input.ground {
        Ground::Tiles => TILES.iter().map(|tile| tile_cell(tile, wide, top)).collect(),
        Ground::Province(adcode) => {
            tiles::of(*adcode).map(|tile| one_cell(Some(tile), wide, top, 0.62)).into_iter().collect()
        }
        Ground::Outline(..) => vec![one_cell(None, wide, top, 0.72)],
    };
    let frame = match (&input.ground, cells.first()) {
        (Ground::Outline(outline, _), Some(cell)) => Some(Frame::of(outline, cell.room)),
        _ => None,
    };
    for (at, place) in input.places.iter().enumerate() {
        let (Some(adcode), Some(degrees)) = (place.adcode, place.at) else { continue };
        let cell = cells.iter_mut().find(|cell| cell.tile.is_none_or(|tile| tile.code == adcode.number() / 10_000));
        if let Some(cell) = cell {
            let spot = cell.spot(frame.as_ref(), adcode, degrees);
            cell.places.push((at, spot));
        }
    }
    cells
}

fn tile_cell(tile: &'static Tile, wide: f64, top: f64) -> GroundPart {
    let w = (wide + GAP) / COLUMNS as f64 - GAP;
    let head = if w < NARROW { HEAD + LEADING } else { HEAD };
    let h = (w * 0.9).clamp(68.0, 112.0) + head - HEAD;
    let rect = Rect { x: tile.column as f64 * (w + GAP), y: top + tile.row as f64 * (h + GAP), w, h };
    let room = Rect { x: rect.x + 2.0, y: rect.y + head, w: w - 4.0, h: h - head - FOOT };
    let margin = margin(w);
    let foot = Rect { x: rect.x + margin, y: rect.bottom() - FOOT, w: w - 2.0 * margin, h: FOOT - 4.0 };
    GroundPart { tile: Some(tile), rect, room, foot: Some(foot), places: Vec::new() }
}

/// Between the border of a tile and its texts: the longest name, of three characters, fits every tile.
fn margin(wide: f64) -> f64 {
    ((wide - 3.0 * SMALL) / 2.0 - 0.1).clamp(0.2, 4.0)
}

fn one_cell(tile: Option<&'static Tile>, wide: f64, top: f64, flat: f64) -> GroundPart {
    let rect = Rect { x: 0.0, y: top, w: wide, h: wide * flat };
    let room = Rect { y: rect.y + HEAD + 4.0, h: rect.h - HEAD - 8.0 - FOOT, ..rect }.inset(4.0);
    let foot = Rect { x: 6.0, y: rect.bottom() - FOOT, w: wide - 12.0, h: FOOT - 4.0 };
    GroundPart { tile, rect, room, foot: Some(foot), places: Vec::new() }
}

impl GroundPart {
    /// Where degrees lie in this cell.
    fn spot(&self, frame: Option<&Frame>, adcode: Adcode, degrees: (f64, f64)) -> (f64, f64) {
        if let Some(frame) = frame {
            return frame.place(degrees);
        }
        let bounds = PROVINCES.get(&adcode.province()).copied();
        bounds.map_or((self.room.x, self.room.y), |bounds| spread(bounds, self.room, degrees))
    }
}

/// West, south, east and north of the centres of each province's prefectures.
static PROVINCES: LazyLock<HashMap<Adcode, [f64; 4]>> = LazyLock::new(|| {
    let mut bounds: HashMap<Adcode, [f64; 4]> = HashMap::new();
    let regions = Regions::built_in().filter(|r| r.adcode.level() == Level::Prefecture || r.adcode.in_municipality());
    for (province, (x, y)) in regions.filter_map(|r| Some((r.adcode.province(), r.centre?))) {
        let b = bounds.entry(province).or_insert([x, y, x, y]);
        *b = [b[0].min(x), b[1].min(y), b[2].max(x), b[3].max(y)];
    }
    bounds
});

/// The place in a room that a province's box fills, a margin left free.
fn spread([west, south, east, north]: [f64; 4], room: Rect, (x, y): (f64, f64)) -> (f64, f64) {
    let share =
        |from: f64, to: f64, at: f64| if to - from < 0.05 { 0.5 } else { ((at - from) / (to - from)).clamp(0.0, 1.0) };
    let inner = Rect { x: room.x + room.w * 0.1, y: room.y + room.h * 0.1, w: room.w * 0.8, h: room.h * 0.8 };
    (inner.x + share(west, east, x) * inner.w, inner.bottom() - share(south, north, y) * inner.h)
}

/// An outline fitted into a room.
struct Frame {
    scale: f64,
    x: f64,
    y: f64,
}

impl Frame {
    fn of(outline: &Outline, room: Rect) -> Self {
        let points = outline.rings.iter().flatten().map(|point| albers(*point));
        let all = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        let [x0, y0, x1, y1] = points.fold(all, |b, (x, y)| [b[0].min(x), b[1].min(y), b[2].max(x), b[3].max(y)]);
        let scale = (room.w / (x1 - x0).max(1e-9)).min(room.h / (y1 - y0).max(1e-9));
        let (x, y) = (room.x + (room.w - scale * (x1 - x0)) / 2.0, room.y + (room.h - scale * (y1 - y0)) / 2.0);
        Self { scale, x: x - x0 * scale, y: y - y0 * scale }
    }

    fn place(&self, degrees: (f64, f64)) -> (f64, f64) {
        let (x, y) = albers(degrees);
        (self.x + x * self.scale, self.y + y * self.scale)
    }
}

/// Paints the ground; the y below it.
pub fn ground(svg: &mut Svg, input: &MapInput, cells: &[GroundPart], wide: f64) -> f64 {
    for cell in cells {
        match (&input.ground, cell.tile) {
            (Ground::Outline(outline, _), _) => paint_outline(svg, outline, cell, input),
            (_, Some(tile)) => paint_tile(svg, input, cell, tile),
            (_, None) => {}
        }
    }
    let lowest = cells.iter().map(|cell| cell.rect.bottom()).fold(0.0, f64::max);
    // On the grid the legend stands in the corner that has no provinces, where that is large enough.
    if matches!(input.ground, Ground::Tiles) && wide >= 640.0 {
        let first_row = cells.iter().map(|cell| cell.rect.y).fold(f64::INFINITY, f64::min);
        return first_row + (lowest + GAP - first_row) * 6.0 / ROWS as f64 + 4.0;
    }
    lowest + 8.0
}

fn paint_outline(svg: &mut Svg, outline: &Outline, cell: &GroundPart, input: &MapInput) {
    let frame = Frame::of(outline, cell.room);
    let mut data = String::new();
    for ring in &outline.rings {
        for (nth, point) in ring.iter().enumerate() {
            let (x, y) = frame.place(*point);
            let _ = write!(data, "{}{} {}", if nth == 0 { 'M' } else { 'L' }, number(x), number(y));
        }
        data.push('Z');
    }
    let paint = [("fill", "#eef1f5"), ("fill-rule", "evenodd"), ("stroke", "#9aa5b1"), ("stroke-width", "0.6")];
    svg.empty("path", &[&[("class", "outline"), ("d", &*data)], &paint[..]].concat());
    if let Some(at) = input.home_at {
        let (x, y) = frame.place(at);
        svg.line(&line(x - 7.0, y + 5.0, "★".to_owned(), 14.0, HOME));
    }
}

/// What a tile says of its province.
struct TileWords<'a> {
    name: &'a str,
    home: bool,
    /// The squads that are posted there.
    posted: Vec<&'a str>,
    /// Those without coordinates too: a tile says all that its province has.
    firms: usize,
}

impl<'a> TileWords<'a> {
    fn of(input: &'a MapInput, tile: &'a Tile) -> Self {
        let within = |adcode: Adcode| adcode.number() / 10_000 == tile.code;
        let posts = input.posts.iter().filter(|post| post.regions.iter().any(|region| within(*region)));
        let places = input.places.iter().filter(|place| place.adcode.is_some_and(within));
        Self {
            name: tile.name,
            home: within(input.home),
            posted: posts.map(|post| post.squad.as_str()).collect(),
            firms: places.map(|place| place.firms).sum(),
        }
    }

    fn title(&self) -> String {
        let home = if self.home { "（本地）" } else { "" };
        let firms = format!("{}{home} {} 家", self.name, self.firms);
        if self.posted.is_empty() { firms } else { format!("{firms}；驻外：{}", self.posted.join("、")) }
    }
}

/// A tile: its name and how many firms, whether it is home's, and who is posted there.
fn paint_tile(svg: &mut Svg, input: &MapInput, cell: &GroundPart, tile: &Tile) {
    let words = TileWords::of(input, tile);
    let edge = if words.home { HOME } else { "#d5dbe3" };
    let fill = if words.firms > 0 { "#eef3f8" } else { "#f7f8fa" };
    let code = (tile.code * 10_000).to_string();
    let href = input.links.as_ref().map(|links| format!("{links}{}", address_part(&code)));
    let mut attributes = vec![("class", "tile")];
    attributes.extend(href.as_deref().map(|href| ("href", href)));
    svg.open("a", &attributes);
    svg.title(&words.title());
    let mut frame = vec![("fill", fill), ("stroke", edge)];
    frame.extend(words.home.then_some(("stroke-width", "2")));
    svg.rect(cell.rect, 3.0, &frame);
    paint_words(svg, cell.rect, &words);
    svg.close("a");
}

/// The words of a tile in one line, or in two where it is narrow.
fn paint_words(svg: &mut Svg, rect: Rect, words: &TileWords) {
    let margin = margin(rect.w);
    let (x, y) = (rect.x + margin, rect.y + 14.5);
    let narrow = rect.w < NARROW;
    let below = if narrow { y + LEADING } else { y };
    let marks = [(words.home, "本地", HOME), (!words.posted.is_empty(), "▲", "#6b3a94")];
    let end = rect.right() - margin;
    let count = words.firms.to_string();
    let shown = if words.firms > 0 { count.as_str() } else { "" };
    let right = end - width(shown, SMALL);
    svg.line(&Line { bold: true, ..line(right, below, shown.to_owned(), SMALL, TEXT) });
    let name = shorten(words.name, SMALL, if narrow { end - x } else { right - x - 1.0 });
    let mut after = if narrow { x } else { x + width(&name, SMALL) + 2.0 };
    svg.line(&line(x, y, name, SMALL, if words.firms > 0 { TEXT } else { QUIET }));
    for (_, mark, fill) in marks.into_iter().filter(|(shown, ..)| *shown) {
        if after + width(mark, SMALL) <= right {
            svg.line(&line(after, below, mark.to_owned(), SMALL, fill));
            after += width(mark, SMALL) + 1.0;
        }
    }
}

fn line(x: f64, y: f64, text: String, size: f64, fill: &'static str) -> Line {
    Line { x, y, text, size, bold: false, fill, title: None }
}
