//! What stood in the graph, as one number a fact: enough to find what changed without keeping or reading all of it.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use hashbrown::DefaultHashBuilder;
use std::hash::BuildHasher;

use super::{Edge, Label, Node, PublishedFacts, Tie, Value};

/// A digest of every fact by its lid. Digests compare within one process only.
#[derive(Debug, Default)]
pub struct Digests {
    hasher: DefaultHashBuilder,
    nodes: HashMap<Box<str>, (Label, u64)>,
    edges: HashMap<(Tie, Box<str>), (Box<str>, u64)>,
}

/// A relationship that is to go; it is found from the node it starts from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dropped {
    pub tie: Tie,
    pub from: String,
    pub lid: String,
}

/// What to write so that a graph comes from one state of facts to another.
#[derive(Debug, Default)]
pub struct Difference<'a> {
    pub nodes: Vec<&'a Node>,
    pub edges: Vec<&'a Edge>,
    pub dropped_nodes: Vec<String>,
    pub dropped_edges: Vec<Dropped>,
}

impl<'a> Difference<'a> {
    /// All of these facts, where nothing stands.
    pub fn all(facts: &'a PublishedFacts) -> Self {
        Self { nodes: facts.nodes.iter().collect(), edges: facts.edges.iter().collect(), ..Self::default() }
    }

    /// How many facts are written or dropped.
    pub fn size(&self) -> usize {
        self.nodes.len() + self.edges.len() + self.dropped_nodes.len() + self.dropped_edges.len()
    }
}

impl Digests {
    /// Digests of facts.
    pub fn of(facts: &PublishedFacts) -> Self {
        let hasher = DefaultHashBuilder::default();
        let nodes = facts.nodes.iter().map(|n| (n.lid.as_str().into(), (n.label, node(&hasher, n))));
        let nodes = nodes.collect();
        let edges = facts.edges.iter();
        let edges = edges.map(|e| ((e.tie, e.lid.as_str().into()), (e.from.as_str().into(), edge(&hasher, e))));
        let edges = edges.collect();
        Self { hasher, nodes, edges }
    }

    /// What changed from these facts to `now`.
    pub fn difference(mut self, now: &PublishedFacts) -> Difference<'_> {
        let mut difference = Difference::default();
        for fact in &now.nodes {
            if self.nodes.remove(fact.lid.as_str()) != Some((fact.label, node(&self.hasher, fact))) {
                difference.nodes.push(fact);
            }
        }
        for fact in &now.edges {
            let stood = self.edges.remove(&(fact.tie, fact.lid.as_str().into()));
            if stood.map(|(_, digest)| digest) != Some(edge(&self.hasher, fact)) {
                difference.edges.push(fact);
            }
        }
        difference.dropped_nodes = self.nodes.into_keys().map(Into::into).collect();
        let dropped = self.edges.into_iter();
        let dropped = dropped.map(|((tie, lid), (from, _))| Dropped { tie, from: from.into(), lid: lid.into() });
        difference.dropped_edges = dropped.collect();
        difference.dropped_nodes.sort_unstable();
        difference.dropped_edges.sort_unstable();
        difference
    }
}

fn node(hasher: &DefaultHashBuilder, node: &Node) -> u64 {
    let mut state = hasher.build_hasher();
    properties(&node.properties, &mut state);
    state.finish()
}

fn edge(hasher: &DefaultHashBuilder, edge: &Edge) -> u64 {
    let mut state = hasher.build_hasher();
    (&edge.from, &edge.to).hash(&mut state);
    properties(&edge.properties, &mut state);
    state.finish()
}

fn properties(all: &[(&'static str, Value)], state: &mut impl Hasher) {
    for (name, value) in all {
        name.hash(state);
        match value {
            Value::Text(text) => (0, text).hash(state),
            Value::Texts(texts) => (1, texts).hash(state),
            Value::Whole(number) => (2, number).hash(state),
            Value::Real(number) => (3, number.to_bits()).hash(state),
            Value::Truth(truth) => (4, truth).hash(state),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(lid: &str, name: &str) -> Node {
        Node { label: Label::Fund, lid: lid.into(), properties: vec![("name", Value::Text(name.into()))] }
    }

    #[test]
    fn what_is_new_changed_and_gone_is_found() {
        let before =
            PublishedFacts { nodes: vec![node("a", "甲"), node("b", "乙"), node("c", "丙")], edges: Vec::new() };
        let edge = Edge::new(Tie::Manages, "m".into(), "a".into(), "", Vec::new());
        let now =
            PublishedFacts { nodes: vec![node("a", "甲"), node("b", "乙二"), node("d", "丁")], edges: vec![edge] };
        let difference = Digests::of(&before).difference(&now);
        let lids: Vec<_> = difference.nodes.iter().map(|n| n.lid.as_str()).collect();
        assert_eq!((lids, difference.dropped_nodes.as_slice()), (vec!["b", "d"], &["c".to_owned()][..]));
        assert_eq!(difference.edges.len(), 1);
        assert_eq!(Digests::of(&now).difference(&now).size(), 0);
    }
}
