//! Does the store agree with itself, and the graph with the store?

use std::sync::Arc;

use serde::Serialize;

use super::content::Content;
use super::{AppError, Held};
use crate::graph::Graph;
use crate::model::values::{A_TO, B_TO};
use crate::model::{Kind, NodeId, Texts};
use crate::store::{RowView, Store};

/// Problems told in full.
const TOLD: usize = 100;

/// What was found; `problems` is empty when all is well.
#[derive(Debug, Clone, Serialize)]
pub struct Findings {
    pub batches: u64,
    pub rows: u64,
    pub nodes: u64,
    pub enterprises: usize,
    /// Rows that name a closed record and wait for it to come back.
    pub asleep: u64,
    /// A digest of what is said now, whatever the way there.
    pub digest: String,
    pub problems: Vec<String>,
}

/// Reads everything: the digests of the journal, and every record and membership against the graph.
pub async fn checkup(store: &Store) -> Result<Findings, AppError> {
    let found = store.check().await?;
    let held = Held::load(store, None).await?;
    let names = store.nodes(Kind::ALL.to_vec(), Names::default(), |names, id, _, text| names.push(id, text)).await?;
    let check =
        Check { graph: Arc::clone(&held.graph), names, content: Content::default(), asleep: 0, problems: Vec::new() };
    let kinds = Kind::records().collect();
    let (check, _) = store.scan(kinds, Some(held.journal), check, Check::row).await?;
    let mut problems = found.problems;
    problems.extend(check.problems);
    Ok(Findings {
        batches: found.batches,
        rows: found.rows,
        nodes: found.nodes,
        enterprises: held.graph.firm_count(),
        asleep: check.asleep,
        digest: check.content.hex(),
        problems,
    })
}

/// Texts of nodes, which come in order of number.
#[derive(Debug, Default)]
struct Names {
    ids: Vec<NodeId>,
    texts: Texts,
}

impl Names {
    fn push(&mut self, id: NodeId, text: &str) {
        self.ids.push(id);
        self.texts.push(text);
    }

    fn text(&self, id: NodeId) -> &str {
        self.ids.binary_search(&id).map_or("", |place| self.texts.at(place))
    }
}

struct Check {
    graph: Arc<Graph>,
    names: Names,
    content: Content,
    asleep: u64,
    problems: Vec<String>,
}

impl Check {
    fn row(&mut self, row: RowView<'_>) {
        let Some(values) = row.values else { return };
        self.content.add(&row, |node| self.names.text(node));
        if !matches!(row.kind, Kind::Enterprise | Kind::Member) {
            return;
        }
        let firm = values.node(A_TO).unwrap_or(row.a);
        let id = self.names.text(firm);
        let known = self.graph.firm_with_id(id);
        if row.kind == Kind::Enterprise {
            if known.is_none() {
                self.problem(format!("企业 {id} 在数据库里，不在图里"));
            }
            return;
        }
        let segment = self.graph.segment_with_node(values.node(B_TO).unwrap_or(row.b));
        match (known, segment) {
            (Some(firm), Some(segment)) => {
                if !self.graph.memberships(firm).iter().any(|m| m.segment == segment) {
                    let segment = &self.graph.segment(segment).id;
                    self.problem(format!("企业 {id} 属于环节 {segment}，图里没有"));
                }
            }
            _ => self.asleep += 1,
        }
    }

    fn problem(&mut self, problem: String) {
        if self.problems.len() < TOLD {
            self.problems.push(problem);
        }
    }
}
