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

#[cfg(test)]
mod tests {
    use super::*;

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
