//! One store, the versions of the graph held of it, and the desks before them.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;

use super::accounts::Door;
use super::uploads::Uploads;
use super::versions::Versions;
use super::{AppError, Clock, Desk, Held, KnownAt, StoreDesk, random_id};
use crate::access::Caller;
use crate::dispatch::Scoring;
use crate::gaps::Rules;
use crate::model::{Deed, Journal};
use crate::store::Store;

/// How often a server looks whether the store has moved.
const LOOK: Duration = Duration::from_millis(50);

/// How the folder beside the store is called that files lie in until they are imported.
const UPLOADS: &str = "-uploads";

/// Where everything is asked: [`App::desk`] is the only way in.
#[derive(Debug)]
pub struct App {
    store: Store,
    rules: Arc<Rules>,
    clock: Clock,
    versions: Arc<Versions>,
    uploads: Arc<Uploads>,
    door: Door,
    sample: bool,
}

impl App {
    /// Loads the graph of a store.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn open(store: Store, rules: Rules, clock: Clock) -> Result<Self, AppError> {
        let held = Held::load(&store, None).await?;
        let versions = Arc::new(Versions::new(store.clone(), clock, held));
        let nowhere = || std::env::temp_dir().join(format!("liantu-{}", random_id()));
        let uploads = Arc::new(Uploads::below(store.beside(UPLOADS).unwrap_or_else(nowhere)));
        let door = Door::of(store.clone(), clock);
        Ok(Self { store, rules: Arc::new(rules), clock, versions, uploads, door, sample: false })
    }

    /// The same, keeping what it works out of past days in a folder of its own for the next process.
    #[must_use]
    pub fn keeping_in(self, cache: PathBuf) -> Self {
        self.versions.counts_then().keep_in(cache);
        self
    }

    /// The same, of the built-in sample: pages say so.
    #[must_use]
    pub fn of_the_sample(self) -> Self {
        Self { sample: true, ..self }
    }

    /// The same, answering of dispatch by these limits and formulas.
    #[must_use]
    pub fn scored_by(self, scoring: Scoring) -> Self {
        self.versions.score_by(scoring);
        self
    }

    /// Where people come in, before they stand at a desk.
    pub fn door(&self) -> &Door {
        &self.door
    }

    /// A desk before what is known now, or was known then.
    ///
    /// # Errors
    /// There was nothing then, or the moment is still to come.
    pub async fn desk(&self, caller: Caller, known_at: Option<KnownAt>) -> Result<Desk, AppError> {
        let store_desk = StoreDesk::new(self.store.clone(), self.clock, caller).receiving(Arc::clone(&self.uploads));
        let store_desk = if self.sample { store_desk.of_the_sample() } else { store_desk };
        Desk::new(store_desk, Arc::clone(&self.rules), Arc::clone(&self.versions), known_at).await
    }

    /// The version of the graph that a desk would stand before: for tests and benchmarks, which look at it as a whole.
    /// Endpoints and commands ask at a desk; a test holds them to it.
    ///
    /// # Errors
    /// There was nothing then, or the moment is still to come.
    pub async fn version(&self, known_at: Option<KnownAt>) -> Result<Arc<Held>, AppError> {
        self.versions.at(known_at).await
    }

    /// The journal number shown.
    pub fn journal(&self) -> u64 {
        self.versions.current().journal.0
    }

    /// Looks whether the store has moved, and swaps in the next version; readers never wait.
    ///
    /// # Errors
    /// The store cannot be read; what is held stays.
    pub async fn follow_once(&self) -> Result<bool, AppError> {
        self.versions.follow_once().await
    }

    /// Follows the store for as long as it is polled.
    pub async fn follow(&self) {
        self.uploads.sweep();
        self.work_ahead();
        loop {
            let before = self.journal();
            match self.look().await {
                Ok(true) => {
                    self.forget_erased(Journal(before)).await;
                    self.work_ahead();
                }
                Ok(false) => {}
                Err(error) => tracing::error!(%error, "the store could not be followed; trying again"),
            }
            self.uploads.forget_old();
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Looks once, on a thread where it may take its time: whoever carries bytes meanwhile waits neither for a graph that is
    /// folded nor for one that is let go of.
    async fn look(&self) -> Result<bool, AppError> {
        let (versions, runtime) = (Arc::clone(&self.versions), Handle::current());
        let looked = tokio::task::spawn_blocking(move || {
            let moved = runtime.block_on(versions.follow_once());
            versions.forget_past();
            moved
        });
        looked.await.map_err(|error| AppError::Internal(error.to_string()))?
    }

    /// Lets go of what people brought in where a person was erased meanwhile, by another process too.
    async fn forget_erased(&self, since: Journal) {
        match self.store.batches(since, usize::MAX).await {
            Ok(batches) if !batches.iter().any(|batch| matches!(batch.deed, Deed::PersonErased { .. })) => {}
            Ok(_) => self.uploads.forget_all(),
            Err(error) => tracing::error!(%error, "whether a person was erased could not be read"),
        }
    }

    /// Works out, beside whoever asks, what the first questions of today need of the whole graph.
    fn work_ahead(&self) {
        let (held, rules, today) = (self.versions.current(), Arc::clone(&self.rules), self.clock.today());
        tokio::task::spawn_blocking(move || held.work_ahead(today, &rules));
    }
}
