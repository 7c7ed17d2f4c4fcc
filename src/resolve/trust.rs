//! How far each source is trusted.

use std::collections::HashMap;

use crate::model::{EDITED_BY, OF_LEAD, OF_SQUAD};

/// Trust of a source that says nothing of it.
const DEFAULT_TRUST: f64 = 50.0;
/// Trust of what people change in place: it beats every other source.
const EDITED: f64 = 101.0;
/// Trust of a new lead, whoever says otherwise: it fills blanks and overrides nothing.
const LEAD: f64 = 0.0;

/// How far each source is trusted, 0–100; what people change in place, beyond that.
#[derive(Debug, Clone, Default)]
pub struct Trust(HashMap<String, f64>);

impl Trust {
    /// Sets the trust of a source.
    pub fn set(&mut self, source: &str, trust: f64) {
        self.0.insert(source.to_owned(), trust);
    }

    /// The trust of a source.
    pub fn of(&self, source: &str) -> f64 {
        if source.starts_with(EDITED_BY) {
            return EDITED;
        }
        if [OF_SQUAD, OF_LEAD].iter().any(|begin| source.starts_with(begin)) {
            return LEAD;
        }
        self.0.get(source).copied().unwrap_or(DEFAULT_TRUST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_overrides_nothing_whatever_a_file_of_sources_says() {
        let mut trust = Trust::default();
        trust.set("squad:q1", 100.0);
        for (source, said) in [("squad:q1", LEAD), ("lead:wang", LEAD), ("某局", DEFAULT_TRUST)] {
            assert_eq!(trust.of(source).to_bits(), said.to_bits(), "{source}");
        }
    }
}
