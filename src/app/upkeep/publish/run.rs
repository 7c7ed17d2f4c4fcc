//! Keeps the analysts' graph up to the store.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::access::{Right, Scope};
use crate::app::clock::random_id;
use crate::app::upkeep::publish::words::names;
use crate::app::upkeep::publish::{Extent, facts};
use crate::app::{AppError, Clock, Held, StoreDesk, apart};
use crate::graph::Statements;
use crate::model::values::A_TO;
use crate::model::{Adcode, Day, Journal, Kind, NodeId};
use crate::publish::{
    Before, Digests, Driver, FoundBy, Moment, PublishError, Published, PublishedFacts, Publishing, State, constraints,
    publish,
};
use crate::store::{ListFilter, Store};

/// How often a follower looks whether the store has moved.
const LOOK: Duration = Duration::from_millis(500);
/// Changed rows up to which only these things, and what begins where they begin, are looked at.
const FEW: usize = 5_000;
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

impl StoreDesk {
    /// A publisher to a server; nothing is written yet.
    ///
    /// # Errors
    /// The caller may not publish.
    pub fn publisher(&self, driver: Driver, options: Options) -> Result<Publisher, AppError> {
        let at = self.may(Right::Publish, Scope::City)?;
        Ok(Publisher { store: at.store().clone(), driver, clock: at.clock(), options })
    }
}

impl Publisher {
    /// Brings the graph up to the store. `tell` hears how many facts of how many are written.
    ///
    /// # Errors
    /// The store cannot be read, or the server is gone, refuses, or is taken over.
    pub async fn once(&self, tell: impl FnMut(usize, usize)) -> Result<Published, AppError> {
        let state = State::read(&self.driver).await?;
        let moment = self.moment(self.store.journal().await?).await?;
        let standing = state.filter(|state| state.holds() && !self.options.check).map(|state| state.moment);
        if standing.as_ref() == Some(&moment) {
            return Ok(Published { way: FoundBy::Current, looked_at: 0, written: 0, dropped: 0 });
        }
        let (facts, before) = match standing {
            Some(stood) if self.knows(&stood).await? => {
                let (before, facts) = self.changed(&stood, &moment).await?;
                (facts, Before::Known(before))
            }
            _ => {
                // The server takes its time for these, which facts do not wait for.
                let ahead = async { Ok(constraints(&self.driver).await?) };
                let facts = async {
                    let loaded = self.loaded(&moment, &Extent::All).await?;
                    made(loaded, &moment, &Extent::All, |facts| facts).await
                };
                let (facts, ()) = tokio::try_join!(facts, ahead)?;
                (facts, Before::Unknown)
            }
        };
        let (run, at) = (random_id(), self.clock.now());
        let words = names();
        let publishing = Publishing { facts: &facts, words: &words, moment: &moment, run: &run, at: &at };
        Ok(publish(&self.driver, &publishing, before, tell).await?)
    }

    /// Publishes again whenever facts move, for as long as it is polled. `tell` hears of each publish, and of a server
    /// that is gone for a while; what cannot pass by itself ends it.
    ///
    /// # Errors
    /// The store cannot be read, or the server refuses or another publish took over.
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

    /// Whether what stood there is a number of this store's own history.
    async fn knows(&self, stood: &Moment) -> Result<bool, AppError> {
        Ok(self.digest(Journal(stood.journal)).await?.as_ref() == Some(&stood.journal_digest))
    }

    /// The facts that may have changed from one moment to another, at both.
    async fn changed(&self, stood: &Moment, moment: &Moment) -> Result<(Digests, PublishedFacts), AppError> {
        let mut scope = self.scope(stood, moment).await?;
        loop {
            let (before, now) = tokio::try_join!(self.loaded(stood, &scope), self.loaded(moment, &scope))?;
            let Some(wider) = scope.wider((&before.0.graph, &before.1), (&now.0.graph, &now.1)) else {
                let before = made(before, stood, &scope, |facts| Digests::of(&facts));
                return tokio::try_join!(before, made(now, moment, &scope, |facts| facts));
            };
            scope = wider;
        }
    }

    /// What may have changed from one moment to another.
    async fn scope(&self, stood: &Moment, moment: &Moment) -> Result<Extent, AppError> {
        if stood.as_of != moment.as_of {
            return Ok(Extent::All);
        }
        let (from, to) = (stood.journal.min(moment.journal), stood.journal.max(moment.journal));
        let (from, to) = (Journal(from), Journal(to));
        let Some(kinds) = Extent::alone(&self.store.touched(from).await?) else { return Ok(Extent::All) };
        let nodes = self.nodes(&kinds, from, to).await?;
        Ok(Extent::part(kinds, nodes))
    }

    /// The things that changed between two numbers, and where the edges begin that did, as given and as resolved at both;
    /// none where there are too many, or an enterprise went or came back, which its edges feel.
    async fn nodes(&self, kinds: &[Kind], from: Journal, to: Journal) -> Result<Option<Vec<NodeId>>, AppError> {
        let mut changed = BTreeSet::new();
        for number in (from.0..to.0).map(|before| Journal(before + 1)) {
            let rows = self.store.batch_rows(number, None, FEW + 1).await?;
            let of_kinds = rows.iter().filter(|row| kinds.contains(&row.key.kind));
            let went = of_kinds.clone().any(|row| row.key.kind == Kind::Enterprise && row.closed);
            changed.extend(of_kinds.map(|row| (row.key.kind, row.key.a)));
            if went || rows.len() > FEW || changed.len() > FEW {
                return Ok(None);
            }
        }
        let all = |(kind, a): &(Kind, NodeId)| ListFilter { kind: *kind, a: Some(*a), after: None, limit: usize::MAX };
        let filters: Vec<ListFilter> = changed.iter().map(all).collect();
        let mut nodes: BTreeSet<NodeId> = changed.iter().map(|(_, a)| *a).collect();
        for at in [from, to] {
            for (records, (kind, _)) in self.store.lists(filters.clone(), Some(at)).await?.iter().zip(&changed) {
                // Edges sleep only at what has been there before, whichever source said so.
                let slept = !records.is_empty() && records.iter().all(|record| record.values.is_none());
                if *kind == Kind::Enterprise && slept {
                    return Ok(None);
                }
                nodes.extend(records.iter().filter_map(|record| record.values.as_ref()?.view().node(A_TO)));
            }
        }
        Ok(Some(nodes.into_iter().collect()))
    }

    /// The graph of a moment, and all that is said of what is in a scope.
    async fn loaded(&self, moment: &Moment, scope: &Extent) -> Result<(Held, Statements), AppError> {
        Held::load_stating(&self.store, scope.read(), Some(Journal(moment.journal)), scope.fold()).await
    }
}

/// Makes something of the facts of a moment, beside the async tasks.
async fn made<T: Send + 'static>(
    (held, statements): (Held, Statements),
    moment: &Moment,
    scope: &Extent,
    make: impl FnOnce(PublishedFacts) -> T + Send + 'static,
) -> Result<T, AppError> {
    let as_of = moment.as_of.as_ref().and_then(|day| day.parse().ok());
    let scope = scope.clone();
    apart(move || make(facts(&held.graph, &statements, as_of, &scope))).await
}

fn may_pass(error: &AppError) -> bool {
    matches!(
        error,
        AppError::Graph(PublishError::Unavailable(_) | PublishError::Timeout(_) | PublishError::Transient(_))
    )
}
