//! How people write one value into a cell.

use super::meant::{REGIONS, in_unit};
use crate::support::{Cell, Lots};

/// Units of money, with their powers of ten.
pub const UNITS: [(&str, u32); 5] = [("元", 0), ("千元", 3), ("万元", 4), ("百万", 6), ("亿元", 8)];

const PLACEHOLDERS: [&str; 18] = [
    "/", "-", "—", "——", "无", "暂无", "不详", "N/A", "n/a", "空", "NULL", "未知", "－", "#N/A", "…", "......", "---",
    "？",
];

/// One of some texts.
pub fn one<'a>(texts: &[&'a str], lots: &mut Lots) -> &'a str {
    texts[lots.below(texts.len())]
}

/// A cell that says nothing.
pub fn nothing(lots: &mut Lots) -> Cell {
    Cell::text(if lots.below(2) == 0 { "" } else { one(&PLACEHOLDERS, lots) })
}

/// An amount of 元 below a header that says `unit`, or none.
pub fn money(amount: u64, unit: Option<u32>, lots: &mut Lots) -> Cell {
    if lots.below(3) > 0 {
        return number(&in_unit(amount, unit.unwrap_or(4)), lots);
    }
    let (word, power) = UNITS[lots.below(UNITS.len())];
    let number = digits(&in_unit(amount, power), lots);
    let about = one(&["", "", "约", "约 ", "人民币"], lots);
    Cell::text(match lots.below(4) {
        0 => format!("{about}{number}（{word}）"),
        1 if word.ends_with('元') => format!("{number}{word}人民币"),
        2 => format!("{about}{number} {word}"),
        _ => format!("{about}{number}{word}"),
    })
}

/// A bare number.
pub fn number(plain: &str, lots: &mut Lots) -> Cell {
    if lots.below(3) == 0 {
        return Cell::Number(plain.parse().expect("a number"));
    }
    Cell::text(digits(plain, lots))
}

/// Digits with separators, or as wide as the words around them.
fn digits(plain: &str, lots: &mut Lots) -> String {
    match lots.below(4) {
        0 => grouped(plain),
        1 => wide(plain),
        2 => wide(&grouped(plain)),
        _ => plain.to_owned(),
    }
}

fn grouped(plain: &str) -> String {
    let (whole, part) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let mut text = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + part
}

fn wide(text: &str) -> String {
    let wide = |c: char| if c.is_ascii() { char::from_u32(c as u32 + 0xfee0).expect("a wide form") } else { c };
    text.chars().map(wide).collect()
}

/// A count of persons.
pub fn persons(count: u64, lots: &mut Lots) -> Cell {
    if lots.below(4) == 0 {
        let about = [("", ""), ("", ""), ("约", ""), ("", "左右"), ("约", "左右")][lots.below(5)];
        return Cell::text(format!("{}{}人{}", about.0, digits(&count.to_string(), lots), about.1));
    }
    number(&count.to_string(), lots)
}

/// A stock code of six digits.
pub fn stock(code: &str, lots: &mut Lots) -> Cell {
    let place = if code.starts_with('6') { ("SH", "上交所") } else { ("SZ", "深交所") };
    Cell::text(match lots.below(6) {
        0 => format!("{}{code}", place.0),
        1 => format!("{code}.{}", place.0),
        2 => format!("{code}（{}）", place.1),
        3 => wide(code),
        4 => format!("{}:{code}", place.0.to_lowercase()),
        _ => code.to_owned(),
    })
}

/// A region by any of its names and codes.
pub fn region(place: usize, lots: &mut Lots) -> Cell {
    let text = one(REGIONS[place].2, lots);
    match text.parse() {
        Ok(code) if lots.below(2) == 0 => Cell::Number(code),
        _ => Cell::text(text),
    }
}

/// A date as precise as it is known; sheets may hold a day as such, or as its number without a format.
pub fn date(date: &str, in_sheet: bool, lots: &mut Lots) -> Cell {
    let parts: Vec<u32> = date.split('-').map(|part| part.parse().expect("digits")).collect();
    if let ([_, _, _], true) = (parts.as_slice(), in_sheet) {
        match lots.below(4) {
            0 | 1 => return Cell::Day(date.to_owned()),
            2 => return Cell::Serial(date.to_owned()),
            _ => {}
        }
    }
    Cell::text(match (lots.below(5), parts.as_slice()) {
        (0, [y, m, d]) => format!("{y}年{m}月{d}日"),
        (0, [y, m]) => format!("{y}年{m}月"),
        (0, [y]) => format!("{y}年"),
        (1, [y, m, d]) => format!("{y}/{m}/{d}"),
        (2, [y, m, d]) => format!("{y}.{m}.{d}"),
        (3, [y, m, d]) => format!("{y}{m:02}{d:02}"),
        _ => date.to_owned(),
    })
}
