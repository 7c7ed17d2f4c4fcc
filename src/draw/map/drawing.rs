//! The 招商地图: where the firms are that could fill the gaps, as bubbles by city.

use super::bubbles::{Bubble, NUMBER, Placed, SMALL, WantedBubble, pack, radius};
use super::ground::{GroundPart, cells, ground};
use super::head::{head, legend};
use super::input::{MapInput, MapPlace};
use crate::draw::kit::{Line, Picture, Rect, Svg, TEXT, address_part, number, shorten, width};

const BUBBLE: &str = "#1b5c96";
const LINK: &str = "#14508c";
const LONGEST_NAME: f64 = 96.0;

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

/// The bubbles of a cell, each with the name of its city; what found no room is counted. On an outline a city whose name
/// finds none stays a bubble, which opens its province.
fn paint_cell(svg: &mut Svg, input: &MapInput, cell: &GroundPart, most: usize) {
    let places: Vec<&MapPlace> = cell.places.iter().map(|&(at, _)| &input.places[at]).collect();
    let wanted: Vec<WantedBubble> =
        cell.places.iter().map(|&(at, spot)| wanted(&input.places[at], spot, most, cell)).collect();
    let placed = cell.pack(&wanted);
    for (place, found) in places.iter().zip(&placed) {
        if let Some(found) = found {
            paint_bubble(svg, input, place, found);
        }
    }
    let left: Vec<&MapPlace> = places.iter().zip(&placed).filter(|(_, b)| b.is_none()).map(|(p, _)| *p).collect();
    paint_foot(svg, input, cell, &left);
}

/// A bubble at its place with its name.
fn wanted(place: &MapPlace, (x, y): (f64, f64), most: usize, cell: &GroundPart) -> WantedBubble {
    let bubble = Bubble { x, y, r: radius(place.firms, most, cell.room) };
    WantedBubble { bubble, name: shorten(short(&place.name), SMALL, LONGEST_NAME.min(cell.room.w)) }
}

impl GroundPart {
    /// Places the bubbles; room for the line that counts the others is left only where there are others.
    fn pack(&self, wanted: &[WantedBubble]) -> Vec<Option<Placed>> {
        let whole = self.foot.map_or(self.room, |foot| Rect { h: foot.bottom() - self.room.y, ..self.room });
        let all = pack(wanted, whole, self.tile.is_none());
        if all.iter().all(Option::is_some) { all } else { pack(wanted, self.room, self.tile.is_none()) }
    }
}

fn paint_bubble(svg: &mut Svg, input: &MapInput, place: &MapPlace, placed: &Placed) {
    let bubble = placed.bubble;
    // Beside no name a number opens all of its province.
    let to = place.adcode.map(|code| if placed.name.is_some() { code } else { code.province() });
    let code = to.map(|code| code.to_string()).unwrap_or_default();
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
    if let Some((x, y)) = placed.name {
        let text = placed.text.clone();
        let title = (text != place.name).then(|| place.name.clone());
        svg.line(&Line { x, y, text, size: SMALL, bold: false, fill: TEXT, title });
    }
    svg.close("a");
}

/// How many cities of a tile found no room, and their names as its title; it opens all of the province.
fn paint_foot(svg: &mut Svg, input: &MapInput, cell: &GroundPart, left: &[&MapPlace]) {
    let (Some(foot), Some(tile), false) = (cell.foot, cell.tile, left.is_empty()) else { return };
    let href = input.links.as_ref().map(|links| format!("{links}{}", tile.code * 10_000));
    let mut attributes = vec![("class", "more")];
    attributes.extend(href.as_deref().map(|href| ("href", href)));
    svg.open("a", &attributes);
    let told = left.iter().map(|place| format!("{} {} 家", place.name, place.firms)).collect::<Vec<_>>().join("、");
    svg.title(&told);
    let text = shorten(&format!("另{}市", left.len()), SMALL, foot.w);
    svg.line(&Line { x: foot.x, y: foot.bottom(), text, size: SMALL, bold: false, fill: LINK, title: None });
    svg.close("a");
}

/// A city without its ending: 苏州.
pub fn short(name: &str) -> &str {
    name.strip_suffix('市').filter(|stem| stem.chars().count() >= 2).unwrap_or(name)
}

#[cfg(test)]
#[path = "drawing_tests.rs"]
mod tests;
