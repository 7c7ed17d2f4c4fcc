//! Constraint and indexes, and a picture of labels and types for analysts.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

use super::driver::Driver;
use super::named::Call;
use super::queries::{ANY, CONSTRAINT, ID_INDEX, INDEXES, NAME_INDEX, READY, WORDS};
use super::{Label, PublishedFacts, Result, Tie};

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

/// The schema as a picture in Mermaid: which types join which labels, as they stand in these facts, with properties.
pub fn picture(facts: &PublishedFacts) -> String {
    let label_of: BTreeMap<&str, Label> = facts.nodes.iter().map(|n| (n.lid.as_str(), n.label)).collect();
    let mut nodes: BTreeMap<Label, BTreeSet<&str>> = BTreeMap::new();
    for node in &facts.nodes {
        nodes.entry(node.label).or_default().extend(node.properties.iter().map(|(name, _)| *name));
    }
    let mut edges: BTreeMap<(Tie, Label, Label), BTreeSet<&str>> = BTreeMap::new();
    for edge in &facts.edges {
        let (Some(from), Some(to)) = (label_of.get(edge.from.as_str()), label_of.get(edge.to.as_str())) else {
            continue;
        };
        let properties = edge.properties.iter().map(|(name, _)| *name);
        edges.entry((edge.tie, *from, *to)).or_default().extend(properties);
    }
    let mut text = String::from("```mermaid\nclassDiagram\n  direction LR\n");
    for (label, properties) in &nodes {
        let _ = writeln!(text, "  class {} {{\n    «{}»", label.text(), label.zh());
        for name in properties {
            let _ = writeln!(text, "    {name}");
        }
        text.push_str("  }\n");
    }
    for (tie, from, to) in edges.keys() {
        let _ = writeln!(text, "  {} --> {} : {}", from.text(), to.text(), tie.text());
    }
    text.push_str("```\n\n| 关系 | 从 | 到 | 意思 | 属性 |\n| --- | --- | --- | --- | --- |\n");
    for ((tie, from, to), properties) in &edges {
        let names: Vec<&str> = properties.iter().copied().collect();
        let (from, to) = (from.text(), to.text());
        let _ = writeln!(text, "| `{}` | {from} | {to} | {} | {} |", tie.text(), tie.zh(), names.join(" "));
    }
    text
}
