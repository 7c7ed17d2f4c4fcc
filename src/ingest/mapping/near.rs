//! Which known names a mistyped one may have meant.

use crate::normalize::text;

/// Below this two names are not alike.
const ALIKE: f64 = 0.6;

/// How alike two names are, 0 to 1: by letters, or because one holds the other.
pub fn likeness(x: &str, y: &str) -> f64 {
    let (x, y) = (plain(x), plain(y));
    if x.is_empty() || y.is_empty() {
        return 0.0;
    }
    let whole = strsim::jaro_winkler(&x, &y);
    let held = if x.contains(&y) || y.contains(&x) { 0.85 } else { 0.0 };
    whole.max(held)
}

/// The names most like `wanted`, best first, three at most.
pub fn near<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut scored: Vec<(f64, &str)> = names.map(|name| (likeness(wanted, name), name)).collect();
    scored.retain(|(score, _)| *score >= ALIKE);
    scored.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(y.1)));
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

fn plain(name: &str) -> String {
    text::folded(name).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistyped_names_find_what_was_meant() {
        assert_eq!(near("heder", ["header", "split", "unit"].into_iter()), ["header"]);
        assert_eq!(near("成立日", ["成立日期", "名称"].into_iter()), ["成立日期"]);
        assert!(near("甲", ["乙"].into_iter()).is_empty());
    }
}
