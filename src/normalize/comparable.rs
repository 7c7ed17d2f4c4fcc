//! Names as they are compared: NFKC, small letters, simplified characters, nothing but letters, digits and, where they tell
//! something, brackets.

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

/// A common ideograph in its simplified form; any other letter is none.
fn simplified(letter: char) -> Option<char> {
    let place = (letter as u32).checked_sub(FIRST)?;
    SIMPLIFIED.get(place as usize).copied()
}

/// A name as it is compared. What is no letter, digit or bracket is left out (blanks, marks of direction, emojis, `*`, `-`, `·`);
/// one blank stays between two Latin words. Comparing twice changes nothing.
pub fn comparable(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut apart = false;
    for letter in folded(name).chars() {
        if let Some(ideograph) = simplified(letter) {
            out.push(ideograph);
            apart = false;
        } else {
            letter.to_lowercase().for_each(|letter| push(&mut out, &mut apart, letter));
        }
    }
    out
}

fn push(out: &mut String, apart: &mut bool, letter: char) {
    let letter = match letter {
        '[' | '【' | '〔' | '〖' | '{' => '(',
        ']' | '】' | '〕' | '〗' | '}' => ')',
        other => other,
    };
    if !letter.is_alphanumeric() && !matches!(letter, '(' | ')') {
        *apart = true;
        return;
    }
    if *apart && letter.is_ascii_alphanumeric() && out.ends_with(|last: char| last.is_ascii_alphanumeric()) {
        out.push(' ');
    }
    *apart = false;
    out.push(letter);
}

/// The same without brackets and blanks: as a name is looked for, or referred to.
pub fn searchable(name: &str) -> String {
    comparable(name).replace(['(', ')', ' '], "")
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
        assert_eq!(searchable("邵陽維克液壓（集團）"), "邵阳维克液压集团");
        assert_eq!(searchable("SAP (China) Co., Ltd."), "sapchinacoltd");
    }

    proptest::proptest! {
        #[test]
        fn comparing_twice_changes_nothing(name in "[a-zA-Z 0-9（）()【】*臺灣後-]{0,12}") {
            let once = comparable(&name);
            proptest::prop_assert_eq!(comparable(&once), once);
            let once = searchable(&name);
            proptest::prop_assert_eq!(searchable(&once), once);
        }
    }
}
