//! What the map says of itself: its head, its signs, what it could not place.

use super::ground::GroundPart;
use super::input::{Ground, MapInput, MapPlace};
use crate::draw::kit::{Line, QUIET, Svg, TEXT, shorten, width, wrap};

const TITLE: f64 = 20.0;
const SMALL: f64 = 12.0;
const LEADING: f64 = 18.0;
const APART: f64 = 12.0;
/// More cities than these are counted, not named.
const NAMED: usize = 40;
/// Enough for all of them.
const MOST_LINES: usize = 60;

/// Paints the head; the y below it.
pub fn head(svg: &mut Svg, input: &MapInput, room: f64) -> f64 {
    let title = format!("{}招商地图", input.chain_name);
    let shown = shorten(&title, TITLE, room);
    let mut x = width(&shown, TITLE) + 14.0;
    svg.line(&Line { bold: true, ..line(0.0, 20.0, shown, TITLE, TEXT) });
    let firms: usize = input.places.iter().map(|p| p.firms).sum();
    // Firms abroad, and those of which nobody says where they are, are told apart.
    let places = input.places.iter().filter(|place| place.adcode.is_some()).count();
    let mut facts = vec![
        format!("本地 {}", input.home_name),
        format!("{} {firms} 家，{places} 处", input.counted),
        format!("数据截至 {}", input.as_of),
    ];
    if !input.chosen.is_empty() {
        facts.insert(1, input.chosen.clone());
    }
    let mut y = 19.0;
    for fact in facts {
        let fact = shorten(&fact, SMALL, room);
        let wide = width(&fact, SMALL);
        if x > 0.0 && x + wide > room {
            (x, y) = (0.0, y + LEADING);
        }
        svg.line(&line(x, y, fact, SMALL, QUIET));
        x += wide + APART;
    }
    y + 10.0
}

/// Paints the legend and what has no place on the picture below `top`; the y where the picture ends.
pub fn legend(svg: &mut Svg, input: &MapInput, cells: &[GroundPart], wide: f64, top: f64) -> f64 {
    let lowest = cells.iter().map(|cell| cell.rect.bottom()).fold(0.0, f64::max);
    let beside = top < lowest;
    // Three columns of tiles are free in the lower left corner.
    let room = if beside {
        cells.iter().map(|cell| cell.rect.x).filter(|x| *x > wide * 0.3).fold(wide, f64::min) - 14.0
    } else {
        wide
    };
    let mut y = top + 2.0;
    let mut say = |text: &str, fill: &'static str, most: usize| {
        for text in wrap(text, SMALL, room, most) {
            y += LEADING;
            svg.line(&line(0.0, y, text, SMALL, fill));
        }
    };
    let home = match &input.ground {
        Ground::Outline(..) => "★ 本地　",
        Ground::Province(shown) if *shown != input.home.province() => "",
        Ground::Province(_) | Ground::Tiles => "红框 本地所在省　",
    };
    let signs = format!("圆内数字＝{}家数，圆越大家数越多；{home}▲ 有招商队派驻", input.counted);
    say(&signs, QUIET, 4);
    let unplaced = unplaced(input, cells);
    if !unplaced.is_empty() {
        let names: Vec<String> = unplaced.iter().take(NAMED).map(|p| format!("{} {}", p.name, p.firms)).collect();
        let more = unplaced.len().saturating_sub(NAMED);
        let more = if more > 0 { format!("，另 {more} 处见表") } else { String::new() };
        say(&format!("没有坐标、未画在图上：{}{more}", names.join("、")), TEXT, MOST_LINES);
    }
    for post in &input.posts {
        say(&format!("▲ {}", post.squad), QUIET, 3);
    }
    match &input.ground {
        Ground::Outline(_, mark) => say(mark, TEXT, 2),
        Ground::Tiles => say("示意图：每格一个省级行政区，不表示边界、面积和距离", QUIET, 3),
        Ground::Province(_) => say("示意图：只表示城市的大致方位，不表示边界和距离", QUIET, 3),
    }
    (y + 10.0).max(lowest + 2.0)
}

/// Places that have no bubble and stand in no tile.
fn unplaced<'a>(input: &'a MapInput, cells: &[GroundPart]) -> Vec<&'a MapPlace> {
    let placed = |at: usize| cells.iter().any(|cell| cell.places.iter().any(|(place, _)| *place == at));
    input.places.iter().enumerate().filter(|(at, _)| !placed(*at)).map(|(_, place)| place).collect()
}

fn line(x: f64, y: f64, text: String, size: f64, fill: &'static str) -> Line {
    Line { x, y, text, size, bold: false, fill, title: None }
}
