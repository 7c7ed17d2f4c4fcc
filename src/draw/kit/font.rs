//! The font everything is measured and printed with, and what its numbers say about a text.

use std::sync::LazyLock;

/// Noto Sans CJK SC Regular (OFL 1.1), cut by `web/font/subset.py`; it has no kerning, so that a line is as wide as the
/// sum of its advances.
pub static BYTES: &[u8] = include_bytes!("../../../web/font/NotoSansCJKsc-subset.otf");

/// The family's name in the file.
pub const FAMILY: &str = "Noto Sans CJK SC";

/// What a text ends in that was cut.
const CUT: char = '…';

/// What stands for a character the font lacks where no other font can step in: the mark printers use.
pub const STAND_IN: char = '〓';

/// No line ends in one of these, and none begins with one of those.
/// A last line is no narrower than so many characters where it need not be; of so many bytes at most it may be such.
const RUNT: f64 = 4.0;
const LONGEST_RUNT: usize = 32;
const OPENING: &str = "（《〈“「『【〔";
const CLOSING: &str = "，。、；：！？）》〉”」』】〕";

/// Advances in thousandths of an em by code point, up to the last plane of Chinese characters.
static ADVANCES: LazyLock<Vec<u16>> = LazyLock::new(|| advances().expect("invariant: the embedded font is readable"));
const CODE_POINTS: usize = 0x3_0000;
const LACKING: u16 = u16::MAX;

fn advances() -> Result<Vec<u16>, ttf_parser::FaceParsingError> {
    let face = ttf_parser::Face::parse(BYTES, 0)?;
    let mut all = vec![LACKING; CODE_POINTS];
    for subtable in face.tables().cmap.iter().flat_map(|cmap| cmap.subtables).filter(|t| t.is_unicode()) {
        subtable.codepoints(|code| {
            let glyph = subtable.glyph_index(code);
            let advance = glyph.and_then(|glyph| face.glyph_hor_advance(glyph));
            if let (Some(advance), Some(place)) = (advance, all.get_mut(code as usize)) {
                *place = advance;
            }
        });
    }
    Ok(all)
}

fn known(c: char) -> Option<u16> {
    ADVANCES.get(c as usize).copied().filter(|advance| *advance != LACKING)
}

/// Whether the font can draw a character.
pub fn has(c: char) -> bool {
    known(c).is_some()
}

/// The advance in em; one that the font lacks counts as one em, as its stand-in is drawn.
fn advance(c: char) -> f64 {
    known(c).map_or(1.0, |thousandths| f64::from(thousandths) / 1000.0)
}

/// The width of a text in px at a font size.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// The text, cut with … where it is wider than `room`.
pub fn shorten(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut left = room - advance(CUT) * size;
    let mut kept = String::new();
    for c in text.chars() {
        left -= advance(c) * size;
        if left < 0.0 {
            break;
        }
        kept.push(c);
    }
    kept.push(CUT);
    kept
}

/// The text on at most `most` lines no wider than `room`; Latin words stay whole where they can, the last line is cut
/// with … where there is more.
pub fn wrap(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && lines.len() + 1 < most {
        let (line, after) = rest.split_at(even_end(rest, size, room));
        lines.push(line.trim_end().to_owned());
        rest = after.trim_start();
    }
    if !rest.is_empty() {
        lines.push(shorten(rest, size, room));
    }
    lines
}

/// Where the first line of a text ends, so that the last one is no single word: where it would be, this line gives some
/// of its own.
fn even_end(text: &str, size: f64, room: f64) -> usize {
    let end = line_end(text, size, room);
    let runt = RUNT * size;
    let left = |end: usize| width(text[end..].trim(), size);
    if text.len() - end > LONGEST_RUNT || room < 4.0 * runt || left(end) >= runt || end == text.len() {
        return end;
    }
    let sooner = line_end(text, size, room - runt);
    if left(sooner) <= room { sooner } else { end }
}

/// Where the first line of a text ends, in bytes; at least one character stands on it.
fn line_end(text: &str, size: f64, room: f64) -> usize {
    let (mut wide, mut word) = (0.0, 0);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        wide += advance(c) * size;
        let bound = in_word(before) && in_word(c) || OPENING.contains(before) || CLOSING.contains(c);
        if at > 0 && !bound {
            word = at;
        }
        if wide > room && at > 0 {
            return if word > 0 { word } else { at };
        }
        before = c;
    }
    text.len()
}

fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_./&%+=()".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_one_em_and_ascii_is_what_the_font_says() {
        assert!((width("链图", 12.0) - 24.0).abs() < 1e-9);
        assert!((width("A~ ", 1000.0) - (608.0 + 555.0 + 224.0)).abs() < 1e-9);
    }

    #[test]
    fn a_shortened_text_fits_its_room() {
        for room in [12.0, 30.0, 61.5, 100.0, 400.0] {
            for text in ["合肥国轩高科动力能源有限公司", "Contemporary Amperex 宁德时代 A/B", ""] {
                let cut = shorten(text, 12.0, room);
                assert!(width(&cut, 12.0) <= room, "{cut} in {room}");
                assert_eq!(cut == text, width(text, 12.0) <= room);
            }
        }
    }

    #[test]
    fn wrapped_lines_fit_and_lose_nothing_until_the_last() {
        let text = "经 甲公司董事 王某 → Contemporary Amperex Technology，再到目标企业";
        for room in [40.0, 90.0, 200.0, 900.0] {
            let lines = wrap(text, 12.0, room, 40);
            assert!(lines.iter().all(|line| width(line, 12.0) <= room), "{lines:?}");
            let joined: String = lines.concat();
            assert_eq!(joined.replace(' ', ""), text.replace(' ', ""));
            assert!(wrap(text, 12.0, room, 2).len() <= 2);
        }
        assert!(wrap(" ", 12.0, 50.0, 3).is_empty());
    }

    #[test]
    fn the_last_line_is_no_single_word_and_takes_no_more_lines() {
        let text = "本地的显示驱动封测、存储晶圆制造、晶圆代工都要用；重点环节。ABC设备可以供给";
        for (count, room) in
            (1..=text.chars().count()).flat_map(|count| [200.0, 263.0, 400.0].map(|room| (count, room)))
        {
            let text: String = text.chars().take(count).collect();
            let lines = wrap(&text, 12.0, room, 99);
            assert_eq!(lines.concat(), text);
            assert!(lines.iter().all(|line| width(line, 12.0) <= room), "{lines:?}");
            let fewest = (width(&text, 12.0) / room).ceil() as usize;
            assert!(lines.len() <= fewest + 1, "{lines:?}");
            let last = lines.last().unwrap();
            assert!(lines.len() == 1 || width(last, 12.0) >= 3.0 * 12.0, "{room}: {lines:?}");
        }
    }

    #[test]
    fn no_line_begins_with_what_closes_nor_ends_in_what_opens() {
        let text = "本地的「SoC、MCU与模拟射频设计」（杰发科技）、【显示】〔甲〕都要用！".repeat(3);
        // What is bound together fits any of these rooms.
        for room in 100..400 {
            let lines = wrap(&text, 12.0, f64::from(room), 200);
            let (firsts, lasts) = (lines[1..].iter(), lines[..lines.len() - 1].iter());
            assert!(firsts.clone().all(|line| !line.starts_with(|c| CLOSING.contains(c))), "{room}: {lines:?}");
            assert!(lasts.clone().all(|line| !line.ends_with(|c| OPENING.contains(c))), "{room}: {lines:?}");
        }
    }

    #[test]
    fn the_font_covers_gbk_and_the_names_people_bear() {
        for c in "镕堃喆犇珺璟昇䶮㛃㭎𬍛𫖯𬭎★◆◇⇄←→？…〓·①".chars() {
            assert!(has(c), "{c} U+{:04X}", u32::from(c));
        }
        let mut lacking = Vec::new();
        for first in 0x81..=0xfe_u8 {
            for second in 0x40..=0xfe_u8 {
                // GB18030 gives what GBK left free to the private area.
                let pair = [first, second];
                let (text, _, failed) = encoding_rs::GBK.decode(&pair);
                let private = |c: char| ('\u{e000}'..='\u{f8ff}').contains(&c);
                lacking.extend(text.chars().filter(|&c| !failed && !private(c) && !has(c)));
            }
        }
        lacking.sort_unstable();
        lacking.dedup();
        assert_eq!(lacking, ['≒'], "Noto Sans CJK has no U+2252");
        assert!(!has('\u{2a6d7}'));
    }
}
