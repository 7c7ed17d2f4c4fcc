//! The schema of the analysts' graph as a picture, as the README of the queries shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use liantu::publish::{Label, PublishedFacts, Tie};

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
