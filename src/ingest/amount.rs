//! Amounts as people write them: 1.2亿, 3000万元, 5000(万元), 约5,000, 120万美元. One reader for every way in.
//!
//! Digits are moved in the text, so that 1.1亿 is 11000 and not 11000.000000000002.

use std::collections::BTreeMap;

use super::about::{bound, exact};
use super::currency::currency;
use crate::normalize::text;

/// Words of money before a number that say nothing, in the order they are taken off.
pub(super) const MONEY: [&str; 5] = ["¥", "人民币", "RMB", "CNY", ":"];
/// What stands between two numbers of a range.
pub(super) const BETWEEN: [char; 7] = ['-', '~', '—', '–', '至', '到', '∼'];
/// What a unit ends in, the longer before those they hold.
pub(super) const UNIT_ENDS: [&str; 8] = ["元人民币", "人民币元", "人民币", "RMB", "CNY", "元", "圆", "人"];
/// Words of scale, with their power of ten.
pub(super) const SCALES: [(&str, i32); 18] = [
    ("百", 2),
    ("千", 3),
    ("仟", 3),
    ("万", 4),
    ("萬", 4),
    ("w", 4),
    ("W", 4),
    ("十万", 5),
    ("百万", 6),
    ("千万", 7),
    ("仟万", 7),
    ("亿", 8),
    ("億", 8),
    ("十亿", 9),
    ("百亿", 10),
    ("千亿", 11),
    ("万亿", 12),
    ("", 0),
];

/// What a number without a unit means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// What the column holds: 万元 for money, one for counts.
    #[default]
    Own,
    /// This power of ten of 元, or of ones.
    Power(i32),
}

/// How the amounts of one column are read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AmountRule {
    /// For numbers that say no unit themselves.
    pub unit: Unit,
    /// Whether a header or a mapping says the unit, be it that each cell says its own.
    pub said: bool,
    /// The currency of numbers that say none, where the header names a foreign one.
    pub currency: Option<&'static str>,
    /// 元 for one of a foreign currency, by its name.
    pub rates: BTreeMap<String, f64>,
}

/// Why an amount cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    #[error("不是数字")]
    NoNumber,
    #[error("不认识的单位「{0}」")]
    Unit(String),
    #[error("是一个范围，不是一个数")]
    Range,
    #[error("只说了多于、少于或接近多少（“{0}”），不是一个数")]
    Bound(&'static str),
    #[error("写了人民币，没有写是元还是万元")]
    Bare,
    #[error("是外币（{0}），没有折算")]
    Foreign(&'static str),
}

impl Unit {
    /// Reads 元, 千元, 万, 亿元, 百万 or auto.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "auto" => Some(Self::Own),
            "个" | "家" | "名" => Some(Self::Power(0)),
            word => power_of(word).map(Self::Power),
        }
    }

    /// How a mapping writes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Own => "auto",
            Self::Power(power) => match power {
                ..=1 => "元",
                2 => "百",
                3 => "千元",
                4 => "万元",
                5 => "十万",
                6 => "百万",
                7 => "千万",
                8 => "亿元",
                9 => "十亿",
                10 => "百亿",
                11 => "千亿",
                _ => "万亿",
            },
        }
    }

    fn power(self, own: i32) -> i32 {
        if let Self::Power(power) = self { power } else { own }
    }
}

impl AmountRule {
    /// What a header says of the amounts below it, in brackets or behind a stroke: `注册资本（万美元）`, `产值/亿元`.
    pub fn of_header(header: &str) -> Option<Self> {
        let folded = text::folded(header);
        let words = folded.split(['(', ')', '[', ']', '/', ':', ',', '_', ' ', '-', '|']).map(str::trim);
        words.skip(1).filter_map(Self::of_unit).next()
    }

    /// What a word such as 万元, 百万美元 or 单位 behind a colon says.
    pub fn of_unit(word: &str) -> Option<Self> {
        let (foreign, rest) = match currency(word) {
            Some((name, rest)) => (Some(name), rest),
            None => (None, word.to_owned()),
        };
        let power = match rest.trim() {
            "" if foreign.is_none() => return None,
            rest if foreign.is_some() => scale(rest)?,
            rest => power_of(rest)?,
        };
        Some(Self { unit: Unit::Power(power), said: true, currency: foreign, ..Self::default() })
    }

    /// What is written behind a bare number of money so that it means the same anywhere; nothing where it does already.
    pub fn word(&self) -> String {
        let scale = match self.unit {
            Unit::Power(0) => "",
            Unit::Power(3) => "千",
            Unit::Power(6) => "百万",
            Unit::Power(7) => "千万",
            Unit::Power(8) => "亿",
            Unit::Power(4) if self.currency.is_some() => "万",
            _ => return String::new(),
        };
        format!("{scale}{}", self.currency.unwrap_or("元"))
    }

    /// A number in units of `10^own`; a unit or currency written in the cell goes before the column's.
    ///
    /// # Errors
    /// It is no number or a range, its unit is unknown, or its currency has no rate.
    pub fn read(&self, given: &str, own: i32) -> Result<String, AmountError> {
        let folded = text::folded(given);
        let (written, bare) = match currency(&folded) {
            Some((name, rest)) => (Some(name), rest),
            None => (None, folded),
        };
        let foreign = written.or(self.currency);
        let bare = without_brackets(&bare);
        let bare = MONEY.iter().fold(exact(&bare), |rest, word| exact(rest.trim_start_matches(word)));
        let end = end_of_number(bare);
        let (number, word) = (bare[..end].trim(), bare[end..].trim());
        if text::number(number).is_none() {
            return Err(no_number(bare));
        }
        if is_range(word) {
            return Err(AmountError::Range);
        }
        if let Some(word) = bound(word) {
            return Err(AmountError::Bound(word));
        }
        let power = self.power(word, written.is_some(), own)?;
        let plain = plain(number).ok_or(AmountError::NoNumber)?;
        match foreign {
            None => Ok(shifted(&plain, power - own)),
            Some(name) => {
                let rate = self.rates.get(name).ok_or(AmountError::Foreign(name))?;
                let amount: f64 = shifted(&plain, power - own).parse().map_err(|_| AmountError::NoNumber)?;
                Ok((amount * rate).to_string())
            }
        }
    }

    /// The power of ten that the words behind a number give.
    fn power(&self, word: &str, foreign: bool, own: i32) -> Result<i32, AmountError> {
        let unknown = || AmountError::Unit(word.to_owned());
        match word {
            "" if foreign && self.currency.is_none() => Ok(0),
            "" => Ok(self.unit.power(own)),
            "人民币" | "RMB" | "CNY" if self.unit == Unit::Own => Err(AmountError::Bare),
            "人民币" | "RMB" | "CNY" => Ok(self.unit.power(own)),
            word if foreign => scale(word.trim_end_matches(['元', '整'])).ok_or_else(unknown),
            word => power_of(word).ok_or_else(unknown),
        }
    }
}

/// Where the number at the beginning ends.
fn end_of_number(text: &str) -> usize {
    let mut end = 0;
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(end) {
        let exponent = matches!(byte, b'e' | b'E')
            && end > 0
            && bytes.get(end + 1).is_some_and(|next| next.is_ascii_digit() || matches!(next, b'+' | b'-'));
        let sign = matches!(byte, b'-' | b'+') && (end == 0 || matches!(bytes[end - 1], b'e' | b'E'));
        if !(byte.is_ascii_digit() || matches!(byte, b'.' | b',') || exponent || sign) {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a cell says from where to where, or only from or up to where, not how much.
pub fn says_about_where(given: &str) -> bool {
    matches!(no_number(&text::folded(given)), AmountError::Range | AmountError::Bound(_))
}

/// Whether what stands behind a number, or the whole, speaks of more than one.
fn is_range(text: &str) -> bool {
    let digit = text.chars().any(|c| c.is_ascii_digit());
    digit && BETWEEN.iter().any(|sign| text.contains(*sign))
}

/// Why a folded text is no number.
pub fn no_number(text: &str) -> AmountError {
    match bound(text) {
        _ if is_range(text) => AmountError::Range,
        Some(word) if text.chars().any(|c| c.is_ascii_digit()) => AmountError::Bound(word),
        _ => AmountError::NoNumber,
    }
}

/// Brackets around a unit say nothing: `5000(万元)`.
fn without_brackets(text: &str) -> String {
    text::trimmed(&text.replace(['(', ')', '[', ']'], "")).to_owned()
}

/// The power of ten of a unit of 元, or of persons.
fn power_of(word: &str) -> Option<i32> {
    let mut word = word.trim_end_matches('整');
    while let Some(shorter) = UNIT_ENDS.iter().find_map(|end| word.strip_suffix(end)) {
        if shorter.is_empty() && word != "元" && word != "圆" && word != "人" && !word.contains('元') {
            return None;
        }
        word = shorter.trim_end();
        if word.is_empty() {
            return Some(0);
        }
    }
    scale(word.strip_prefix("人民币").unwrap_or(word))
}

/// The power of ten of a word such as 百万.
fn scale(word: &str) -> Option<i32> {
    SCALES.iter().find(|(known, _)| *known == word).map(|(_, power)| *power)
}

/// A number without separators and exponent.
fn plain(number: &str) -> Option<String> {
    if number.contains(['e', 'E']) {
        return number.parse::<f64>().ok().filter(|n| n.is_finite()).map(|n| n.to_string());
    }
    Some(number.replace([',', '+'], ""))
}

/// Moves the decimal point; positive to the right.
fn shifted(number: &str, places: i32) -> String {
    let (sign, number) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = format!("{whole}{part}");
    let point = i32::try_from(whole.len()).unwrap_or(i32::MAX).saturating_add(places);
    let length = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let text = if point <= 0 {
        format!("0.{}{digits}", "0".repeat(point.unsigned_abs() as usize))
    } else if point >= length {
        format!("{digits}{}", "0".repeat((point - length).unsigned_abs() as usize))
    } else {
        let (left, right) = digits.split_at(point.unsigned_abs() as usize);
        format!("{left}.{right}")
    };
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    let plain = text.trim_start_matches('0');
    match plain {
        "" => "0".to_owned(),
        _ if plain.starts_with('.') => format!("{sign}0{plain}"),
        _ => format!("{sign}{plain}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &str) -> Result<String, AmountError> {
        AmountRule::default().read(given, 4)
    }

    #[test]
    fn amounts_are_exact_in_ten_thousands() {
        for (given, expected) in [
            ("1.2亿", "12000"),
            ("1.1亿元", "11000"),
            ("3000万", "3000"),
            ("5,000", "5000"),
            ("5,000元", "0.5"),
            ("￥12.50万元人民币", "12.5"),
            ("5000(万元)", "5000"),
            ("1.2（亿元）", "12000"),
            ("5000万元人民币", "5000"),
            ("人民币5000万元", "5000"),
            ("约5千万", "5000"),
            ("约 １，２００ 万元", "1200"),
            ("3百万元", "300"),
            ("1e3", "1000"),
            ("-3亿", "-30000"),
            ("0元", "0"),
            ("5000万左右", "5000"),
            ("大约 1.2亿元上下", "12000"),
            ("人民币约500w", "500"),
        ] {
            assert_eq!(read(given).as_deref(), Ok(expected), "{given}");
        }
        let hundred_million = AmountRule { unit: Unit::Power(8), ..AmountRule::default() };
        assert_eq!(hundred_million.read("2.5", 4).as_deref(), Ok("25000"));
        assert_eq!(hundred_million.read("2.5万元", 4).as_deref(), Ok("2.5"));
        assert_eq!(hundred_million.read("2.5人民币", 4).as_deref(), Ok("25000"));
        assert_eq!(AmountRule::default().read("3.5万人", 0).as_deref(), Ok("35000"));
        assert_eq!(read("若干"), Err(AmountError::NoNumber));
        assert_eq!(read("5000人民币"), Err(AmountError::Bare));
    }

    #[test]
    fn ranges_and_foreign_money_are_told_by_name() {
        for given in ["1000-5000万元", "1000至5000", "100~200万", "约100-200万"] {
            assert_eq!(read(given), Err(AmountError::Range), "{given}");
        }
        for (given, word) in [
            ("5000万以上", "以上"),
            ("＞500万", ">"),
            ("500万元+", "+"),
            ("1亿余元", "余"),
            ("300多万", "多"),
            ("近3亿元", "近"),
            ("超过5000万元", "超过"),
            ("约300余万", "余"),
            ("不足100", "不足"),
        ] {
            assert_eq!(read(given), Err(AmountError::Bound(word)), "{given}");
        }
        for (given, name) in [
            ("120(万美元)", "美元"),
            ("3000万美元", "美元"),
            ("USD 120万", "美元"),
            ("$120", "美元"),
            ("HK$5,000万", "港元"),
            ("200万港币", "港元"),
            ("1亿日元", "日元"),
            ("50万欧元", "欧元"),
        ] {
            assert_eq!(read(given), Err(AmountError::Foreign(name)), "{given}");
        }
        let rates = BTreeMap::from([("美元".to_owned(), 7.0)]);
        let converted = AmountRule { rates, ..AmountRule::default() };
        assert_eq!(converted.read("120(万美元)", 4).as_deref(), Ok("840"));
        assert_eq!(converted.read("50万欧元", 4), Err(AmountError::Foreign("欧元")));
        assert!(matches!(read("500万贝壳"), Err(AmountError::Unit(_))));
    }

    #[test]
    fn a_header_says_its_unit() {
        let unit = |header: &str| AmountRule::of_header(header).map(|rule| (rule.unit, rule.currency));
        for (header, power) in [
            ("注册资本（元）", 0),
            ("注册资本(万元)", 4),
            ("营业收入（亿元）", 8),
            ("营业收入[千元]", 3),
            ("产值/百万元", 6),
            ("产值（单位：万元）", 4),
            ("注册资本（万元人民币）", 4),
            ("注册资本（人民币元）", 0),
        ] {
            assert_eq!(unit(header), Some((Unit::Power(power), None)), "{header}");
        }
        assert_eq!(unit("注册资本（万美元）"), Some((Unit::Power(4), Some("美元"))));
        assert_eq!(unit("注册资本(USD)"), Some((Unit::Power(0), Some("美元"))));
        for header in ["注册资本", "营业收入（2024）", "成立日期", "元", "规模（人民币）"] {
            assert_eq!(unit(header), None, "{header}");
        }
    }
}
