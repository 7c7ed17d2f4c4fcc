//! The paths to one target: a lane for each path, boxes from the source to the target, what joins them on the arrows.
//! A lane that is wider than the picture goes on in the next line.

use crate::draw::kit::{FONTS, Line, QUIET, Rect, Svg, TEXT, number, shorten, width};

/// Everything one picture shows; at most 300 boxes of it are drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct PathsPicture {
    /// What is shown, for those who hear the page.
    pub title: String,
    /// Best first, a lane each.
    pub paths: Vec<PicturePath>,
    /// How wide the picture may be, in px.
    pub width: u32,
}

/// One path: its nodes, and on what each but the first rests.
#[derive(Debug, Clone, PartialEq)]
pub struct PicturePath {
    /// Beside the lane's number: how strong it is, and whether it is 同业.
    pub label: String,
    /// From the source to the target.
    pub nodes: Vec<PictureNode>,
}

/// A box, and the arrow that leads to it.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureNode {
    /// The word before the colon of `kind:id`.
    pub kind: &'static str,
    /// As people read it.
    pub name: String,
    /// What joins it to the one before; empty for the first.
    pub tie: String,
    /// Where it leads; none has no page.
    pub address: Option<String>,
}

const NODES: usize = 300;
const NAME: f64 = 13.0;
const SMALL: f64 = 12.0;
const HEIGHT: f64 = 40.0;
const PAD: f64 = 10.0;
const WIDEST: f64 = 230.0;
const ARROW: f64 = 26.0;
const BETWEEN: f64 = 16.0;
const EDGE: &str = "#5b6877";

/// A box laid out.
struct Placed<'a> {
    rect: Rect,
    node: &'a PictureNode,
    name: String,
    tie: String,
    /// The first of a line that is no lane's first: its arrow begins at the left.
    wrapped: bool,
}

/// The picture as one SVG text.
pub fn paths(picture: &PathsPicture) -> String {
    let room = f64::from(picture.width);
    let (mut lanes, mut y, mut drawn) = (Vec::new(), 4.0, 0);
    for (place, path) in (1..).zip(&picture.paths) {
        drawn += path.nodes.len();
        if drawn > NODES {
            break;
        }
        let label = format!("{place}. {}", path.label);
        let placed = lane(path, y + 22.0, room);
        let bottom = placed.last().map_or(y, |last| last.rect.bottom());
        lanes.push((y + 14.0, label, placed));
        y = bottom + BETWEEN;
    }
    let mut svg = Svg::default();
    open(&mut svg, &picture.title, room, y);
    for (y, label, placed) in &lanes {
        let text = shorten(label, SMALL, room);
        svg.line(&Line { x: 0.0, y: *y, text, size: SMALL, bold: true, fill: QUIET, title: None });
        placed.iter().enumerate().for_each(|(place, node)| paint(&mut svg, node, place > 0));
    }
    svg.close("svg");
    svg.done()
}

fn lane(path: &PicturePath, top: f64, room: f64) -> Vec<Placed<'_>> {
    let (mut x, mut y) = (0.0, top);
    let mut placed: Vec<Placed> = Vec::with_capacity(path.nodes.len());
    for (place, node) in path.nodes.iter().enumerate() {
        let tie = shorten(&node.tie, SMALL, (room - ARROW - 8.0).min(WIDEST));
        let before = if place == 0 { 0.0 } else { width(&tie, SMALL) + ARROW };
        let wanted = width(&node.name, NAME).max(width(word(node.kind), SMALL)) + 2.0 * PAD;
        let wide = wanted.min(WIDEST).min(room - 2.0);
        let wrapped = place > 0 && x + before + wide > room - 1.0;
        if wrapped {
            // The arrow stands above the box, so that the two need not share a line.
            (x, y) = (1.0, y + HEIGHT + 26.0);
        } else {
            x += before + if place == 0 { 1.0 } else { 0.0 };
        }
        let name = shorten(&node.name, NAME, wide - 2.0 * PAD);
        placed.push(Placed { rect: Rect { x, y, w: wide, h: HEIGHT }, node, name, tie, wrapped });
        x += wide;
    }
    placed
}

fn open(svg: &mut Svg, title: &str, width: f64, height: f64) {
    let (w, h) = (number(width), number(height));
    let attributes = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("class", "paths"),
        ("width", &*w),
        ("height", &*h),
        ("viewBox", &format!("0 0 {w} {h}")),
        ("role", "group"),
        ("aria-label", title),
        ("font-family", FONTS),
    ];
    svg.open("svg", &attributes);
    svg.rect(Rect { x: 0.0, y: 0.0, w: width, h: height }, 0.0, &[("fill", "#ffffff")]);
}

fn paint(svg: &mut Svg, placed: &Placed, joined: bool) {
    if joined {
        arrow(svg, placed);
    }
    if let Some(address) = &placed.node.address {
        svg.open("a", &[("class", "node"), ("href", address)]);
    }
    let (dash, round) = border(placed.node.kind);
    let mut attributes = vec![("class", "frame"), ("fill", "#f6f8fa"), ("stroke", "#35618e"), ("stroke-width", "1.4")];
    attributes.extend(dash.map(|dash| ("stroke-dasharray", dash)));
    svg.rect(placed.rect, round, &attributes);
    let (x, y) = (placed.rect.x + PAD, placed.rect.y);
    let text = |text: &str, y, size, bold, fill| Line { x, y, text: text.to_owned(), size, bold, fill, title: None };
    svg.line(&text(word(placed.node.kind), y + 15.0, SMALL, false, QUIET));
    let title = (placed.name != placed.node.name).then(|| placed.node.name.clone());
    svg.line(&Line { title, ..text(&placed.name, y + 32.0, NAME, true, TEXT) });
    if placed.node.address.is_some() {
        svg.close("a");
    }
}

/// An arrow to the left side of a box, or to the top of one that begins a line; on it what joins the two.
fn arrow(svg: &mut Svg, placed: &Placed) {
    let rect = placed.rect;
    let (data, head, x, y) = if placed.wrapped {
        let x = rect.x + 14.0;
        let data = format!("M{} {}V{}", number(x), number(rect.y - 22.0), number(rect.y - 3.0));
        let head = format!("M{} {}l4 -7h-8z", number(x), number(rect.y - 1.0));
        (data, head, x + 10.0, rect.y - 8.0)
    } else {
        let (long, middle) = (width(&placed.tie, SMALL) + ARROW, rect.y + HEIGHT / 2.0 + 4.0);
        let data = format!("M{} {}H{}", number(rect.x - long + 2.0), number(middle), number(rect.x - 3.0));
        let head = format!("M{} {}l-7 -4v8z", number(rect.x - 1.0), number(middle));
        (data, head, rect.x - long + 9.0, middle - 5.0)
    };
    svg.empty("path", &[("d", &data), ("fill", "none"), ("stroke", EDGE), ("stroke-width", "1.2")]);
    svg.empty("path", &[("d", &head), ("fill", EDGE)]);
    let title = (placed.tie != placed.node.tie).then(|| placed.node.tie.clone());
    svg.line(&Line { x, y, text: placed.tie.clone(), size: SMALL, bold: false, fill: QUIET, title });
}

/// The word in a box.
fn word(kind: &str) -> &'static str {
    match kind {
        "enterprise" => "企业",
        "fund" => "基金",
        "manager" => "管理人",
        "person" => "人物",
        _ => "协会",
    }
}

/// The border of a box: dash pattern and roundness tell the kinds apart, beside the word.
fn border(kind: &str) -> (Option<&'static str>, f64) {
    match kind {
        "enterprise" => (None, 2.0),
        "fund" => (Some("7 3"), 2.0),
        "manager" => (Some("2 2"), 2.0),
        "person" => (None, 18.0),
        _ => (Some("7 3"), 18.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, count: usize) -> PathsPicture {
        let node = |at: usize| PictureNode {
            kind: ["enterprise", "person", "fund", "association", "manager"][at % 5],
            name: ["合肥甲公司", "王某", "Contemporary Amperex Technology (Hefei) Limited <&>"][at % 3]
                .repeat(at % 2 + 1),
            tie: if at == 0 {
                String::new()
            } else {
                "合肥甲公司向其供应电解液和很多别的产品，来源年报".to_owned()
            },
            address: at.is_multiple_of(5).then(|| "/enterprise?id=e1&home=1".to_owned()),
        };
        let path = |_| PicturePath { label: "强度 0.640".to_owned(), nodes: (0..5).map(node).collect() };
        PathsPicture { title: "到目标的路径".to_owned(), paths: (0..count).map(path).collect(), width }
    }

    #[test]
    fn boxes_and_texts_stay_within_the_picture_and_boxes_apart() {
        for width in [280, 366, 700, 1170] {
            let picture = picture(width, 1);
            let placed = lane(&picture.paths[0], 20.0, f64::from(width));
            for (at, one) in placed.iter().enumerate() {
                assert!(one.rect.x >= 0.0 && one.rect.x + one.rect.w <= f64::from(width), "{width}");
                let apart = |other: &Placed| other.rect.y > one.rect.bottom() || other.rect.x > one.rect.x + one.rect.w;
                assert!(placed[at + 1..].iter().all(apart), "{width}");
            }
        }
    }

    #[test]
    fn names_are_escaped_texts_measured_and_boxes_bounded() {
        let svg = paths(&picture(366, 100));
        assert!(!svg.contains("<&>") && !svg.contains(" style="));
        assert_eq!(svg.matches("<text ").count(), svg.matches(" textLength=").count());
        assert_eq!(svg.matches("class=\"frame\"").count(), NODES);
        assert_eq!(svg, paths(&picture(366, 100)));
    }
}
