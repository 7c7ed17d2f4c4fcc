//! Numbers in names, which tell sisters apart: 一厂 and 二厂.

use super::words::COUNTED;

const DIGITS: [char; 11] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// The numbers of a comparable name, as digits, in their order: those before a word that is counted or behind 第, Arabic ones,
/// a Roman number or one letter before the form.
pub fn numbers(name: &str) -> Vec<String> {
    if !name.contains(|letter: char| letter.is_ascii_alphanumeric() || DIGITS.contains(&letter)) {
        return Vec::new();
    }
    let letters: Vec<char> = name.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let end = at + letters[at..].iter().take_while(|c| DIGITS.contains(c)).count();
        let arabic = at + letters[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        let latin = at + letters[at..].iter().take_while(|c| c.is_ascii_alphabetic()).count();
        let counted = letters.get(end).is_some_and(|next| COUNTED.contains(next)) && at > 0;
        if end > at && (counted || at > 0 && letters[at - 1] == '第') {
            found.push(value(&letters[at..end]));
        } else if arabic > at {
            found.push(letters[at..arabic].iter().collect());
        } else if latin > at && at > 0 && is_mark(&letters[at..latin], letters.get(latin).copied()) {
            found.push(letters[at..latin].iter().collect());
        }
        at = end.max(arabic).max(latin).max(at + 1);
    }
    found
}

/// Whether Latin letters behind other writing count: ii, iv; a in A厂.
fn is_mark(letters: &[char], next: Option<char>) -> bool {
    let roman = letters.len() > 1 && letters.iter().all(|c| matches!(c, 'i' | 'v'));
    roman || letters.len() == 1 && next.is_some_and(|next| matches!(next, '厂' | '分' | '公'))
}

/// A Chinese number below a hundred as digits; any other as it stands.
fn value(letters: &[char]) -> String {
    let digit = |letter: char| DIGITS.iter().position(|known| *known == letter).unwrap_or_default();
    match letters {
        ['十'] => "10".to_owned(),
        ['十', one] => (10 + digit(*one)).to_string(),
        [ten, '十'] => (10 * digit(*ten)).to_string(),
        [ten, '十', one] => (10 * digit(*ten) + digit(*one)).to_string(),
        [one] => digit(*one).to_string(),
        other => other.iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_sisters_apart_is_a_number() {
        for (name, expected) in [
            ("示例一厂", &["1"][..]),
            ("示例十八局集团", &["18"]),
            ("示例第二十一冶金", &["21"]),
            ("示例21所", &["21"]),
            ("示例a厂", &["a"]),
            ("示例ii期", &["ii"]),
            ("三一示例", &[]),
            ("统一示例", &[]),
        ] {
            assert_eq!(numbers(name), expected, "{name}");
        }
    }
}
