//! Text as it is compared: NFKC, trimmed, on one line.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfkc};

/// A cell as it is kept: trimmed, with the outer blanks of any script removed.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}')
}

/// A cell on one line: line breaks and tabs, with the blanks around them, become one blank.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let text = trimmed(text);
    if !text.contains(['\t', '\n', '\r']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split(['\t', '\n', '\r']).map(trimmed).filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" "))
}

/// NFKC, trimmed and on one line: how names and references are compared.
pub fn folded(text: &str) -> String {
    let text = one_line(text);
    if text.chars().all(is_plain) || is_nfkc(&text) {
        text.into_owned()
    } else {
        trimmed(&text.nfkc().collect::<String>()).to_owned()
    }
}

/// Letters that NFKC leaves alone whatever stands beside them: ASCII and the common ideographs, nearly all there is.
fn is_plain(letter: char) -> bool {
    letter.is_ascii() || matches!(letter, '\u{4e00}'..='\u{9fff}')
}

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

    #[test]
    fn line_breaks_inside_a_cell_become_blanks() {
        assert_eq!(folded("合肥示例\r\n有限公司\t"), "合肥示例 有限公司");
        assert_eq!(one_line("a  b"), "a  b");
    }

    #[test]
    fn names_are_compared_after_nfkc() {
        assert_eq!(folded(" ＡＢＣ（中国）有限公司\u{3000}"), "ABC(中国)有限公司");
    }
}
