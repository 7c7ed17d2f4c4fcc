//! Writes a difference in batches. Each batch makes sure, in its own transaction, that no other publish has begun.

use neo4rs::BoltType;

use super::digests::Difference;
use super::driver::{Driver, whole};
use super::named::Call;
use super::queries::{CREATE_EDGES, CREATE_NODES, DROP_EDGES, DROP_NODES, PUT_EDGES, PUT_NODES, STRIP_NODES};
use super::value::{list, row, wire};
use super::{Edge, Label, Node, PublishError, Result, Tie};

/// Rows of one transaction.
const BATCH: usize = 5_000;

/// How nodes and relationships are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Putting {
    /// Whatever stands there.
    Merging,
    /// Where nothing stands. A batch that may have been written ends the run: the next one compares.
    Creating,
}

impl Putting {
    fn nodes(self, label: Label) -> Call {
        let call = match self {
            Self::Merging => Call::of(PUT_NODES),
            Self::Creating => Call::of(CREATE_NODES).once(),
        };
        call.label(label)
    }

    fn edges(self, tie: Tie) -> Call {
        let call = match self {
            Self::Merging => Call::of(PUT_EDGES),
            Self::Creating => Call::of(CREATE_EDGES).once(),
        };
        call.tie(tie)
    }
}

/// Writes a difference: what goes first, edges before nodes; then what comes, nodes before edges.
pub async fn write(
    driver: &Driver,
    run: &str,
    difference: &Difference<'_>,
    putting: Putting,
    mut tell: impl FnMut(usize),
) -> Result<()> {
    for tie in Tie::ALL {
        let lids = difference.dropped_edges.iter().filter(|(of, _)| of == tie).map(|(_, lid)| lid.as_str());
        for batch in lids.collect::<Vec<_>>().chunks(BATCH) {
            send(driver, Call::of(DROP_EDGES).tie(*tie), run, texts(batch)).await?;
            tell(batch.len());
        }
    }
    for batch in difference.dropped_nodes.chunks(BATCH) {
        let lids: Vec<&str> = batch.iter().map(String::as_str).collect();
        send(driver, Call::of(STRIP_NODES), run, texts(&lids)).await?;
        send(driver, Call::of(DROP_NODES), run, texts(&lids)).await?;
        tell(batch.len());
    }
    for label in Label::ALL {
        let nodes: Vec<&&Node> = difference.nodes.iter().filter(|node| node.label == *label).collect();
        for batch in nodes.chunks(BATCH) {
            let rows = batch.iter().map(|node| wire(&node.lid, &node.properties)).collect();
            send(driver, putting.nodes(*label), run, rows).await?;
            tell(batch.len());
        }
    }
    for tie in Tie::ALL {
        let edges: Vec<&&Edge> = difference.edges.iter().filter(|edge| edge.tie == *tie).collect();
        for batch in edges.chunks(BATCH) {
            let rows = batch.iter().map(|edge| edge_row(edge)).collect();
            send(driver, putting.edges(*tie), run, rows).await?;
            tell(batch.len());
        }
    }
    Ok(())
}

fn edge_row(edge: &Edge) -> BoltType {
    let properties = wire(&edge.lid, &edge.properties);
    row([("from", edge.from.as_str().into()), ("to", edge.to.as_str().into()), ("properties", properties)])
}

/// Lids as rows.
pub fn texts(lids: &[&str]) -> Vec<BoltType> {
    lids.iter().map(|lid| BoltType::from(*lid)).collect()
}

/// Sends one batch; every row must have found its place.
pub async fn send(driver: &Driver, call: Call, run: &str, rows: Vec<BoltType>) -> Result<()> {
    let (name, expected) = (call.named.name, rows.len());
    let written = fenced(driver, call.with("rows", list(rows)), run).await?;
    if usize::try_from(written) == Ok(expected) {
        return Ok(());
    }
    tracing::warn!(query = name, written, expected, "somebody else writes here");
    Err(PublishError::TakenOver)
}

/// Runs a statement that does nothing once another publish has begun; gives its count.
pub async fn fenced(driver: &Driver, call: Call, run: &str) -> Result<i64> {
    let answer = driver.write(call.with("run", run)).await?;
    answer.first().and_then(|row| row.first()).and_then(whole).ok_or(PublishError::TakenOver)
}
