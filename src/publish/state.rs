//! The one node that says what stands in the graph, and whether all of it does.

use neo4rs::BoltType;

use super::driver::{Driver, text, whole};
use super::named::Call;
use super::queries::{BEGIN, COMPLETE, STATE};
use super::value::null;
use super::{PublishError, Result};

/// What facts look like; a graph of another shape is compared as a whole.
pub const SHAPE: &str = concat!(env!("CARGO_PKG_VERSION"), "/2");

/// The moment the facts show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The store's journal number.
    pub journal: u64,
    /// The digest of that batch in the journal: tells stores apart.
    pub journal_digest: String,
    /// Facts dated later are left out; none leaves out nothing.
    pub as_of: Option<String>,
    /// The home that questions are asked for where they name none.
    pub home: Option<String>,
}

/// Whether a publish was finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Begun and not finished, whether it runs or died: facts may be missing.
    Building,
    /// All facts of the moment stand there.
    Complete,
}

/// The state node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Of a publish that died: still building.
    pub status: Status,
    /// Of what is there, or is being brought there.
    pub moment: Moment,
    /// The version of how facts look; a graph of another is compared as a whole.
    pub shape: String,
    /// Nobody has written to the database since it was completed.
    pub untouched: bool,
}

impl State {
    /// Reads the state, if there is any, and begins to watch for writes of others.
    ///
    /// # Errors
    /// The server is gone, refuses, or is not done in time.
    pub async fn read(driver: &Driver) -> Result<Option<Self>> {
        let now = driver.watch().await?;
        let Some(row) = driver.read(Call::of(STATE)).await?.into_iter().next() else { return Ok(None) };
        let mut cells = row.into_iter();
        let mut next = || cells.next().unwrap_or_else(null);
        let status = if text(next()).as_deref() == Some("complete") { Status::Complete } else { Status::Building };
        let journal = whole(&next()).and_then(|n| u64::try_from(n).ok()).unwrap_or_default();
        let journal_digest = text(next()).unwrap_or_default();
        let (as_of, home) = (text(next()), text(next()));
        let shape = text(next()).unwrap_or_default();
        let (database, transaction) = (text(next()), whole(&next()));
        let untouched = now.is_some_and(|now| {
            // The completing transaction itself came after the one it names.
            database.as_deref() == Some(now.database.as_str()) && transaction == Some(now.transaction - 1)
        });
        Ok(Some(Self { status, moment: Moment { journal, journal_digest, as_of, home }, shape, untouched }))
    }

    /// Whether exactly the facts of its moment stand there, so that only what changed since needs to be written.
    pub fn holds(&self) -> bool {
        self.status == Status::Complete && self.shape == SHAPE && self.untouched
    }
}

/// Says that this run is building; whoever ran before stops at its next batch.
pub async fn begin(driver: &Driver, run: &str) -> Result<()> {
    driver.write(Call::of(BEGIN).with("run", run)).await.map(drop)
}

/// Says that the facts of a moment stand there, all of them.
pub async fn complete(driver: &Driver, run: &str, moment: &Moment, at: &str) -> Result<()> {
    let mark = driver.undisturbed();
    let optional = |text: &Option<String>| text.as_deref().map_or_else(null, BoltType::from);
    let call = Call::of(COMPLETE)
        .with("run", run)
        .with("journal", i64::try_from(moment.journal).unwrap_or(i64::MAX))
        .with("journal_digest", moment.journal_digest.as_str())
        .with("as_of", optional(&moment.as_of))
        .with("home", optional(&moment.home))
        .with("shape", SHAPE)
        .with("at", at)
        .with("database", mark.as_ref().map_or_else(null, |m| m.database.as_str().into()))
        .with("transaction", mark.as_ref().map_or_else(null, |m| m.transaction.into()));
    let rows = driver.write(call).await?;
    if rows.is_empty() { Err(PublishError::TakenOver) } else { Ok(()) }
}
