//! The versions of the graph that a process holds: the one that is current, and at most one of the past.

use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};

use super::held::digest;
use super::then::{ChainsThen, CountsThen, WorkThen};
use super::{AppError, Clock, Held, KnownAt};
use crate::dispatch::Scoring;
use crate::store::{Store, StoreError};

/// How long a graph of the past is kept when nobody asks.
const IDLE: Duration = Duration::from_secs(300);
/// How long a question waits while another graph of the past is built.
const PATIENCE: Duration = Duration::from_secs(20);

/// Readers keep the version they began with and never wait.
#[derive(Debug)]
pub(super) struct Versions {
    store: Store,
    clock: Clock,
    current: RwLock<Arc<Held>>,
    /// Held while the next version is made: one that began earlier must not come after one that began later.
    following: tokio::sync::Mutex<()>,
    past: tokio::sync::Mutex<Option<Past>>,
    chains_then: ChainsThen,
    counts_then: CountsThen,
    work_then: WorkThen,
    scoring: OnceLock<Scoring>,
}

/// One graph of the past, held for those who ask again.
#[derive(Debug)]
struct Past {
    held: Arc<Held>,
    asked: Instant,
}

impl Versions {
    /// The versions of a store of which this one is current.
    pub fn new(store: Store, clock: Clock, current: Held) -> Self {
        Self {
            store,
            clock,
            current: RwLock::new(Arc::new(current)),
            following: tokio::sync::Mutex::default(),
            past: tokio::sync::Mutex::default(),
            chains_then: ChainsThen::default(),
            counts_then: CountsThen::default(),
            work_then: WorkThen::default(),
            scoring: OnceLock::new(),
        }
    }

    /// The version that is current now.
    pub fn current(&self) -> Arc<Held> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks whether the store has moved, and swaps in the next version.
    pub async fn follow_once(&self) -> Result<bool, AppError> {
        let _alone = self.following.lock().await;
        let Some(next) = self.current().followed(&self.store).await? else { return Ok(false) };
        // A large graph takes its time to be let go of: not while readers wait for the next one.
        let before =
            std::mem::replace(&mut *self.current.write().unwrap_or_else(PoisonError::into_inner), Arc::new(next));
        drop(before);
        Ok(true)
    }

    /// The graph as known then; now where nothing is asked.
    pub async fn at(&self, known_at: Option<KnownAt>) -> Result<Arc<Held>, AppError> {
        let Some(known_at) = known_at else { return Ok(self.current()) };
        let number = known_at.number(&self.store, self.clock.today()).await?;
        let now = self.current();
        if now.journal == number {
            return Ok(now);
        }
        let busy = |_| StoreError::Unavailable("正在读取另一个历史版本，请稍后再试".into());
        let mut past = tokio::time::timeout(PATIENCE, self.past.lock()).await.map_err(busy)?;
        // After a restore the same number may stand for something else.
        let digest = digest(&self.store, number).await?;
        let same = |kept: &&mut Past| kept.held.journal == number && kept.held.digest == digest;
        if let Some(kept) = past.as_mut().filter(same) {
            kept.asked = Instant::now();
            return Ok(Arc::clone(&kept.held));
        }
        *past = None;
        let held = Arc::new(Held::load(&self.store, Some(number)).await?);
        *past = Some(Past { held: Arc::clone(&held), asked: Instant::now() });
        Ok(held)
    }

    /// What chains were on past days, as far as that was asked.
    pub fn chains_then(&self) -> &ChainsThen {
        &self.chains_then
    }

    /// How chains stood on past days, kept from one process to the next.
    pub fn counts_then(&self) -> &CountsThen {
        &self.counts_then
    }

    /// What people did, as far as it is held.
    pub fn work_then(&self) -> &WorkThen {
        &self.work_then
    }

    /// Answers of dispatch by these limits and formulas from here on; the first ones named stay.
    pub fn score_by(&self, scoring: Scoring) {
        self.scoring.get_or_init(|| scoring);
    }

    /// By which limits and formulas it is answered of dispatch: the built-in ones where none were named.
    pub fn scoring(&self) -> &Scoring {
        self.scoring.get_or_init(Scoring::default)
    }

    /// Lets go of a graph of the past that nobody has asked about for a while.
    pub fn forget_past(&self) {
        if let Ok(mut past) = self.past.try_lock()
            && past.as_ref().is_some_and(|kept| kept.asked.elapsed() > IDLE)
        {
            *past = None;
        }
    }
}
