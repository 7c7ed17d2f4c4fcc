//! The 招商地图: where the firms are that could fill the gaps, as bubbles by city.

use super::bubbles::{Bubble, NUMBER, pack, radius};
use super::ground::{GroundPart, cells, ground};
use super::head::{head, legend};
use super::input::{MapInput, MapPlace};
use crate::draw::kit::{Line, Picture, QUIET, Rect, Svg, TEXT, address_part, number, shorten, width};

const BUBBLE: &str = "#1b5c96";
const SMALL: f64 = 12.0;

/// The map, `input.width` px wide (at least 320).
pub fn map(input: &MapInput) -> Picture {
    let wide = input.width.max(320.0);
    let mut svg = Svg::default();
    let top = head(&mut svg, input, wide);
    let cells = cells(input, wide, top);
    let below = ground(&mut svg, input, &cells, wide);
    let most = input.places.iter().map(|place| place.firms).max().unwrap_or(1);
    for cell in &cells {
        paint_cell(&mut svg, input, cell, most);
    }
    let bottom = legend(&mut svg, input, &cells, wide, below);
    let label = format!("{}（{}）招商地图，数据截至 {}", input.chain_name, input.home_name, input.as_of);
    let mut whole = Svg::default();
    whole.rect(Rect { x: 0.0, y: 0.0, w: wide, h: bottom }, 0.0, &[("fill", "#ffffff")]);
    whole.append(svg);
    Picture::new(whole, "map", label, (wide, bottom))
}

/// The bubbles of a cell: with numbers where there is room; what found none is counted.
fn paint_cell(svg: &mut Svg, input: &MapInput, cell: &GroundPart, most: usize) {
    let places: Vec<&MapPlace> = cell.places.iter().map(|&(at, _)| &input.places[at]).collect();
    let wanted: Vec<Bubble> = cell
        .places
        .iter()
        .map(|&(at, (x, y))| Bubble { x, y, r: radius(input.places[at].firms, most, cell.room) })
        .collect();
    let placed = pack(&wanted, cell.room, &cell.taken);
    let mut taken: Vec<Rect> = placed.iter().flatten().map(|b| square(*b)).chain(cell.taken.iter().copied()).collect();
    for (place, bubble) in places.iter().zip(&placed) {
        let Some(bubble) = bubble else { continue };
        paint_bubble(svg, input, place, *bubble);
        if cell.named {
            name(svg, place, *bubble, cell.room, &mut taken);
        }
    }
    let left: Vec<&MapPlace> = places.iter().zip(&placed).filter(|(_, b)| b.is_none()).map(|(p, _)| *p).collect();
    if let Some(line) = cell.foot(&places, &left) {
        svg.line(&line);
    }
}

fn square(bubble: Bubble) -> Rect {
    Rect { x: bubble.x - bubble.r, y: bubble.y - bubble.r, w: 2.0 * bubble.r, h: 2.0 * bubble.r }
}

fn paint_bubble(svg: &mut Svg, input: &MapInput, place: &MapPlace, bubble: Bubble) {
    let code = place.adcode.map(|a| a.to_string()).unwrap_or_default();
    let href = input.links.as_ref().map(|links| format!("{links}{}", address_part(&code)));
    let mut attributes = vec![("class", "bubble")];
    attributes.extend(href.as_deref().map(|href| ("href", href)));
    svg.open("a", &attributes);
    svg.title(&place.label());
    let (x, y, r) = (number(bubble.x), number(bubble.y), number(bubble.r));
    let ring = [("cx", &*x), ("cy", &*y), ("r", &*r), ("fill", BUBBLE), ("stroke", "#ffffff")];
    svg.empty("circle", &ring);
    let text = place.firms.to_string();
    let at = bubble.x - width(&text, NUMBER) / 2.0;
    svg.line(&Line { x: at, y: bubble.y + 4.3, text, size: NUMBER, bold: false, fill: "#ffffff", title: None });
    svg.close("a");
}

/// The name of a place beside its bubble, where it covers nothing.
fn name(svg: &mut Svg, place: &MapPlace, bubble: Bubble, room: Rect, taken: &mut Vec<Rect>) {
    let text = shorten(&place.name, SMALL, 96.0);
    let wide = width(&text, SMALL);
    let sides = [
        (bubble.x + bubble.r + 3.0, bubble.y + 4.3),
        (bubble.x - bubble.r - 3.0 - wide, bubble.y + 4.3),
        (bubble.x - wide / 2.0, bubble.y + bubble.r + 13.0),
        (bubble.x - wide / 2.0, bubble.y - bubble.r - 4.0),
    ];
    let free = sides.into_iter().find_map(|(x, y)| {
        let rect = Rect { x, y: y - 11.0, w: wide, h: 13.5 };
        let inside = x >= room.x && rect.right() <= room.right() && rect.y >= room.y && rect.bottom() <= room.bottom();
        (inside && taken.iter().all(|other| !rect.overlaps(*other))).then_some((x, y, rect))
    });
    if let Some((x, y, rect)) = free {
        taken.push(rect);
        let title = (text != place.name).then(|| place.name.clone());
        svg.line(&Line { x, y, text, size: SMALL, bold: false, fill: TEXT, title });
    }
}

impl GroundPart {
    /// The last line of a tile: where most of its firms are, and how many cities found no room for a bubble; its title
    /// names those, the others have their bubbles.
    fn foot(&self, places: &[&MapPlace], left: &[&MapPlace]) -> Option<Line> {
        let line = self.foot?;
        let more = if left.is_empty() { String::new() } else { format!("另 {} 市", left.len()) };
        let first = places.first().filter(|_| !self.named).map(|p| format!("{} {}", short(&p.name), p.firms));
        let both = first.map(|first| if more.is_empty() { first } else { format!("{first} {more}") });
        let text = both.filter(|text| width(text, SMALL) <= line.w).unwrap_or(more);
        let text = if width(&text, SMALL) > line.w { text.replace(' ', "") } else { text };
        let told = left.iter().map(|place| format!("{} {} 家", place.name, place.firms)).collect::<Vec<_>>().join("、");
        let text = shorten(&text, SMALL, line.w);
        (!text.is_empty()).then(|| Line {
            x: line.x,
            y: line.bottom(),
            text,
            size: SMALL,
            bold: false,
            fill: QUIET,
            title: Some(told).filter(|told| !told.is_empty()),
        })
    }
}

/// A city without its ending: 苏州.
pub fn short(name: &str) -> &str {
    name.strip_suffix('市').filter(|stem| stem.chars().count() >= 2).unwrap_or(name)
}

#[cfg(test)]
#[path = "drawing_tests.rs"]
mod tests;
