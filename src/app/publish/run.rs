//! Keeps the analysts' graph up to the store.

use std::time::Duration;

use super::facts;
use crate::app::clock::random_id;
use crate::app::{AppError, Clock, Held};
use crate::model::{Adcode, Day, Journal};
use crate::publish::{Before, Driver, Facts, Moment, PublishError, Published, Publishing, State, Way, publish};
use crate::store::Store;

/// How often a follower looks whether the store has moved.
const LOOK: Duration = Duration::from_millis(500);
/// How long a follower waits for a server that went away.
const WAIT: Duration = Duration::from_secs(5);

/// What is published.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The home that questions are asked for where they name none.
    pub home: Option<Adcode>,
    /// Events dated later are left out.
    pub as_of: Option<Day>,
    /// Compare everything, even where nothing says that anything was damaged.
    pub check: bool,
}

/// A store and the server it is published to.
#[derive(Debug)]
pub struct Publisher {
    store: Store,
    driver: Driver,
    clock: Clock,
    options: Options,
}

impl Publisher {
    /// A publisher; nothing is written yet.
    pub fn new(store: Store, driver: Driver, clock: Clock, options: Options) -> Self {
        Self { store, driver, clock, options }
    }

    /// Brings the graph up to the store. `tell` hears how many facts of how many are written.
    pub async fn once(&self, tell: impl FnMut(usize, usize)) -> Result<Published, AppError> {
        let state = State::look(&self.driver).await?;
        let moment = self.moment(self.store.journal().await?).await?;
        let standing = state.filter(|state| state.holds() && !self.options.check);
        if standing.as_ref().is_some_and(|state| state.moment == moment) {
            return Ok(Published { way: Way::Current, nodes: 0, edges: 0, written: 0, dropped: 0 });
        }
        let (facts, before) = match standing {
            Some(state) => tokio::try_join!(self.facts_at(&moment), self.before(&state.moment))?,
            None => (self.facts_at(&moment).await?, Before::Unknown),
        };
        let (run, at) = (random_id(), self.clock.now());
        let publishing = Publishing { facts: &facts, moment: &moment, run: &run, at: &at };
        Ok(publish(&self.driver, &publishing, before, tell).await?)
    }

    /// Publishes again whenever facts move, for as long as it is polled. `tell` hears of each publish, and of a server
    /// that is gone for a while; what cannot pass by itself ends it.
    pub async fn follow(&mut self, mut tell: impl FnMut(Result<Published, &AppError>)) -> Result<(), AppError> {
        loop {
            let seen = self.store.journal().await?;
            match self.once(|_, _| ()).await {
                Ok(published) => {
                    self.options.check = false;
                    tell(Ok(published));
                    while self.store.journal().await? == seen {
                        tokio::time::sleep(LOOK).await;
                    }
                }
                Err(error) if may_pass(&error) => {
                    tell(Err(&error));
                    tokio::time::sleep(WAIT).await;
                }
                Err(error) => return Err(error),
            }
        }
    }

    async fn moment(&self, journal: Journal) -> Result<Moment, AppError> {
        Ok(Moment {
            journal: journal.0,
            journal_digest: self.digest(journal).await?.unwrap_or_default(),
            as_of: self.options.as_of.map(|day| day.to_string()),
            home: self.options.home.map(|home| home.to_string()),
        })
    }

    /// The digest of a batch; it covers all batches before it.
    async fn digest(&self, journal: Journal) -> Result<Option<String>, AppError> {
        let Some(before) = journal.0.checked_sub(1) else { return Ok(None) };
        let batches = self.store.batches(Journal(before), 1).await?;
        Ok(batches.into_iter().next().filter(|batch| batch.number == journal.0).map(|batch| batch.digest))
    }

    /// What stood there, where this store knows it: a number of its own history.
    async fn before(&self, stood: &Moment) -> Result<Before, AppError> {
        let own = self.digest(Journal(stood.journal)).await?;
        let as_of = stood.as_of.as_ref().map(|day| day.parse::<Day>());
        match as_of.transpose() {
            Ok(_) if own.as_deref() == Some(stood.journal_digest.as_str()) => {
                let digests = self.made(stood, |facts| facts.digests()).await?;
                Ok(Before::Known(digests))
            }
            _ => Ok(Before::Unknown),
        }
    }

    async fn facts_at(&self, moment: &Moment) -> Result<Facts, AppError> {
        self.made(moment, |facts| facts).await
    }

    /// Makes something of the facts of a moment, beside the async tasks.
    async fn made<T: Send + 'static>(
        &self,
        moment: &Moment,
        make: impl FnOnce(Facts) -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let (held, statements) = Held::load_stating(&self.store, Some(Journal(moment.journal))).await?;
        let as_of = moment.as_of.as_ref().and_then(|day| day.parse().ok());
        let work = move || make(facts(&held.graph, &statements, as_of));
        tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))
    }
}

fn may_pass(error: &AppError) -> bool {
    matches!(
        error,
        AppError::Graph(PublishError::Unavailable(_) | PublishError::Timeout(_) | PublishError::Transient(_))
    )
}
