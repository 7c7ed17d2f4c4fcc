//! Compares what a server holds, value by value, with what is to stand there: finds what others damaged.

use std::collections::{HashMap, HashSet};

use neo4rs::{BoltMap, BoltType};

use super::digests::{Difference, Dropped};
use super::driver::{Driver, text};
use super::named::Call;
use super::queries::{DROP_STRAY_EDGES, DROP_STRAY_NODES, EDGES, NODES, UNLABEL_NODES};
use super::value::equal;
use super::write::{Writer, texts};
use super::{Edge, Label, Node, PublishedFacts, Result, Tie};

/// Finds the difference between a server and facts; nodes that lost or won labels lose all of ours at once.
pub async fn compare<'a>(writer: Writer<'_>, facts: &'a PublishedFacts) -> Result<Difference<'a>> {
    let driver = writer.driver;
    let mut difference = Difference::default();
    writer.fenced(Call::of(DROP_STRAY_NODES)).await?;
    let mislabelled = nodes(driver, facts, &mut difference).await?;
    if !mislabelled.is_empty() {
        let lids: Vec<&str> = mislabelled.iter().map(String::as_str).collect();
        writer.send(Call::of(UNLABEL_NODES), texts(&lids), lids.len()).await?;
    }
    for tie in Tie::ALL {
        writer.fenced(Call::of(DROP_STRAY_EDGES).tie(*tie)).await?;
        edges(driver, *tie, facts, &mut difference).await?;
    }
    Ok(difference)
}

async fn nodes<'a>(driver: &Driver, facts: &'a PublishedFacts, difference: &mut Difference<'a>) -> Result<Vec<String>> {
    let mut missing: HashMap<&str, &'a Node> = facts.nodes.iter().map(|node| (node.lid.as_str(), node)).collect();
    let mut mislabelled = Vec::new();
    let visit = |row: Vec<BoltType>| {
        let [lid, labels, properties] = three(row);
        let lid = text(lid).unwrap_or_default();
        let Some(node) = missing.remove(lid.as_str()) else {
            difference.dropped_nodes.push(lid);
            return true;
        };
        let right = is_labelled(&labels, node.label);
        if !right {
            mislabelled.push(lid.clone());
        }
        if !right || !is_map(&properties, |map| equal(map, &lid, &node.properties)) {
            difference.nodes.push(node);
        }
        true
    };
    driver.read_each(Call::of(NODES), visit).await?;
    let mut rest: Vec<&Node> = missing.into_values().collect();
    rest.sort_by(|x, y| x.lid.cmp(&y.lid));
    difference.nodes.extend(rest);
    Ok(mislabelled)
}

async fn edges<'a>(
    driver: &Driver,
    tie: Tie,
    facts: &'a PublishedFacts,
    difference: &mut Difference<'a>,
) -> Result<()> {
    let of_type = facts.edges.iter().filter(|edge| edge.tie == tie);
    let all: HashMap<&str, &'a Edge> = of_type.map(|edge| (edge.lid.as_str(), edge)).collect();
    let (mut fine, mut wrong) = (HashSet::new(), HashSet::new());
    let visit = |row: Vec<BoltType>| {
        let mut cells = row.into_iter();
        let mut next = || cells.next().and_then(text).unwrap_or_default();
        let (lid, from, to) = (next(), next(), next());
        let properties = cells.next();
        let right = all.get(lid.as_str()).is_some_and(|edge| {
            let same = |map: &BoltMap| equal(map, &lid, &edge.properties);
            edge.from == from && edge.to == to && properties.as_ref().is_some_and(|p| is_map(p, same))
        });
        // A second one with the same lid is one too many.
        if !right || !fine.insert(lid.clone()) {
            wrong.insert(Dropped { tie, from, lid });
        }
        true
    };
    driver.read_each(Call::of(EDGES).tie(tie), visit).await?;
    let twice: HashSet<&str> = wrong.iter().map(|dropped| dropped.lid.as_str()).collect();
    let again = all.values().copied().filter(|e| !fine.contains(&e.lid) || twice.contains(e.lid.as_str()));
    let mut again: Vec<&Edge> = again.collect();
    again.sort_by(|x, y| (&x.from, &x.lid).cmp(&(&y.from, &y.lid)));
    difference.edges.extend(again);
    let mut wrong: Vec<Dropped> = wrong.into_iter().collect();
    wrong.sort_unstable();
    difference.dropped_edges.extend(wrong);
    Ok(())
}

fn three(row: Vec<BoltType>) -> [BoltType; 3] {
    let mut cells = row.into_iter();
    std::array::from_fn(|_| cells.next().unwrap_or_else(super::value::null))
}

fn is_map(value: &BoltType, test: impl FnOnce(&BoltMap) -> bool) -> bool {
    matches!(value, BoltType::Map(map) if test(map))
}

/// Whether a node has this label of ours and no other of ours; labels of others do not count.
fn is_labelled(labels: &BoltType, label: Label) -> bool {
    let BoltType::List(labels) = labels else { return false };
    let has = |label: &Label| labels.iter().any(|l| matches!(l, BoltType::String(s) if s.value == label.text()));
    Label::ALL.iter().all(|other| has(other) == (*other == label))
}
