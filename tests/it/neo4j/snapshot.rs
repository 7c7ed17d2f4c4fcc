//! Everything of ours in a graph, to be compared node by node.

use std::collections::BTreeMap;

use liantu::publish::{Properties, PublishedFacts, Value};
use neo4rs::BoltType;
use serde_json::Value as Json;

/// Nodes by lid, relationships by type and lid; what stands twice is listed twice.
#[derive(Debug, PartialEq)]
pub struct Snapshot {
    nodes: BTreeMap<String, Vec<String>>,
    edges: BTreeMap<String, Vec<String>>,
}

const NODES: &str = "MATCH (n:Liantu) WHERE NOT n:State
    RETURN coalesce(n.lid, '') AS lid, [l IN labels(n) WHERE l <> 'Liantu'] AS labels, properties(n) AS properties";
const EDGES: &str =
    "MATCH (a:Liantu)-[r]->(b:Liantu) RETURN coalesce(r.lid, '') AS lid, type(r) AS type, coalesce(a.lid, '') AS from,
    coalesce(b.lid, '') AS to, properties(r) AS properties";

impl Snapshot {
    /// What a server holds.
    pub async fn of_server(graph: &neo4rs::Graph) -> Self {
        let mut snapshot = Self { nodes: BTreeMap::new(), edges: BTreeMap::new() };
        let mut rows = graph.execute(neo4rs::query(NODES)).await.expect("nodes");
        while let Some(row) = rows.next().await.expect("nodes") {
            let (lid, labels): (String, Vec<String>) = (row.get("lid").unwrap(), row.get("labels").unwrap());
            let properties = json(&row.get::<BoltType>("properties").unwrap());
            snapshot.nodes.entry(lid).or_default().push(format!("{labels:?} {properties}"));
        }
        let mut rows = graph.execute(neo4rs::query(EDGES)).await.expect("relationships");
        while let Some(row) = rows.next().await.expect("relationships") {
            let text = |name: &str| row.get::<String>(name).unwrap();
            let properties = json(&row.get::<BoltType>("properties").unwrap());
            let place = format!("{} {}", text("type"), text("lid"));
            let told = format!("{} → {} {properties}", text("from"), text("to"));
            snapshot.edges.entry(place).or_default().push(told);
        }
        snapshot
    }

    /// What facts say.
    pub fn of_facts(facts: &PublishedFacts) -> Self {
        let mut snapshot = Self { nodes: BTreeMap::new(), edges: BTreeMap::new() };
        for node in &facts.nodes {
            let told = format!("{:?} {}", [node.label.text()], object(&node.lid, &node.properties));
            snapshot.nodes.entry(node.lid.clone()).or_default().push(told);
        }
        for edge in &facts.edges {
            let place = format!("{} {}", edge.tie.text(), edge.lid);
            let told = format!("{} → {} {}", edge.from, edge.to, object(&edge.lid, &edge.properties));
            snapshot.edges.entry(place).or_default().push(told);
        }
        snapshot
    }

    /// Fails with the first differences.
    pub fn assert_is(&self, expected: &Self) {
        for (what, found, expected) in
            [("node", &self.nodes, &expected.nodes), ("relationship", &self.edges, &expected.edges)]
        {
            let missing: Vec<_> = expected.iter().filter(|(k, v)| found.get(*k) != Some(*v)).take(5).collect();
            let wrong: Vec<_> = found.iter().filter(|(k, v)| expected.get(*k) != Some(*v)).take(5).collect();
            assert!(missing.is_empty() && wrong.is_empty(), "{what}s to be: {missing:#?}\nfound: {wrong:#?}");
        }
    }

    /// How many nodes and relationships there are.
    pub fn size(&self) -> (usize, usize) {
        (self.nodes.len(), self.edges.len())
    }

    /// Whether a text stands anywhere.
    pub fn says(&self, text: &str) -> bool {
        self.nodes.values().chain(self.edges.values()).flatten().any(|told| told.contains(text))
    }
}

fn object(lid: &str, properties: &Properties) -> Json {
    let all = properties.iter().map(|(name, value)| ((*name).to_owned(), of_value(value)));
    all.chain([("lid".to_owned(), lid.into())]).collect()
}

fn of_value(value: &Value) -> Json {
    match value {
        Value::Text(text) => text.clone().into(),
        Value::Texts(texts) => texts.clone().into(),
        Value::Whole(number) => (*number).into(),
        Value::Real(number) => (*number).into(),
        Value::Truth(truth) => (*truth).into(),
    }
}

fn json(value: &BoltType) -> Json {
    match value {
        BoltType::String(text) => text.value.clone().into(),
        BoltType::Boolean(truth) => truth.value.into(),
        BoltType::Integer(number) => number.value.into(),
        BoltType::Float(number) => number.value.into(),
        BoltType::List(list) => list.iter().map(json).collect(),
        BoltType::Map(map) => map.value.iter().map(|(k, v)| (k.value.clone(), json(v))).collect(),
        other => format!("{other:?}").into(),
    }
}
