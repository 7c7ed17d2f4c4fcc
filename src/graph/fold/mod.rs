//! The fold: records to entities and edges, and these to the graph's columns. There is one fold; every graph, of now or
//! of the past, comes out of it.
//!
//! Invariant: **One fold.** Every graph, of now or of the past, comes out of `graph::fold` over a scan: one thread
//! reads rows into blocks (`store/sqlite/blocks.rs`), another chooses versions and folds, nodes are read beside both.
//! A server then works out ahead what the first question of the day needs of the whole graph (`Held::work_ahead`).
//! *Deliberately absent:* incremental change of the graph. People's work (assessments) stands beside the graph and is
//! read anew without rebuilding it.

mod collect;
mod edges;
mod entities;
mod facts;
mod firms;
mod node_texts;
mod records;
mod said;
mod seen;
mod statements;
mod things;

pub use statements::{STATED, Statement, Statements};

use super::{Assessments, Graph, When};
use crate::model::{Journal, Kind, NodeId, RowView};
use collect::Collected;
use entities::Entities;
use facts::{Interner, Precedence};
pub use node_texts::NodeTexts;

/// Collects nodes and rows, and builds the graph.
#[derive(Debug, Default)]
pub struct Fold(Collected);

impl Fold {
    /// Takes a node.
    pub fn node(&mut self, id: NodeId, kind: Kind, text: &str) {
        self.0.node(id, kind, text);
    }

    /// Takes the current version of a record.
    pub fn row(&mut self, row: RowView<'_>) {
        self.0.row(row);
    }

    /// The same rows with the nodes of another fold: the two may be read at once.
    #[must_use]
    pub fn with_nodes(self, other: Self) -> Self {
        Self(Collected { nodes: other.0.nodes, ..self.0 })
    }

    /// A fold that keeps everything that is said by rows of these kinds, for [`Fold::finish_stating`]; kinds that are
    /// not among [`STATED`] have no statements.
    /// Where `of` names nodes, there are statements only of what begins at the things that stand behind them.
    pub fn stating(kinds: &[Kind], of: Option<Vec<NodeId>>) -> Self {
        let said = kinds.iter().filter(|kind| STATED.contains(kind)).map(|kind| (*kind, Vec::new())).collect();
        Self(Collected { said, said_of: of, ..Collected::default() })
    }

    /// The graph of everything taken, and the assessments beside it.
    pub fn finish(self, journal: Journal) -> (Graph, Assessments) {
        let (graph, assessments, _) = self.finish_stating(journal);
        (graph, assessments)
    }

    /// The same with every statement; none unless the fold began as [`Fold::stating`].
    pub fn finish_stating(self, journal: Journal) -> (Graph, Assessments, Statements) {
        self.ranked(|collected, ranking, nodes, rests| {
            let mut graph = Graph { journal, ..Graph::default() };
            let mut entities = Entities::default();
            things::regions(&mut graph, collected, ranking, nodes);
            firms::build(&mut graph, &mut entities, collected, ranking, nodes);
            things::build(&mut graph, &mut entities, collected, ranking, nodes);
            edges::build(&mut graph, &entities, collected, ranking, rests);
            let assessments = edges::assessments(&entities, collected, ranking, rests);
            let leads = std::mem::take(&mut collected.leads).into_iter();
            let lead = |(source, seen, record)| {
                (ranking.sources.text(source).to_owned(), When::of_number(seen), nodes.text(record).to_owned())
            };
            graph.leads = leads.map(lead).collect();
            let said = std::mem::take(&mut collected.said);
            let of = collected.said_of.as_deref();
            let statements = statements::build(said, of, &entities, ranking, nodes, rests);
            (graph, assessments, statements)
        })
    }

    /// The assessments taken, beside a graph that stays as it is. Takes sources and assessments only.
    pub fn assessments_beside(self, graph: &Graph) -> Assessments {
        let mut entities = Entities::default();
        graph.segment_nodes.iter().for_each(|(node, ix)| entities.set(*node, Kind::Segment, ix.0));
        self.ranked(|collected, ranking, _, rests| edges::assessments(&entities, collected, ranking, rests))
    }

    /// Builds from what was taken, with how its sources rank.
    fn ranked<T>(self, build: impl FnOnce(&mut Collected, &Precedence<'_>, &NodeTexts, &Interner) -> T) -> T {
        let mut collected = self.0;
        let nodes = std::mem::take(&mut collected.nodes);
        let sources = std::mem::take(&mut collected.sources);
        let rests = std::mem::take(&mut collected.rests);
        let trust = things::trust(std::mem::take(&mut collected.source_records), &sources, &nodes);
        let ranking = Precedence { trust: &trust, sources: &sources, node_text: &|node| nodes.text(node) };
        build(&mut collected, &ranking, &nodes, &rests)
    }
}
