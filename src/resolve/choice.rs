//! Which record's value is shown: highest trust of its source, then newest `seen`, then (source, key) as text.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::model::Seen;

/// Trust of a source that says nothing of it.
const DEFAULT_TRUST: f64 = 50.0;

/// How far each source is trusted, 0–100.
#[derive(Debug, Clone, Default)]
pub struct Trust(HashMap<String, f64>);

impl Trust {
    /// Sets the trust of a source.
    pub fn set(&mut self, source: &str, trust: f64) {
        self.0.insert(source.to_owned(), trust);
    }

    /// The trust of a source.
    pub fn of(&self, source: &str) -> f64 {
        self.0.get(source).copied().unwrap_or(DEFAULT_TRUST)
    }
}

/// The place of a record among those of one entity; the least comes first and its values are shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Rank {
    trust: f64,
    seen: Seen,
    source: Box<str>,
    key: Box<str>,
}

impl Rank {
    /// The rank of a record of `source` with the text of its key.
    pub fn new(trust: &Trust, source: &str, seen: Seen, key: &str) -> Self {
        Self { trust: trust.of(source), seen, source: source.into(), key: key.into() }
    }
}

impl Eq for Rank {}

impl Ord for Rank {
    fn cmp(&self, other: &Self) -> Ordering {
        let newest_first = other.seen.map(|s| s.day()).cmp(&self.seen.map(|s| s.day()));
        other
            .trust
            .total_cmp(&self.trust)
            .then(newest_first)
            .then_with(|| self.source.cmp(&other.source))
            .then_with(|| self.key.cmp(&other.key))
    }
}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trust_goes_before_seen_and_seen_before_the_name_of_the_source() {
        let mut trust = Trust::default();
        trust.set("统计局", 90.0);
        let rank = |source: &str, seen: &str| Rank::new(&trust, source, seen.parse().ok(), "e1");
        assert!(rank("统计局", "2020") < rank("a", "2026-01-01"));
        assert!(rank("b", "2026-01-01") < rank("a", "2025"));
        assert!(rank("b", "2026") < rank("b", ""));
        assert!(rank("a", "2026") < rank("b", "2026"));
    }
}
