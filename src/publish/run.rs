//! One publish: take over, find the difference, write it, say that it is complete.

use super::compare::compare;
use super::digests::Difference;
use super::write::{Putting, Writer};
use super::{Digests, Driver, Moment, PublishedFacts, Result, schema, state};

/// What is known of what stands in the graph.
#[derive(Debug)]
pub enum Before {
    /// Exactly these facts: only what changed since is written.
    Known(Digests),
    /// Anything: everything is read back and compared, and what others damaged is put right.
    Unknown,
}

/// How the difference was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FoundBy {
    /// Nothing has moved since; nothing was written.
    Current,
    /// By the facts of the journal number that stood there.
    Journal,
    /// By reading everything back.
    Compared,
}

/// One publish about to run.
#[derive(Debug)]
pub struct Publishing<'a> {
    /// What is to stand there when it is done.
    pub facts: &'a PublishedFacts,
    /// Names of properties that later facts may have.
    pub words: &'a [&'static str],
    /// What the state node then says they show.
    pub moment: &'a Moment,
    /// Tells this run from every other.
    pub run: &'a str,
    /// The time, for people.
    pub at: &'a str,
}

/// What a publish did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Published {
    /// How the differences were found.
    pub way: FoundBy,
    /// Facts that may have changed.
    pub looked_at: usize,
    /// Facts that were made or changed.
    pub written: usize,
    /// Facts that were there and are no more.
    pub dropped: usize,
}

/// Brings the graph to these facts; where anything may stand there, the caller has made [`constraints`](super::constraints)
/// first. `tell` hears how many facts of how many are done.
///
/// # Errors
/// `TakenOver` where another publish began; else the server is gone, refuses, or is not done in time. Then the state
/// says `Building`, and the next publish goes on from what stands there.
pub async fn publish(
    driver: &Driver,
    publishing: &Publishing<'_>,
    before: Before,
    mut tell: impl FnMut(usize, usize),
) -> Result<Published> {
    let Publishing { facts, words, moment, run, at } = publishing;
    let way = match &before {
        Before::Known(_) => FoundBy::Journal,
        Before::Unknown => FoundBy::Compared,
    };
    state::begin(driver, run).await?;
    let writer = Writer { driver, run };
    let (difference, putting) = match before {
        Before::Known(digests) => (digests.difference(facts), Putting::Merging),
        Before::Unknown => difference_from_what_stands(writer, facts, words).await?,
    };
    let (mut done, size) = (0, difference.size());
    let told = |count| {
        done += count;
        tell(done, size);
    };
    writer.write(&difference, putting, told).await?;
    if putting == Putting::Creating {
        // One over everything costs a fraction of one kept up row by row.
        schema::indexes(driver).await?;
    }
    state::complete(driver, run, moment, at).await?;
    Ok(Published {
        way,
        looked_at: facts.nodes.len() + facts.edges.len(),
        written: difference.nodes.len() + difference.edges.len(),
        dropped: difference.dropped_nodes.len() + difference.dropped_edges.len(),
    })
}

/// Reads everything back, unless nothing stands there; then all of the facts are new.
async fn difference_from_what_stands<'a>(
    writer: Writer<'_>,
    facts: &'a PublishedFacts,
    words: &[&'static str],
) -> Result<(Difference<'a>, Putting)> {
    let driver = writer.driver;
    let bare = schema::is_bare(driver).await?;
    schema::words(driver, facts, words).await?;
    if !bare {
        schema::indexes(driver).await?;
    }
    driver.watch().await?;
    // What somebody wrote before the watch began is seen by nobody else.
    if bare && schema::is_bare(driver).await? {
        return Ok((Difference::all(facts), Putting::Creating));
    }
    Ok((compare(writer, facts).await?, Putting::Merging))
}
