//! Words around a number: those that leave it what it is, and those by which it only lies above, below or near.
//!
//! Invariant: a number is kept only where it is written bare, or, told by a notice, as about so much (约, 左右). What lies above
//! or below (余, 多, 近, 以上, >) is refused by name, or taken with the same notice where a mapping says `take = "number"`.

/// Words of a number that nobody counted to the last, before it and behind it.
pub(super) const ABOUT_BEFORE: [&str; 6] = ["大约", "约合", "约为", "大概", "约计", "约"];
pub(super) const ABOUT_BEHIND: [&str; 2] = ["左右", "上下"];

/// Words of a number that is not the one meant, the longer before those they hold.
pub(super) const BOUNDS: [&str; 28] = [
    "不低于",
    "不少于",
    "不高于",
    "不超过",
    "不足",
    "不到",
    "不及",
    "以上",
    "以下",
    "以内",
    "超过",
    "高于",
    "低于",
    "接近",
    "将近",
    "至少",
    "最多",
    "超",
    "逾",
    "近",
    "起",
    "多",
    "余",
    "+",
    ">",
    "<",
    "≥",
    "≤",
];

/// A folded text without the words that leave its number what it is.
pub fn exact(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(rest) = ABOUT_BEFORE.iter().find_map(|word| text.strip_prefix(word)) {
        text = rest.trim_start();
    }
    while let Some(rest) = ABOUT_BEHIND.iter().find_map(|word| text.strip_suffix(word)) {
        text = rest.trim_end();
    }
    text
}

/// The word by which a number is not the one meant, in what stands beside it.
pub fn bound(text: &str) -> Option<&'static str> {
    BOUNDS.into_iter().find(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_is_no_bound_and_a_bound_is_named() {
        assert_eq!(["约 300", "大约300左右", "300人上下", "300"].map(exact), ["300", "300", "300人", "300"]);
        assert_eq!(["人以上", "万元", "余", "≤"].map(bound), [Some("以上"), None, Some("余"), Some("≤")]);
    }
}
