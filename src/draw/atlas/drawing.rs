//! The atlas: bands of cards with firms inside. Edges are drawn behind the cards and not seen: a page shows those of the
//! card in hand. So paper and files have none.

use std::collections::HashMap;

use super::card::Face;
use super::header::{self, PictureHeader};
use super::input::{AtlasEdge, AtlasInput, Card};
use super::layout::{BandBox, CardBox, GroupBox, Layout, fit};
use super::route;
use crate::draw::kit::{Line, Picture, QUIET, Rect, Svg, VerdictStyle, address_part, font, number, verdict_style};
use crate::graph::DrawnKind;
use crate::model::Stage;

const EDGE: &str = "#0b4a8c";
/// Dash patterns of edges that go back, and of those on a cycle.
const RECYCLE: &str = "6 3";
const CYCLE: &str = "1.5 3";
const NARROWEST: u32 = 280;
const WIDEST: u32 = 4000;
/// A band higher than this says its name beside every row.
const HIGH: f64 = 640.0;
/// Below a row, where a page may end: under the edges that run there, above the next frame.
const CUT: f64 = 9.0;

/// The atlas of a chain, `input.width` px wide (280 to 4000).
pub fn atlas(input: &AtlasInput) -> Picture {
    measured(input).0
}

/// The same, and how much its cards could not say.
pub fn measured(input: &AtlasInput) -> (Picture, usize) {
    let width = f64::from(input.width.clamp(NARROWEST, WIDEST));
    let head = header::header(input, width);
    let layout = fit(input, width, head.height);
    let mut svg = Svg::default();
    svg.rect(Rect { x: 0.0, y: 0.0, w: width, h: layout.bottom }, 0.0, &[("fill", "#ffffff")]);
    paint_head(&mut svg, &head);
    for band in &layout.bands {
        svg.rect(band.rect, 4.0, &[("fill", "#f3f5f8")]);
    }
    for group in &layout.groups {
        paint_group(&mut svg, group);
    }
    paint_edges(&mut svg, input, &layout);
    for (placed, band) in layout.bands.iter().zip(&input.bands) {
        paint_band(&mut svg, &layout, placed, band.stage);
    }
    for placed in &layout.cards {
        paint_card(&mut svg, input, Layout::card(&input.bands, placed), placed);
    }
    let label = format!("{}（{}）产业链全景图，数据截至 {}", input.chain_name, input.home_name, input.as_of);
    let mut picture = Picture::new(svg, "atlas", label, (width, layout.bottom));
    picture.head = head.height;
    picture.cuts = cuts(&layout);
    (picture, layout.loss)
}

/// Below every line but those within a group that a page can hold; below a band's last line where the band ends.
fn cuts(layout: &Layout) -> Vec<f64> {
    let torn = |y: f64| layout.groups.iter().any(|g| g.rect.h <= HIGH && g.rect.y < y && y < g.rect.bottom());
    let mut cuts = Vec::new();
    for band in &layout.bands {
        let bottoms = layout.rows.iter().map(|row| row.bottom);
        let rows: Vec<f64> = bottoms.filter(|b| band.rect.y < *b && *b < band.rect.bottom()).collect();
        let before = rows.split_last().map_or(&[][..], |(_, before)| before);
        cuts.extend(before.iter().map(|bottom| bottom + CUT).filter(|cut| !torn(*cut)));
        cuts.push(band.rect.bottom() + 3.0);
    }
    if let Some(last) = cuts.last_mut() {
        *last = layout.bottom;
    }
    cuts
}

fn paint_head(svg: &mut Svg, head: &PictureHeader) {
    svg.open("g", &[("class", "head")]);
    for (verdict, rect) in &head.signs {
        frame(svg, *rect, 3.0, verdict_style(*verdict));
    }
    for line in &head.lines {
        svg.line(line);
    }
    svg.close("g");
}

/// A card's ground and border in the style of its verdict.
fn frame(svg: &mut Svg, rect: Rect, round: f64, style: VerdictStyle) {
    let border = number(style.border);
    let mut attributes =
        vec![("class", "frame"), ("fill", style.ground), ("stroke", style.ink), ("stroke-width", &*border)];
    attributes.extend(style.dash.map(|dash| ("stroke-dasharray", dash)));
    svg.rect(rect, round, &attributes);
    if style.double {
        let inner = [("fill", "none"), ("stroke", style.ink), ("stroke-width", "1")];
        svg.rect(rect.inset(3.0), (round - 2.0).max(0.0), &inner);
    }
}

/// The name of a stage, over the edges.
fn paint_band(svg: &mut Svg, layout: &Layout, band: &BandBox, stage: Stage) {
    let label = band.label;
    svg.rect(label, 4.0, &[("fill", "#2f4257")]);
    let beside = label.h > label.w;
    let mut text = |x: f64, y: f64, text: &str, fill| {
        svg.line(&Line { x, y, text: text.to_owned(), size: 14.0, bold: true, fill, title: None });
    };
    if beside {
        for middle in middles(layout, band) {
            for (i, c) in stage.zh().chars().enumerate() {
                text(label.x + 7.0, middle - 3.0 + 18.0 * i as f64, &c.to_string(), "#ffffff");
            }
        }
    } else {
        text(8.0, label.y + 16.0, stage.zh(), "#ffffff");
    }
    if !layout.cards.iter().any(|card| band.rect.y < card.rect.y && card.rect.y < band.rect.bottom()) {
        text(if beside { 44.0 } else { 8.0 }, band.rect.bottom() - 14.0, "本链没有这一段的环节", QUIET);
    }
}

/// Where a band's name stands: once, or beside every row of a high one, so that no page is without it.
fn middles(layout: &Layout, band: &BandBox) -> Vec<f64> {
    if band.rect.h <= HIGH {
        return vec![band.label.middle()];
    }
    let mut rows: Vec<f64> = layout.cards.iter().map(|card| card.rect.middle()).collect();
    rows.retain(|middle| band.rect.y < *middle && *middle < band.rect.bottom());
    rows.dedup();
    rows
}

fn paint_group(svg: &mut Svg, group: &GroupBox) {
    svg.rect(group.rect, 4.0, &[("class", "group"), ("fill", "#e6eaf0")]);
    let room = group.rect.w - 12.0;
    let text = font::shorten(&group.name, 12.0, room);
    let title = (text != group.name).then(|| group.name.clone());
    let (x, y) = (group.rect.x + 6.0, group.rect.y + 14.0);
    svg.line(&Line { x, y, text, size: 12.0, bold: false, fill: "#3a4654", title });
}

fn paint_edges(svg: &mut Svg, input: &AtlasInput, layout: &Layout) {
    let boxes: HashMap<&str, &CardBox> =
        layout.cards.iter().map(|c| (Layout::card(&input.bands, c).segment.as_str(), c)).collect();
    let hidden = [("visibility", "hidden"), ("pointer-events", "none")];
    svg.open("g", &[&[("class", "edges"), ("fill", "none"), ("stroke", EDGE)], &hidden[..]].concat());
    for (lane, edge) in input.edges.iter().enumerate() {
        if let (Some(from), Some(to)) = (boxes.get(edge.from.as_str()), boxes.get(edge.to.as_str())) {
            paint_edge(svg, edge, &route::path(layout, from, to, lane));
        }
    }
    svg.close("g");
}

fn paint_edge(svg: &mut Svg, edge: &AtlasEdge, data: &str) {
    let (class, dash) = match edge.kind {
        DrawnKind::Feed | DrawnKind::OtherChain => ("edge feed", None),
        DrawnKind::Recycle => ("edge recycle", Some(RECYCLE)),
        DrawnKind::Cycle => ("edge cycle", Some(CYCLE)),
    };
    let mut attributes = vec![("class", class), ("data-from", &*edge.from), ("data-to", &*edge.to), ("d", data)];
    attributes.extend(dash.map(|dash| ("stroke-dasharray", dash)));
    svg.empty("path", &attributes);
}

fn paint_card(svg: &mut Svg, input: &AtlasInput, card: &Card, placed: &CardBox) {
    let label = spoken(card, input.any_surveyed);
    let href = input
        .links
        .as_ref()
        .map(|kept| format!("/chains/{}/segments/{}{kept}", address_part(&input.chain), address_part(&card.segment)));
    let mut attributes = vec![("class", "card"), ("data-segment", &*card.segment)];
    attributes.extend(href.as_deref().map(|href| ("href", href)));
    svg.open("a", &attributes);
    svg.title(&label);
    let style = verdict_style(card.verdict);
    frame(svg, placed.rect, 4.0, style);
    paint_face(svg, placed.rect, &placed.face, style.ink);
    svg.close("a");
}

fn paint_face(svg: &mut Svg, rect: Rect, face: &Face, ink: &'static str) {
    let badge = Rect { x: rect.x + face.badge.x, y: rect.y + face.badge.y, ..face.badge };
    svg.rect(badge, 3.0, &[("fill", ink)]);
    for (line, top) in face.lines.iter().map(|l| (l, rect.y)).chain(face.foot.iter().map(|l| (l, rect.bottom()))) {
        svg.line(&Line { x: rect.x + line.x, y: top + line.y, ..line.clone() });
    }
}

/// A card in words, for those who hear the page.
fn spoken(card: &Card, any_surveyed: bool) -> String {
    let key = if card.key { "，重点环节" } else { "" };
    let mut text = format!("{}{key}，{}", card.name, card.verdict.label(any_surveyed));
    text += &card.direction.map_or(String::new(), |d| format!("，{}", d.zh()));
    if card.assessed {
        text += &format!("，人工认定，计算为{}", card.computed.zh());
    }
    if card.to_verify {
        text += "，待核实";
    }
    text += &format!("，本地企业 {} 家", card.local);
    if card.unverified > 0 {
        text += &format!("，其中 {} 家待核实", card.unverified);
    }
    if card.unlocated > 0 {
        text += &format!("，另有 {} 家所在地未知", card.unlocated);
    }
    text += &format!("，候选企业 {} 家", card.candidates);
    text += &card.rank_told().map_or(String::new(), |rank| format!("，{rank}"));
    if let Some(listed) = card.listed {
        text += &format!("，清单上 {} 家，最远{}", listed.firms, listed.furthest.zh());
    }
    let links = card.elsewhere.iter().map(|(_, feed)| format!("，{feed}"));
    let text = links.fold(text, |text, link| text + &link);
    if card.headline.is_empty() { text } else { format!("{text}。{}", card.headline) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::{boxes, example};

    #[test]
    fn the_same_input_gives_the_same_bytes() {
        assert_eq!(atlas(&example::input(24, 1150.0)).svg(), atlas(&example::input(24, 1150.0)).svg());
    }

    #[test]
    fn names_from_outside_cannot_write_markup() {
        let mut input = example::input(3, 1150.0);
        input.chain_name = "<script>\"'&".to_owned();
        input.bands[0].cards[0].name = "<b onload=\"x\">&".to_owned();
        input.bands[0].cards[0].segment = "a/../b\"<".to_owned();
        let svg = atlas(&input).svg();
        assert!(!svg.contains("<script") && !svg.contains("<b ") && svg.contains("&lt;script&gt;"));
        assert!(svg.contains("/segments/a%2F..%2Fb%22%3C"));
    }

    #[test]
    fn nothing_needs_inline_style_or_script() {
        let svg = atlas(&example::input(24, 366.0)).svg();
        for word in [" style=", "<style", "<script", "onclick", "javascript:"] {
            assert!(!svg.contains(word), "{word}");
        }
    }

    #[test]
    fn every_text_is_measured_and_large_enough() {
        let svg = atlas(&example::input(24, 1150.0)).svg();
        let texts = svg.matches("<text ").count();
        assert_eq!(texts, svg.matches(" textLength=").count());
        assert!(texts > 48 && !svg.contains("font-size=\"11"));
    }

    #[test]
    fn chains_of_any_size_are_readable_on_screen() {
        for (leaves, firms) in [(1, 1), (60, 400), (200, 3000)] {
            for width in [366, 1170, 1704] {
                let input = AtlasInput { width, ..example::city(leaves, firms) };
                boxes::assert_readable(&atlas(&input).svg(), 12.0);
            }
        }
    }

    #[test]
    fn rare_characters_are_drawn_and_long_names_told_on_focus() {
        let mut input = example::input(3, 1150.0);
        let (rare, long) = ("镕堃喆犇珺璟昇䶮㛃㭎𬍛𫖯𬭎", "名".repeat(200));
        input.bands[0].cards[0].name = rare.to_owned();
        input.bands[1].cards[0].name.clone_from(&long);
        let picture = atlas(&input);
        assert!(picture.lacking.is_empty(), "{:?}", picture.lacking);
        let told = boxes::texts(&picture.svg()).iter().map(|t| t.text.clone()).collect::<String>();
        assert!(told.contains(rare) && picture.svg().contains(&format!("<title>{long}</title>")), "{told}");
    }

    #[test]
    fn overruled_cards_show_both_verdicts_and_edges_name_their_ends() {
        let svg = atlas(&example::input(24, 1150.0)).svg();
        assert!(svg.contains("认定（计算为"));
        assert_eq!(svg.matches("class=\"edge ").count(), example::input(24, 1150.0).edges.len());
        assert!(svg.contains("class=\"edges\" fill=\"none\" stroke=\"#0b4a8c\" visibility=\"hidden\""), "off");
    }
}
