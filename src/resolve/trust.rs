//! How far each source is trusted.

use std::collections::HashMap;

use crate::model::EDITED_BY;

/// Trust of a source that says nothing of it.
const DEFAULT_TRUST: f64 = 50.0;
/// Trust of what people change in place: it beats every other source.
const EDITED: f64 = 101.0;

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
        self.0.get(source).copied().unwrap_or(DEFAULT_TRUST)
    }
}
