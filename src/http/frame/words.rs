//! Values as a page writes them.

use crate::model::Verdict;

/// What a verdict's badge says, and the class that gives it its colour and border.
#[derive(Debug, Clone)]
pub struct Badge {
    pub text: String,
    pub class: &'static str,
}

/// The badge of a verdict; where nobody surveyed any leaf, gaps say so.
pub fn badge(verdict: Verdict, any_surveyed: bool) -> Badge {
    Badge { text: verdict.label(any_surveyed), class: verdict.code() }
}

/// One option of a filter.
#[derive(Debug, Clone)]
pub struct FilterOption {
    pub code: String,
    pub word: String,
    pub chosen: bool,
}

/// Options of code, word, and whether it is chosen.
pub fn options(all: impl Iterator<Item = (impl Into<String>, impl Into<String>, bool)>) -> Vec<FilterOption> {
    all.map(|(code, word, chosen)| FilterOption { code: code.into(), word: word.into(), chosen }).collect()
}

/// 万元 as 亿元 where that is easier to read.
pub fn money(ten_thousands: f64) -> String {
    if ten_thousands >= 10_000.0 {
        format!("{:.1} 亿元", ten_thousands / 10_000.0)
    } else {
        format!("{ten_thousands:.0} 万元")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_told_in_the_unit_that_reads_best() {
        assert_eq!((money(31_254_600.0).as_str(), money(120.0).as_str()), ("3125.5 亿元", "120 万元"));
    }
}
