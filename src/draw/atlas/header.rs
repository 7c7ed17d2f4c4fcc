//! The head of the atlas: what it shows, of when, by which rules; and what the signs mean.

use super::input::AtlasInput;
use crate::draw::kit::{Line, QUIET, Rect, TEXT, shorten, width};
use crate::graph::DrawnKind;
use crate::model::{Standing, Verdict};

const TITLE: f64 = 18.0;
const SMALL: f64 = 12.0;
const ROW: f64 = 22.0;
/// Space between two texts.
const APART: f64 = 12.0;

/// A sign of the legend.
#[derive(Debug, Clone, PartialEq)]
pub enum Sign {
    /// A small card with the border of a verdict.
    Verdict(Verdict, Rect),
    /// A line like an edge, from its left end; the dash pattern.
    Edge(f64, f64, Option<&'static str>),
}

/// The head, in px from the picture's upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureHeader {
    pub lines: Vec<Line>,
    pub signs: Vec<Sign>,
    pub height: f64,
}

enum Mark {
    Verdict(Verdict),
    Edge(Option<&'static str>),
    Word,
}

/// Dash patterns of the edges, by kind.
pub const RECYCLE: &str = "6 3";
/// As [`RECYCLE`], for edges on a cycle.
pub const CYCLE: &str = "1.5 3";

/// Lays out the head of a picture of this width.
pub fn header(input: &AtlasInput, room: f64) -> PictureHeader {
    let mut lines = Vec::new();
    let title = format!("{}产业链全景图", input.chain_name.trim_end_matches("产业链"));
    let shown = shorten(&title, TITLE, room);
    let after = width(&shown, TITLE) + 14.0;
    let full = (shown != title).then_some(title);
    lines.push(Line { x: 0.0, y: 20.0, text: shown, size: TITLE, bold: true, fill: TEXT, title: full });
    let facts = [input.home_name.clone(), format!("数据截至 {}", input.as_of), format!("规则 {}", input.rules)];
    let wide: f64 = facts.iter().map(|fact| width(fact, SMALL) + APART).sum();
    let (mut x, y) = if after + wide <= room { (after, 19.0) } else { (0.0, 40.0) };
    for fact in facts {
        let text = shorten(&fact, SMALL, room - x);
        let title = (text != fact).then_some(fact);
        let line = Line { title, ..quiet(x, y, text) };
        x = (x + line.width() + APART).min(room - SMALL);
        lines.push(line);
    }
    let mut head = PictureHeader { lines, signs: Vec::new(), height: y + 9.0 };
    legend(&mut head, input, room);
    head
}

fn quiet(x: f64, y: f64, text: String) -> Line {
    Line { x, y, text, size: SMALL, bold: false, fill: QUIET, title: None }
}

fn legend(head: &mut PictureHeader, input: &AtlasInput, room: f64) {
    let (mut x, mut y) = (0.0, head.height);
    for (mark, text) in marks(input) {
        let sign = if matches!(mark, Mark::Word) { 0.0 } else { 30.0 };
        let wide = sign + width(&text, SMALL);
        if x > 0.0 && x + wide > room {
            (x, y) = (0.0, y + ROW);
        }
        match mark {
            Mark::Verdict(verdict) => {
                head.signs.push(Sign::Verdict(verdict, Rect { x: x + 1.5, y: y + 3.5, w: 22.0, h: 13.0 }));
            }
            Mark::Edge(dash) => head.signs.push(Sign::Edge(x, y + 10.0, dash)),
            Mark::Word => {}
        }
        head.lines.push(quiet(x + sign, y + 14.5, text));
        x += wide + APART;
    }
    head.height = y + ROW + 4.0;
}

/// All six verdicts with their counts; of the other signs those that occur.
fn marks(input: &AtlasInput) -> Vec<(Mark, String)> {
    let cards = || input.bands.iter().flat_map(|b| &b.cards);
    let stands = |standing| cards().any(|c| c.firms.iter().any(|f| f.standing == Some(standing)));
    let mut marks: Vec<_> = Verdict::ALL
        .iter()
        .map(|&verdict| {
            let count = cards().filter(|c| c.verdict == verdict).count();
            (Mark::Verdict(verdict), format!("{} {count}", verdict.label(input.any_surveyed)))
        })
        .collect();
    let words = [
        ("★重点环节", cards().any(|c| c.key)),
        ("◆链主", stands(Standing::Anchor)),
        ("◇龙头/上市", stands(Standing::Leading)),
        ("？待核实", cards().any(|c| c.unverified > 0 || c.to_verify)),
        ("←→延链方向", cards().any(|c| c.direction.is_some())),
        ("⇄跨链供给", cards().any(|c| !c.elsewhere.is_empty())),
    ];
    marks.extend(words.into_iter().filter(|(_, occurs)| *occurs).map(|(word, _)| (Mark::Word, word.to_owned())));
    let edges = [
        (DrawnKind::Feed, None, "供给"),
        (DrawnKind::Recycle, Some(RECYCLE), "回收"),
        (DrawnKind::Cycle, Some(CYCLE), "成环"),
    ];
    let occurring = edges.into_iter().filter(|(kind, ..)| input.edges.iter().any(|e| e.kind == *kind));
    marks.extend(occurring.map(|(_, dash, word)| (Mark::Edge(dash), word.to_owned())));
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::example;

    #[test]
    fn the_head_stays_within_the_picture_and_its_texts_apart() {
        for width in [320.0, 366.0, 1150.0, 1704.0] {
            let head = header(&example::input(9, width), width);
            for (i, a) in head.lines.iter().enumerate() {
                assert!(a.x + a.width() <= width + 0.01 && a.y < head.height);
                let apart = |b: &Line| (a.y - b.y).abs() >= 12.0 || b.x >= a.x + a.width() || a.x >= b.x + b.width();
                assert!(head.lines[i + 1..].iter().all(apart), "{}", a.text);
            }
        }
    }
}
