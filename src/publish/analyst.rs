//! Runs a query of an analyst: read only, within a time and a number of rows.

use std::time::Duration;

use neo4rs::BoltType;

use super::driver::text;
use super::named::Call;
use super::queries::CHAIN;
use super::value::json;
use super::{Driver, NamedQuery, Result};

/// How long and how much.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long the server may work on it.
    pub time: Duration,
    /// How many rows are given; further ones are left out, which the answer says.
    pub rows: usize,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct AnalystAnswer {
    /// Names, in the order of the cells.
    pub columns: Vec<&'static str>,
    /// One cell a column; what JSON has no type for is told as text.
    pub rows: Vec<Vec<serde_json::Value>>,
    /// There was more than the limit.
    pub more: bool,
}

/// Asks one of the queries, with every parameter it takes.
///
/// # Errors
/// The server is gone, refuses, or is not done in time.
pub async fn ask(
    driver: &Driver,
    named: NamedQuery,
    parameters: Vec<(String, String)>,
    limits: Limits,
) -> Result<AnalystAnswer> {
    let given = |call: Call, (name, value): (String, String)| call.with(name, value);
    let call = parameters.into_iter().fold(Call::of(named), given);
    let (mut rows, mut more) = (Vec::new(), false);
    let keep = |row: Vec<BoltType>| {
        more = rows.len() == limits.rows;
        if !more {
            rows.push(row.iter().map(json).collect());
        }
        !more
    };
    driver.read_within(call, limits.time, keep).await?;
    Ok(AnalystAnswer { columns: named.columns().into_iter().map(|(name, _)| name).collect(), rows, more })
}

/// The chains that go by an id, else by a name: id and city of each.
///
/// # Errors
/// The server is gone, refuses, or is not done in time.
pub async fn chain(driver: &Driver, given: &str) -> Result<Vec<(String, Option<String>)>> {
    let rows = driver.read(Call::of(CHAIN).with("chain", given)).await?;
    let pair = |row: Vec<BoltType>| {
        let mut cells = row.into_iter().map(text);
        Some((cells.next()??, cells.next().flatten()))
    };
    Ok(rows.into_iter().filter_map(pair).collect())
}
