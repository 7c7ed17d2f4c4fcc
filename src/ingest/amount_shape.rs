//! What the reader of amounts takes, as data, for a page that is filled in where there is no reader.

use std::collections::BTreeMap;

use serde::Serialize;

use super::about::{ABOUT_BEFORE, ABOUT_BEHIND, BOUNDS};
use super::amount::{AmountError, BETWEEN, MONEY, SCALES, UNIT_ENDS};
use super::currency::foreign_words;

/// Amounts of money as [`AmountRule`](super::AmountRule) reads them where nothing else is said, once a text is folded (NFKC) and
/// its brackets are gone.
#[derive(Debug, Clone, Serialize)]
pub struct AmountShape {
    /// A regular expression: `number`, then `unit` with its `scale`.
    pattern: String,
    /// The power of ten of 元 that a word of scale gives.
    scales: BTreeMap<&'static str, i32>,
    /// The power of ten of a number without a unit.
    own: i32,
    /// The most there may be, in `10^own`.
    most: f64,
    /// Words for foreign currencies in capitals, each with why it cannot be.
    foreign: Vec<(&'static str, String)>,
    /// A regular expression of what speaks of more than one number, and why it cannot be.
    range: (String, String),
    /// Words by which a number is not the one meant, each with why it cannot be.
    bounds: Vec<(&'static str, String)>,
    /// Why anything else cannot be.
    unread: String,
}

impl AmountShape {
    /// Amounts in units of `10^own` 元, up to `most` of them.
    pub fn of(own: i32, most: f64) -> Self {
        Self {
            pattern: pattern(),
            scales: SCALES.into(),
            own,
            most,
            foreign: foreign_words()
                .iter()
                .map(|(word, name)| (*word, AmountError::Foreign(name).to_string()))
                .collect(),
            range: (range(), AmountError::Range.to_string()),
            bounds: BOUNDS.into_iter().map(|word| (word, AmountError::Bound(word).to_string())).collect(),
            unread: AmountError::NoNumber.to_string(),
        }
    }
}

fn pattern() -> String {
    let before = format!("(?:(?:{})\\s*)*", any(ABOUT_BEFORE.into_iter()));
    let behind = format!("(?:(?:{})\\s*)*", any(ABOUT_BEHIND.into_iter()));
    let about = MONEY.iter().fold(before.clone(), |about, word| format!("{about}(?:{word})*\\s*{before}"));
    let scales = any(SCALES.iter().map(|(word, _)| *word).filter(|word| !word.is_empty()));
    let ends = any(UNIT_ENDS.into_iter());
    // Of a unit without a scale, something must say that it is 元 or a head.
    let whole = any(UNIT_ENDS.into_iter().filter(|end| end.contains(['元', '圆', '人']) && *end != "人民币"));
    let number = "[-+]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)?(?:\\.[\\d,]*)?(?:[eE][-+]?\\d+)?";
    format!(
        "^{about}(?<number>{number})\\s*(?<unit>(?:(?:人民币)?(?<scale>{scales})(?:{ends})*|{whole})整*)?\\s*{behind}$"
    )
}

fn range() -> String {
    let between: String =
        BETWEEN.iter().map(|sign| if *sign == '-' { "\\-".to_owned() } else { sign.to_string() }).collect();
    format!("\\d.*[{between}]|[{between}].*\\d")
}

/// One of these words, the longer first.
fn any(words: impl Iterator<Item = &'static str>) -> String {
    let mut words: Vec<&str> = words.collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.into_iter().map(|word| word.replace('+', "\\+")).collect::<Vec<_>>().join("|")
}
