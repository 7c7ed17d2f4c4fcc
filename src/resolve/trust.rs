//! How far each source is trusted.

use std::collections::HashMap;

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
