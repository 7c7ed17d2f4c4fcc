//! What is assumed for a question: facts that nobody recorded, laid over the graph, and what follows from them.

use std::sync::{Arc, OnceLock};

use super::Asked;
use crate::gaps::{Introductions, Ranking};
use crate::graph::{Assumed, Relatedness};

/// Firms that are assumed to have come, for one chain seen from one home on one day; every other question is answered without.
#[derive(Debug)]
pub struct Assumption {
    /// The question it is laid over.
    pub asked: Asked,
    /// In order, each once.
    pub facts: Vec<Assumed>,
    relatedness: OnceLock<Arc<Relatedness>>,
    introductions: OnceLock<Arc<Introductions>>,
    ranking: OnceLock<Arc<Ranking>>,
}

impl Assumption {
    /// Lays facts over a question.
    pub fn new(asked: Asked, mut facts: Vec<Assumed>) -> Self {
        facts.sort_unstable();
        facts.dedup();
        let (relatedness, introductions, ranking) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { asked, facts, relatedness, introductions, ranking }
    }

    /// The relatedness matrix with the facts, worked out once.
    pub fn relatedness(&self, make: impl FnOnce() -> Relatedness) -> Arc<Relatedness> {
        Arc::clone(self.relatedness.get_or_init(|| Arc::new(make())))
    }

    /// Whom the sources can reach with the facts, worked out once.
    pub fn introductions(&self, make: impl FnOnce() -> Introductions) -> Arc<Introductions> {
        Arc::clone(self.introductions.get_or_init(|| Arc::new(make())))
    }

    /// The ranked candidates with the facts, worked out once.
    pub fn ranking(&self, make: impl FnOnce() -> Ranking) -> Arc<Ranking> {
        Arc::clone(self.ranking.get_or_init(|| Arc::new(make())))
    }
}
