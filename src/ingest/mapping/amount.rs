//! Numbers with units: 1.2亿, 3000万元, 5,000. Digits are moved in the text, so that 1.1亿 is 11000 and not 11000.000000000002.

use crate::normalize::text;

/// What a number without a unit means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    One,
    TenThousand,
    HundredMillion,
    /// What the column holds: 万元 for money, one for counts.
    Own,
}

impl Unit {
    /// Reads 元, 万, 亿 or auto.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "元" | "人" | "个" => Some(Self::One),
            "万" | "万元" => Some(Self::TenThousand),
            "亿" | "亿元" => Some(Self::HundredMillion),
            "auto" => Some(Self::Own),
            _ => None,
        }
    }

    /// A power of ten, given the column's own.
    fn power(self, own: i32) -> i32 {
        match self {
            Self::One => 0,
            Self::TenThousand => 4,
            Self::HundredMillion => 8,
            Self::Own => own,
        }
    }
}

/// A number in units of `10^own`; a unit written in the cell goes before `unit`.
pub fn amount(given: &str, unit: Unit, own: i32) -> Result<String, String> {
    let folded = text::folded(given);
    let bare = folded.trim_start_matches(['约', '¥', '￥']).trim_start_matches("人民币").trim();
    let end = bare.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+'))).unwrap_or(bare.len());
    let (number, word) = (bare[..end].trim(), bare[end..].trim());
    if text::number(number).is_none() {
        return Err("不是数字".to_owned());
    }
    let power = match word {
        "" => unit.power(own),
        word => power_of(word).ok_or_else(|| format!("不认识的单位「{word}」"))?,
    };
    Ok(shifted(&number.replace([',', '+'], ""), power - own))
}

fn power_of(word: &str) -> Option<i32> {
    let scale =
        ["元人民币", "人民币元", "人民币", "元", "人"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    match scale {
        "" => Some(0),
        "千" => Some(3),
        "万" => Some(4),
        "百万" => Some(6),
        "千万" => Some(7),
        "亿" => Some(8),
        "万亿" => Some(12),
        _ => None,
    }
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

/// The one number in a text, with the words of its unit behind it: `约 35,000+人（含外包）` gives `35,000人`.
pub fn only_number(given: &str) -> Result<String, String> {
    let folded = text::folded(given);
    let mut found: Vec<String> = Vec::new();
    let mut rest = folded.as_str();
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let tail = &rest[start..];
        let end = tail.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(tail.len());
        let number = tail[..end].trim_end_matches([',', '.']);
        let behind = tail[end..].trim_start_matches(['+', '余', '多', ' ']);
        let words = behind.find(|c: char| !"千百万亿元人".contains(c)).unwrap_or(behind.len());
        found.push(format!("{number}{}", &behind[..words]));
        rest = &tail[end..];
    }
    match found.len() {
        0 => Err("里面没有数字".to_owned()),
        1 => Ok(found.remove(0)),
        _ => Err("里面不止一个数，不知取哪一个".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_in_ten_thousands() {
        for (given, expected) in [
            ("1.2亿", "12000"),
            ("1.1亿元", "11000"),
            ("3000万", "3000"),
            ("5,000", "5000"),
            ("5,000元", "0.5"),
            ("￥12.50万元人民币", "12.5"),
            ("-3亿", "-30000"),
            ("0元", "0"),
        ] {
            assert_eq!(amount(given, Unit::Own, 4).as_deref(), Ok(expected), "{given}");
        }
        assert_eq!(amount("2.5", Unit::HundredMillion, 4).as_deref(), Ok("25000"));
        assert_eq!(amount("3.5万人", Unit::Own, 0).as_deref(), Ok("35000"));
        assert!(amount("3000万美元", Unit::Own, 4).unwrap_err().contains("万美元"));
        assert!(amount("若干", Unit::Own, 4).is_err());
    }

    #[test]
    fn only_one_number_is_taken() {
        assert_eq!(only_number("35,000+人（集团）").as_deref(), Ok("35,000人"));
        assert_eq!(only_number("约1.2亿元").as_deref(), Ok("1.2亿元"));
        assert!(only_number("1000-5000人").unwrap_err().contains("不止一个"));
        assert!(only_number("少于百人").is_err());
    }
}
