//! Writes a difference in batches. Each makes sure, at the end of its own transaction, that no other publish has begun.

use std::collections::HashMap;

use futures_util::{StreamExt, TryStreamExt, stream};
use neo4rs::BoltType;

use super::digests::{Difference, Dropped};
use super::driver::{Driver, text, whole};
use super::named::Call;
use super::queries::{CREATE_EDGES, CREATE_NODES, DROP_EDGES, DROP_NODES, FENCE, PUT_EDGES, PUT_NODES, STRIP_NODES};
use super::value::{list, wire};
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

    /// Batches under way together: while the server commits one it takes in the next. Batches that look for what stands
    /// there lock it, and two of them might wait for each other.
    fn at_once(self) -> usize {
        match self {
            Self::Merging => 1,
            Self::Creating => 2,
        }
    }
}

/// Where the server says that nodes are, by their lids; finding one by this costs it far less.
type Places = HashMap<String, String>;

/// Writes for one run, for as long as no other begins.
#[derive(Debug, Clone, Copy)]
pub struct Writer<'a> {
    pub driver: &'a Driver,
    pub run: &'a str,
}

impl Writer<'_> {
    /// Writes a difference: what goes first, edges before nodes; then what comes, nodes before edges. `tell` hears of
    /// each batch.
    pub async fn write(self, difference: &Difference<'_>, putting: Putting, mut tell: impl FnMut(usize)) -> Result<()> {
        self.drop_gone(difference, &mut tell).await?;
        let nodes = by_kind(&difference.nodes, Label::ALL, |node| node.label);
        let places = self.put(putting, &nodes, |label| putting.nodes(label), node_rows, &mut tell).await?;
        let edges = by_kind(&difference.edges, Tie::ALL, |edge| edge.tie);
        let rows = |batch: &[&Edge]| edge_rows(batch, &places);
        self.put(putting, &edges, |tie| putting.edges(tie), rows, &mut tell).await.map(drop)
    }

    async fn drop_gone(self, difference: &Difference<'_>, tell: &mut impl FnMut(usize)) -> Result<()> {
        for dropped in difference.dropped_edges.chunk_by(|x, y| x.tie == y.tie) {
            for batch in dropped.chunks(BATCH) {
                let rows = batch.iter().map(dropped_row).collect();
                self.send(Call::of(DROP_EDGES).tie(batch[0].tie), rows, batch.len()).await?;
                tell(batch.len());
            }
        }
        for batch in difference.dropped_nodes.chunks(BATCH) {
            let lids: Vec<&str> = batch.iter().map(String::as_str).collect();
            self.send(Call::of(STRIP_NODES), texts(&lids), batch.len()).await?;
            self.send(Call::of(DROP_NODES), texts(&lids), batch.len()).await?;
            tell(batch.len());
        }
        Ok(())
    }

    /// Puts facts, a kind after the other, and gives the places that the server tells.
    async fn put<F, K: Copy>(
        self,
        putting: Putting,
        facts: &[(K, Vec<&F>)],
        call: impl Fn(K) -> Call,
        rows: impl Fn(&[&F]) -> Vec<BoltType>,
        tell: &mut impl FnMut(usize),
    ) -> Result<Places> {
        let batches = facts.iter().flat_map(|(kind, facts)| facts.chunks(BATCH).map(|batch| (*kind, batch)));
        let (call, rows) = (&call, &rows);
        let sent = batches.map(|(kind, batch)| async move {
            self.send(call(kind), rows(batch), batch.len()).await.map(|answer| (batch.len(), answer))
        });
        let mut sent = stream::iter(sent).buffer_unordered(putting.at_once());
        let mut places = Places::new();
        while let Some((size, answer)) = sent.try_next().await? {
            let mut lists = answer.into_iter().skip(1).map(texts_of);
            places.extend(lists.next().into_iter().flatten().zip(lists.next().into_iter().flatten()));
            tell(size);
        }
        Ok(places)
    }

    /// Sends one batch and gives the answer; every one of its `size` facts must have found its place.
    pub async fn send(self, call: Call, rows: Vec<BoltType>, size: usize) -> Result<Vec<BoltType>> {
        let name = call.named.name;
        let answer = self.fenced(call.with("rows", list(rows))).await?;
        let written = answer.first().and_then(whole);
        if written.and_then(|written| usize::try_from(written).ok()) == Some(size) {
            return Ok(answer);
        }
        tracing::warn!(query = name, written, size, "somebody else writes here");
        Err(PublishError::TakenOver)
    }

    /// Runs a statement of which nothing stays once another publish has begun; gives its one row.
    pub async fn fenced(self, call: Call) -> Result<Vec<BoltType>> {
        let fence = Call::of(FENCE).with("run", self.run);
        let answer = match self.driver.write_fenced(call, &fence).await {
            // What another run wrote may stand in the way before the fence is reached.
            Err(PublishError::Statement(_)) if self.driver.write(fence).await?.is_empty() => None,
            answer => answer?,
        };
        answer.and_then(|rows| rows.into_iter().next()).ok_or(PublishError::TakenOver)
    }
}

/// Facts by their kind, in the order kinds are written in.
fn by_kind<'a, F, K: Copy + PartialEq>(facts: &[&'a F], kinds: &[K], kind: impl Fn(&F) -> K) -> Vec<(K, Vec<&'a F>)> {
    let of = |one: &K| facts.iter().copied().filter(|fact| kind(fact) == *one).collect();
    kinds.iter().map(|one| (*one, of(one))).collect()
}

fn node_rows(nodes: &[&Node]) -> Vec<BoltType> {
    let one = |node: &&Node| list(vec![node.lid.as_str().into(), wire(&node.lid, &node.properties)]);
    nodes.iter().map(one).collect()
}

/// Relationships by the node they start from, which is then looked for once; by lids where places are not known.
fn edge_rows(edges: &[&Edge], places: &Places) -> Vec<BoltType> {
    let end = |lid: &String| BoltType::from(places.get(lid).unwrap_or(lid).as_str());
    let one = |edge: &&Edge| list(vec![end(&edge.to), wire(&edge.lid, &edge.properties)]);
    let from = edges.chunk_by(|x, y| x.from == y.from);
    from.map(|edges| list(vec![end(&edges[0].from), list(edges.iter().map(one).collect())])).collect()
}

/// The texts of a list.
fn texts_of(answer: BoltType) -> Vec<String> {
    let BoltType::List(texts) = answer else { return Vec::new() };
    texts.value.into_iter().filter_map(text).collect()
}

fn dropped_row(dropped: &Dropped) -> BoltType {
    list(texts(&[&dropped.from, &dropped.lid]))
}

/// Lids as rows.
pub fn texts(lids: &[&str]) -> Vec<BoltType> {
    lids.iter().map(|lid| BoltType::from(*lid)).collect()
}
