//! Constraint and indexes, for analysts.

use std::collections::HashMap;

use super::driver::Driver;
use super::named::Call;
use super::queries::{ANY, CONSTRAINT, ID_INDEX, INDEXES, NAME_INDEX, READY, WORDS};
use super::{Label, PublishedFacts, Result};

/// Whether nothing of ours stands in a database, neither a node nor an index over them: then facts go in before these.
pub async fn is_bare(driver: &Driver) -> Result<bool> {
    Ok(driver.read(Call::of(ANY)).await?.is_empty() && driver.read(Call::of(INDEXES)).await?.is_empty())
}

/// Makes the constraint and the full text over names where they are missing: they stand before any fact does. The server's
/// first full text brings a transaction of its own.
///
/// # Errors
/// The server is gone, refuses, or is not done in time.
pub async fn constraints(driver: &Driver) -> Result<()> {
    driver.write(Call::of(CONSTRAINT)).await?;
    driver.write(Call::of(NAME_INDEX)).await.map(drop)
}

/// Makes every name of a property known to the server, of these facts and of those that may come: a new word is a
/// transaction of the server's own, which would look like a write of somebody else.
pub async fn words(driver: &Driver, facts: &PublishedFacts, may_come: &[&str]) -> Result<()> {
    let names = facts.nodes.iter().flat_map(|n| &n.properties).chain(facts.edges.iter().flat_map(|e| &e.properties));
    let words: HashMap<&str, bool> =
        names.map(|(name, _)| (*name, true)).chain(may_come.iter().map(|n| (*n, true))).collect();
    driver.write(Call::of(WORDS).with("words", words)).await.map(drop)
}

/// Makes the other indexes that are missing, and waits until all are ready.
pub async fn indexes(driver: &Driver) -> Result<()> {
    for label in Label::ALL {
        driver.write(Call::of(ID_INDEX).label(*label)).await?;
    }
    driver.read(Call::of(READY)).await.map(drop)
}
