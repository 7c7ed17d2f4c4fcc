//! Where the texts of a finished SVG stand, computed from the SVG alone.

use resvg::usvg::roxmltree::{Document, Node};

use super::rect::Rect;

/// A text as it is drawn.
#[derive(Debug)]
pub struct TextBox {
    pub text: String,
    pub rect: Rect,
    /// Its size after every scaling.
    pub size: f64,
    pub bold: bool,
}

#[derive(Clone, Copy)]
struct Place {
    x: f64,
    y: f64,
    scale: f64,
    /// What is seen, in the outermost measure.
    seen: Rect,
}

/// The texts that are seen.
pub fn texts(svg: &str) -> Vec<TextBox> {
    let document = Document::parse(svg).unwrap();
    let root = document.root_element();
    let seen = Rect { x: 0.0, y: 0.0, w: number(root, "width"), h: number(root, "height") };
    let mut found = Vec::new();
    for child in root.children() {
        walk(child, Place { x: 0.0, y: 0.0, scale: 1.0, seen }, &mut found);
    }
    found
}

fn number(node: Node, name: &str) -> f64 {
    node.attribute(name).unwrap_or_else(|| panic!("{name} of {node:?}")).parse().unwrap()
}

fn walk(node: Node, place: Place, found: &mut Vec<TextBox>) {
    match node.tag_name().name() {
        "text" => found.extend(text(node, place)),
        "svg" => {
            let inside = inner(node, place);
            node.children().for_each(|child| walk(child, inside, found));
        }
        _ => {
            // Pages stand below one another; whatever else is moved is a nested svg.
            let down = node.attribute("transform").map_or(0.0, |moved| {
                let down = moved.strip_prefix("translate(0 ").and_then(|rest| rest.strip_suffix(')'));
                down.and_then(|down| down.parse::<f64>().ok()).unwrap_or_else(|| panic!("{moved}"))
            });
            let place = Place { y: place.y + down * place.scale, ..place };
            node.children().for_each(|child| walk(child, place, found));
        }
    }
}

fn inner(node: Node, place: Place) -> Place {
    let view: Vec<f64> = node.attribute("viewBox").unwrap().split(' ').map(|n| n.parse().unwrap()).collect();
    let [x, y] = ["x", "y"].map(|name| if node.has_attribute(name) { number(node, name) } else { 0.0 });
    let [w, h] = ["width", "height"].map(|name| number(node, name));
    let own = w / view[2];
    assert!((own - h / view[3]).abs() < 0.01, "the same scale both ways");
    let at = (place.x + x * place.scale, place.y + y * place.scale);
    let seen = Rect { x: at.0, y: at.1, w: w * place.scale, h: h * place.scale };
    let scale = place.scale * own;
    Place { x: at.0 - view[0] * scale, y: at.1 - view[1] * scale, scale, seen }
}

fn text(node: Node, place: Place) -> Option<TextBox> {
    let size = number(node, "font-size") * place.scale;
    let (x, y) = (place.x + number(node, "x") * place.scale, place.y + number(node, "y") * place.scale);
    // The font's Chinese characters reach from 0.86 above the base line to 0.1 below.
    let rect = Rect { x, y: y - 0.86 * size, w: number(node, "textLength") * place.scale, h: 0.96 * size };
    let text = node.children().filter(Node::is_text).filter_map(|t| t.text()).collect();
    rect.overlaps(place.seen).then(|| TextBox { text, rect, size, bold: node.attribute("stroke").is_some() })
}

/// No two texts overlap, and none is smaller than this.
pub fn assert_readable(svg: &str, smallest: f64) {
    let mut all = texts(svg);
    assert!(!all.is_empty());
    all.sort_by(|a, b| a.rect.y.total_cmp(&b.rect.y));
    for (at, a) in all.iter().enumerate() {
        assert!(a.size >= smallest - 0.01, "{} is {} high", a.text, a.size);
        let near = all[at + 1..].iter().take_while(|b| b.rect.y < a.rect.bottom());
        for b in near {
            assert!(!a.rect.inset(0.15).overlaps(b.rect), "{a:?} and {b:?}");
        }
    }
}
