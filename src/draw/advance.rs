//! How wide a text is, from the font's own numbers.

/// Advance widths of U+0020..=U+007E in thousandths of an em, read from the `hmtx` table of Noto Sans CJK SC Regular
/// (OFL 1.1).
#[rustfmt::skip]
const ASCII: [u16; 95] = [
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555,
    555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689,
    728, 293, 535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338,
    392, 338, 555, 559, 606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606,
    620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
];

/// What a text ends in that was cut.
const CUT: char = '…';

fn advance(c: char) -> f64 {
    let place = u32::from(c).checked_sub(0x20).and_then(|n| usize::try_from(n).ok());
    place.and_then(|n| ASCII.get(n)).map_or(1.0, |&thousandths| f64::from(thousandths) / 1000.0)
}

/// The width of a text in px at a font size; a character outside ASCII counts as one em, which none exceeds.
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
}
