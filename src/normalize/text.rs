//! Text as people write it: what may not stand in a cell, lists, yes and no, numbers.

pub use crate::model::{folded, one_line, trimmed};

/// The first character that may not stand in a cell, if there is one: control characters, NUL and halves of encodings.
pub fn forbidden(text: &str) -> Option<char> {
    text.chars().find(|c| (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || *c == '\u{fffd}' || *c == '\u{fffe}')
}

/// The parts of a list cell, separated by `;`, `；` or `、`; blank parts are left out.
pub fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '；', '、']).map(trimmed).filter(|part| !part.is_empty())
}

/// Reads yes (`1 是 √ true`) and no (`0 否 false`).
pub fn yes_no(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "是" | "√" | "✓" | "true" | "yes" => Some(true),
        "0" | "否" | "×" | "false" | "no" => Some(false),
        _ => None,
    }
}

/// Reads a number as people write it: full-width digits, thousands separators.
pub fn number(text: &str) -> Option<f64> {
    let folded = folded(text);
    let plain: String = if well_grouped(&folded) { folded.replace(',', "") } else { folded };
    let shaped = plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    if !shaped {
        return None;
    }
    plain.parse::<f64>().ok().filter(|n| n.is_finite())
}

/// Whether every comma of a number stands before exactly three digits.
fn well_grouped(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or_default().trim_start_matches(['-', '+']);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3)
}

/// A number with its thousands apart; what is no number stays as it is.
pub fn thousands(number: &str) -> String {
    let (whole, rest) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    if !whole.bytes().all(|b| b.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut told = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            told.push(',');
        }
        told.push(digit);
    }
    rest.map_or(told.clone(), |rest| format!("{told}.{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_split_at_all_three_separators() {
        assert_eq!(list("a; b；c、、d").collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in
            [("1,234.5", Some(1234.5)), ("１２", Some(12.0)), ("12,34", None), ("1e3", Some(1000.0))]
        {
            assert_eq!(number(text), expected, "{text}");
        }
        for text in ["", "nan", "inf", "十", "12万", "1 000"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
