//! The head of the atlas: what it shows, of when; and what the signs mean.

use super::input::AtlasInput;
use crate::draw::kit::{Line, QUIET, Rect, TEXT, shorten, width};
use crate::model::{Standing, Verdict};

const TITLE: f64 = 20.0;
const SMALL: f64 = 12.0;
const ROW: f64 = 22.0;
/// Space between two texts.
const APART: f64 = 12.0;

/// The head, in px from the picture's upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureHeader {
    pub lines: Vec<Line>,
    /// Small cards with the border of a verdict.
    pub signs: Vec<(Verdict, Rect)>,
    pub height: f64,
}

/// Lays out the head of a picture of this width.
pub fn header(input: &AtlasInput, room: f64) -> PictureHeader {
    let mut lines = Vec::new();
    let title = format!("{}产业链全景图", input.chain_name.trim_end_matches("产业链"));
    let shown = shorten(&title, TITLE, room);
    let after = width(&shown, TITLE) + 14.0;
    let full = (shown != title).then_some(title);
    lines.push(Line { x: 0.0, y: 20.0, text: shown, size: TITLE, bold: true, fill: TEXT, title: full });
    let unlocated: usize = input.bands.iter().flat_map(|b| &b.cards).map(|card| card.unlocated).sum();
    let unlocated = (unlocated > 0).then(|| format!("{unlocated}家所在地未知，见各环节"));
    let facts: Vec<String> =
        [input.home_name.clone(), format!("数据截至 {}", input.as_of)].into_iter().chain(unlocated).collect();
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
    for (verdict, text) in marks(input) {
        let sign = if verdict.is_some() { 30.0 } else { 0.0 };
        let wide = sign + width(&text, SMALL);
        if x > 0.0 && x + wide > room {
            (x, y) = (0.0, y + ROW);
        }
        head.signs.extend(verdict.map(|verdict| (verdict, Rect { x: x + 1.5, y: y + 3.5, w: 22.0, h: 13.0 })));
        let told = shorten(&text, SMALL, room - sign);
        let title = (told != text).then_some(text);
        head.lines.push(Line { title, ..quiet(x + sign, y + 14.5, told) });
        x += wide + APART;
    }
    head.height = y + ROW + 4.0;
}

/// All six verdicts with their counts; of the other signs those that occur.
fn marks(input: &AtlasInput) -> Vec<(Option<Verdict>, String)> {
    let cards = || input.bands.iter().flat_map(|b| &b.cards);
    let stands = |standing| cards().any(|c| c.firms.iter().any(|f| f.standing == Some(standing)));
    let verdicts = Verdict::ALL.iter().map(|&verdict| {
        let count = cards().filter(|c| c.verdict == verdict).count();
        (Some(verdict), format!("{} {count}", verdict.label(input.any_surveyed)))
    });
    let words = [
        ("★重点环节", cards().any(|c| c.key)),
        ("◆链主", stands(Standing::Anchor)),
        ("◇龙头/上市", stands(Standing::Leading)),
        ("？待核实", cards().any(|c| c.unverified > 0 || c.to_verify)),
        ("←→延链方向", cards().any(|c| c.direction.is_some())),
        ("⇄跨链供给", cards().any(|c| !c.elsewhere.is_empty())),
        ("第n：缺口序", cards().any(|c| c.rank.is_some())),
        ("清单：家数·状态", cards().any(|c| c.listed.is_some())),
    ];
    let words = words.into_iter().filter(|(_, occurs)| *occurs).map(|(word, _)| (None, word.to_owned()));
    verdicts.chain(words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::example;

    #[test]
    fn the_head_stays_within_the_picture_and_its_texts_apart() {
        for width in [280.0, 320.0, 366.0, 1150.0, 1704.0] {
            let head = header(&example::input(9, width), width);
            for (i, a) in head.lines.iter().enumerate() {
                assert!(a.x + a.width() <= width + 0.01 && a.y < head.height);
                let apart = |b: &Line| (a.y - b.y).abs() >= 12.0 || b.x >= a.x + a.width() || a.x >= b.x + b.width();
                assert!(head.lines[i + 1..].iter().all(apart), "{}", a.text);
            }
        }
    }
}
