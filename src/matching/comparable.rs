//! A name as names are compared: NFKC, small letters, simplified characters, nothing but letters, digits and brackets.

use std::sync::LazyLock;

use crate::model::folded;

/// Traditional characters, and below them, in the same order, the simplified ones.
static TABLE: &str = include_str!("tables/simplified.txt");

const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

/// What each common ideograph is when simplified.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut all: Vec<char> = (FIRST..=LAST).filter_map(char::from_u32).collect();
    let mut lines = TABLE.lines();
    let traditional = lines.next().unwrap_or_default().chars();
    for (old, new) in traditional.zip(lines.next().unwrap_or_default().chars()) {
        if let Some(slot) = (old as u32).checked_sub(FIRST).and_then(|at| all.get_mut(at as usize)) {
            *slot = new;
        }
    }
    all
});

/// A character in its simplified form.
fn simplified(letter: char) -> char {
    let place = (letter as u32).checked_sub(FIRST).map(|at| at as usize);
    place.and_then(|at| SIMPLIFIED.get(at)).copied().unwrap_or(letter)
}

/// A name as it is compared. What is no letter, digit or bracket is left out (blanks, marks of direction, emojis, `*`, `-`, `·`);
/// one blank stays between two Latin words. Comparing twice changes nothing.
pub fn comparable(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut apart = false;
    for letter in folded(name).chars().flat_map(char::to_lowercase) {
        let letter = match letter {
            '[' | '【' | '〔' | '〖' | '{' => '(',
            ']' | '】' | '〕' | '〗' | '}' => ')',
            other => simplified(other),
        };
        if !letter.is_alphanumeric() && !matches!(letter, '(' | ')') {
            apart = true;
            continue;
        }
        if apart && letter.is_ascii_alphanumeric() && out.ends_with(|last: char| last.is_ascii_alphanumeric()) {
            out.push(' ');
        }
        apart = false;
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_written_in_many_ways_compares_alike() {
        for written in
            ["邵陽維克液壓（集團）", " 邵阳维克液压 (集团) ", "邵阳\u{200f}维克·液压【集团】", "邵阳维克液压😀(集团)"]
        {
            assert_eq!(comparable(written), "邵阳维克液压(集团)", "{written}");
        }
        assert_eq!(comparable("ＡＢＣ Co., Ltd."), "abc co ltd");
        assert_eq!(comparable("*ST 示例-U"), "st示例u");
        assert_eq!(comparable("\u{202e}\u{200b} 😀"), "");
    }

    proptest::proptest! {
        #[test]
        fn comparing_twice_changes_nothing(name in "[a-zA-Z 0-9（）()【】*臺灣後-]{0,12}") {
            let once = comparable(&name);
            proptest::prop_assert_eq!(comparable(&once), once);
        }
    }
}
