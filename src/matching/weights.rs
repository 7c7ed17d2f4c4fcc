//! What each feature counts, read from a file.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::features::{FEATURES, Feature};

static BUILT_IN: LazyLock<Weights> = LazyLock::new(|| {
    Weights::read(include_str!("../../presets/names.toml"))
        .expect("invariant: the weights that are built in are read by a test")
});

/// What each feature counts, and from which score on what is said.
#[derive(Debug, Clone)]
pub struct Weights {
    /// What each counts for the order and for the score, as [`Feature::ALL`] has them.
    of: [[f64; 2]; FEATURES],
    base: f64,
    pub(super) limits: LikenessLimits,
}

/// From which score on what is said.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LikenessLimits {
    /// The least score of `same`.
    pub same: f64,
    /// The least score of `review`.
    pub review: f64,
    /// How far ahead of the next firm one must be to be `same`.
    pub ahead: f64,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    base: f64,
    limits: LikenessLimits,
    weights: BTreeMap<String, [f64; 2]>,
}

/// Why a file of weights cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// It is no such TOML.
    #[error("weights of names: {0}")]
    Toml(#[from] toml::de::Error),
    /// It has other features than there are.
    #[error("weights of names: feature `{0}` is unknown or missing")]
    Feature(String),
}

impl Default for Weights {
    fn default() -> Self {
        BUILT_IN.clone()
    }
}

impl Weights {
    /// Reads weights as `presets/names.toml` has them: every feature once.
    pub fn read(text: &str) -> Result<Self, WeightsError> {
        let mut written: Written = toml::from_str(text)?;
        let mut of = [[0.0; 2]; FEATURES];
        for (slot, (_, key)) in of.iter_mut().zip(Feature::ALL) {
            *slot = written.weights.remove(key).ok_or_else(|| WeightsError::Feature(key.to_owned()))?;
        }
        match written.weights.pop_first() {
            Some((key, _)) => Err(WeightsError::Feature(key)),
            None => Ok(Self { of, base: written.base, limits: written.limits }),
        }
    }

    /// Where features put a firm among those that a name may mean: the more, the nearer.
    pub(super) fn order(&self, values: &[f64; FEATURES]) -> f64 {
        self.of.iter().zip(values).map(|([order, _], value)| order * value).sum()
    }

    /// How sure features make that two names are one firm's, from 0 to 1.
    pub(super) fn score(&self, values: &[f64; FEATURES]) -> f64 {
        let odds: f64 = self.of.iter().zip(values).map(|([_, weight], value)| weight * value).sum();
        1.0 / (1.0 + (-self.base - odds).exp())
    }
}
