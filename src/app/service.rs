//! The use cases over one store and the graph held of it.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use serde::Serialize;

use super::known_at::Past;
use super::{AppError, Asked, Clock, Held, KnownAt, Question};
use crate::gaps::{self, GapAnswer, Rules};
use crate::graph::ChainIx;
use crate::model::{Adcode, Day};
use crate::store::Store;

/// How often a server looks whether the store has moved.
const LOOK: Duration = Duration::from_millis(50);

/// Everything a page or a command asks.
#[derive(Debug)]
pub struct App {
    pub(super) store: Store,
    pub(super) rules: Rules,
    pub(super) clock: Clock,
    held: RwLock<Arc<Held>>,
    pub(super) past: tokio::sync::Mutex<Option<Past>>,
}

/// A chain in one line.
#[derive(Debug, Clone, Serialize)]
pub struct ChainLine {
    pub chain: String,
    pub name: String,
    pub adcode: Option<Adcode>,
    pub home_name: Option<String>,
    /// Leaf segments.
    pub segments: usize,
    pub leader: String,
    pub lead_unit: String,
}

/// An answer with the graph it was computed on.
#[derive(Debug)]
pub struct Answered {
    pub answer: GapAnswer,
    pub held: Arc<Held>,
    pub asked: Asked,
}

impl App {
    /// Loads the graph of a store.
    pub async fn open(store: Store, rules: Rules, clock: Clock) -> Result<Self, AppError> {
        let held = Held::load(&store, None).await?;
        Ok(Self::over(store, rules, clock, held))
    }

    fn over(store: Store, rules: Rules, clock: Clock, held: Held) -> Self {
        Self { store, rules, clock, held: RwLock::new(Arc::new(held)), past: tokio::sync::Mutex::default() }
    }

    /// The version of the graph that is current now.
    pub fn held(&self) -> Arc<Held> {
        Arc::clone(&self.held.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks whether the store has moved, and swaps in the next version; readers never wait.
    pub async fn follow_once(&self) -> Result<bool, AppError> {
        let Some(next) = self.held().followed(&self.store).await? else { return Ok(false) };
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
        Ok(true)
    }

    /// Follows the store for as long as it is polled.
    pub async fn follow(&self) {
        self.work_ahead();
        loop {
            match self.follow_once().await {
                Ok(true) => self.work_ahead(),
                Ok(false) => {}
                Err(error) => tracing::error!(%error, "the store could not be followed; trying again"),
            }
            self.forget_past();
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Works out, beside whoever asks, what the first questions of today need of the whole graph.
    fn work_ahead(&self) {
        let (held, rules, today) = (self.held(), self.rules.clone(), self.today());
        tokio::task::spawn_blocking(move || held.work_ahead(today, &rules));
    }

    /// Whether there is no chain yet.
    pub fn is_empty(&self) -> bool {
        self.held().graph.chains.is_empty()
    }

    /// The journal number shown.
    pub fn journal(&self) -> u64 {
        self.held().journal.0
    }

    /// Today in Asia/Shanghai.
    pub fn today(&self) -> Day {
        self.clock.today()
    }

    /// How many targets are told unless asked otherwise.
    pub fn usual_targets(&self) -> usize {
        self.rules.target.limit
    }

    /// The chains, by id.
    pub fn chains(&self) -> Vec<ChainLine> {
        let held = self.held();
        let graph = &held.graph;
        let line = |ix: ChainIx| {
            let chain = graph.chain(ix);
            ChainLine {
                chain: chain.id.clone(),
                name: chain.name.clone(),
                adcode: chain.adcode,
                home_name: chain.adcode.map(|home| graph.regions.name(home)),
                segments: graph.leaves_of(ix).count(),
                leader: chain.leader.clone(),
                lead_unit: chain.lead_unit.clone(),
            }
        };
        (0..graph.chains.len()).map(|i| line(ChainIx::from_position(i))).collect()
    }

    /// The gaps of a chain.
    pub async fn gaps(&self, question: &Question) -> Result<Answered, AppError> {
        let held = self.held_at(question.known_at).await?;
        let asked = question.asked(&held, self.clock.today())?;
        Ok(self.answered(held, asked))
    }

    pub(super) fn answered(&self, held: Arc<Held>, asked: Asked) -> Answered {
        let relatedness = held.relatedness(asked.home.home_level(), asked.as_of, &self.rules);
        let answer = gaps::gaps(&self.computed(&held, &relatedness, asked));
        Answered { answer, held, asked }
    }

    /// The question as the gap engine takes it.
    pub(super) fn computed<'a>(
        &'a self,
        held: &'a Held,
        relatedness: &'a crate::graph::Relatedness,
        asked: Asked,
    ) -> gaps::Question<'a> {
        gaps::Question {
            graph: &held.graph,
            assessments: &held.assessments,
            relatedness: Some(relatedness),
            rules: &self.rules,
            chain: asked.chain,
            home: asked.home,
            as_of: asked.as_of,
            assumed: &[],
        }
    }

    /// The gaps of every chain: each for its own city, or all for one home. Chains without a city and without a home
    /// asked for are left out.
    pub async fn overview(
        &self,
        home: Option<&str>,
        as_of: Option<Day>,
        known_at: Option<KnownAt>,
    ) -> Result<Vec<GapAnswer>, AppError> {
        let held = self.held_at(known_at).await?;
        let as_of = as_of.unwrap_or_else(|| self.clock.today());
        let home = home.map(|given| super::question::region(&held.graph, given)).transpose()?;
        let chains = (0..held.graph.chains.len()).map(ChainIx::from_position);
        let asked = chains.filter_map(|chain| {
            let home = home.or(held.graph.chain(chain).adcode)?;
            Some(Asked { chain, home, as_of })
        });
        Ok(asked.map(|asked| self.answered(Arc::clone(&held), asked).answer).collect())
    }
}
