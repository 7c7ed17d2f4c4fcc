//! The first letters of how a name is read: 合肥维克液压 is HFWKYY.

use std::sync::LazyLock;

use encoding_rs::GBK;

/// Where the readings with each first letter begin among the 3,755 most usual characters, which GB 2312-80 puts in the order of
/// their pinyin.
const BEGIN: [(u16, char); 23] = [
    (0xB0A1, 'A'),
    (0xB0C5, 'B'),
    (0xB2C1, 'C'),
    (0xB4EE, 'D'),
    (0xB6EA, 'E'),
    (0xB7A2, 'F'),
    (0xB8C1, 'G'),
    (0xB9FE, 'H'),
    (0xBBF7, 'J'),
    (0xBFA6, 'K'),
    (0xC0AC, 'L'),
    (0xC2E8, 'M'),
    (0xC4C3, 'N'),
    (0xC5B6, 'O'),
    (0xC5BE, 'P'),
    (0xC6DA, 'Q'),
    (0xC8BB, 'R'),
    (0xC8F6, 'S'),
    (0xCBFA, 'T'),
    (0xCDDA, 'W'),
    (0xCEF4, 'X'),
    (0xD1B9, 'Y'),
    (0xD4D1, 'Z'),
];
const END: u16 = 0xD7F9;

/// Rarer characters that names of firms and places like, by the first letter of their reading; GB 2312 has these by their strokes.
const RARER: [(char, &str); 21] = [
    ('A', "鳌"),
    ('B', "亳钯"),
    ('C', "昶铖郴"),
    ('D', "铎碲"),
    ('F', "钒沣馥斐"),
    ('G', "锆铬钴赣"),
    ('H', "昊晖瀚泓颢骅荟蕙濠"),
    ('J', "璟瑾钜旌菁镓暨"),
    ('K', "琨珂鲲恺锟锴"),
    ('L', "锂琳珑璐麟鹭鸾翎斓俪铑铼潞漯泸"),
    ('M', "钼旻淼茗"),
    ('N', "铌"),
    ('P', "璞邳郫芃濮"),
    ('Q', "琦琪麒擎荃衢"),
    ('R', "睿嵘镕芮"),
    ('S', "晟歙嵩鄯"),
    ('T', "钛钽郯"),
    ('W', "炜玮薇芜婺"),
    ('X', "鑫馨昕曦骁莘萱硒浔忻"),
    ('Y', "烨钰翊翌昱晔曜瑜懿怡铟铱黟沅鄞"),
    ('Z', "锗蓁孜鸷"),
];

/// Words that are read otherwise than their characters alone.
const WORDS: [(&str, &str); 2] = [("重庆", "CQ"), ("银行", "YH")];

/// Stands for a character of which nobody here knows how it is read.
const UNKNOWN: char = '·';

/// The first letters of a name, large; Latin letters and digits stay. None where nothing in it is Chinese.
pub fn initials(name: &str) -> Option<String> {
    let mut letters = String::new();
    let (mut rest, mut chinese) = (name, false);
    while let Some(letter) = rest.chars().next() {
        if let Some((word, read)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
            letters.push_str(read);
            rest = &rest[word.len()..];
            chinese = true;
            continue;
        }
        rest = &rest[letter.len_utf8()..];
        if letter.is_ascii_alphanumeric() {
            letters.push(letter.to_ascii_uppercase());
        } else if letter.is_alphanumeric() {
            chinese = true;
            letters.push(initial(letter).unwrap_or(UNKNOWN));
        }
    }
    chinese.then_some(letters)
}

/// The first letter of each common ideograph's reading; a blank where it is not known.
static FIRST_LETTERS: LazyLock<Vec<char>> =
    LazyLock::new(|| (IDEOGRAPHS.0..=IDEOGRAPHS.1).map(|letter| read(letter).unwrap_or(' ')).collect());
const IDEOGRAPHS: (char, char) = ('\u{4e00}', '\u{9fff}');

fn initial(letter: char) -> Option<char> {
    let place = (letter as usize).checked_sub(IDEOGRAPHS.0 as usize)?;
    FIRST_LETTERS.get(place).copied().filter(|first| *first != ' ')
}

fn read(letter: char) -> Option<char> {
    if let Some((first, _)) = RARER.iter().find(|(_, letters)| letters.contains(letter)) {
        return Some(*first);
    }
    let mut utf8 = [0; 4];
    let (code, _, unmappable) = GBK.encode(letter.encode_utf8(&mut utf8));
    let code = match *code {
        [high, low] if !unmappable && low >= 0xA1 => u16::from_be_bytes([high, low]),
        _ => return None,
    };
    let within = (BEGIN[0].0..=END).contains(&code);
    BEGIN.iter().rev().find(|(begin, _)| within && *begin <= code).map(|(_, first)| *first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_by_its_first_letters() {
        let read = |name| initials(name).unwrap();
        assert_eq!(read("合肥维克液压（集团）"), "HFWKYYJT");
        assert_eq!(read("TCL科技2厂"), "TCLKJ2C");
        assert_eq!(read("重庆长安"), "CQCA");
        assert_eq!(read("鑫昊啊座"), "XHAZ");
        assert_eq!(read("龘"), "·");
        assert_eq!((initials("ASML"), initials("")), (None, None));
    }
}
