//! By what a name is looked for: its letters, and pairs of letters near each other. A Latin word is one letter.

use super::peel::Peeled;
use super::units::{number, units};

/// Letters at most so far apart are a pair: 宝 and 钢 in 宝山钢铁.
const FARTHEST: usize = 3;

/// What a name may be looked for by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameKey {
    /// A letter, or two of them.
    pub key: u64,
    /// How far apart the two stand; 0 for a letter alone.
    pub apart: u8,
}

impl NameKey {
    /// The letter that it is, where it is no pair and no word.
    pub fn letter(self) -> Option<char> {
        u32::try_from(self.key).ok().and_then(char::from_u32)
    }

    /// How much of its rarity counts: of a pair, its letters count beside it.
    pub fn factor(self) -> f32 {
        [1.0, 0.6, 0.3, 0.2].get(usize::from(self.apart)).copied().unwrap_or_default()
    }
}

/// The keys of a name, each once: those of what is left of it without forms, and of what stands in brackets.
pub fn keys(name: &Peeled) -> Vec<NameKey> {
    let mut all = Vec::new();
    let core = name.core();
    for text in std::iter::once(core.as_str()).chain(name.asides.iter().map(String::as_str)) {
        let letters: Vec<u32> = units(text).map(number).collect();
        for (at, first) in letters.iter().enumerate() {
            all.push(NameKey { key: u64::from(*first), apart: 0 });
            let near = letters[at + 1..].iter().take(FARTHEST);
            all.extend((1..).zip(near).map(|(apart, second)| NameKey { key: pair(*first, *second), apart }));
        }
    }
    all.sort_unstable();
    all.dedup_by_key(|key| key.key);
    all
}

fn pair(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::Regions;

    #[test]
    fn a_name_has_letters_and_pairs_and_latin_words_are_letters() {
        let count = |name: &str| keys(&Peeled::of(&Regions::default(), name)).len();
        assert_eq!(count("维克诺有限公司"), 3 + 2 + 1);
        assert_eq!(count("Weikenuo Hydraulics Co., Ltd."), 2 + 1);
        assert_eq!(count("维克维克"), 2 + 4, "each once");
        assert_eq!(count("维克(WK)有限公司"), 2 + 1 + 1, "brackets stand for themselves");
        assert_eq!(count("有限公司"), 0);
    }
}
