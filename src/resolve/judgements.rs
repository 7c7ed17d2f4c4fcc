//! What people said of which records are one firm.

use std::collections::BTreeMap;

use crate::model::{Journal, JudgedAs, JudgedPair, NodeId, RowView};

/// What holds of pairs of records, by the nodes they stand under: records of one id are one.
#[derive(Debug, Clone, Default)]
pub struct Judgements(BTreeMap<(NodeId, NodeId), (JudgedAs, Journal)>);

impl Judgements {
    /// Takes a row; what is closed or but proposed holds not.
    pub fn take(&mut self, row: &RowView<'_>) {
        JudgedPair::of(row).into_iter().for_each(|pair| self.set(pair));
    }

    /// Says what holds of a pair.
    pub fn set(&mut self, pair: JudgedPair) {
        self.0.insert(pair.nodes, (pair.said, pair.first));
    }

    /// Forgets what holds of a pair.
    pub fn forget(&mut self, one: NodeId, other: NodeId) {
        self.0.remove(&(one.min(other), one.max(other)));
    }

    /// What holds of two records.
    pub fn of(&self, one: NodeId, other: NodeId) -> Option<JudgedAs> {
        self.0.get(&(one.min(other), one.max(other))).map(|(said, _)| *said)
    }

    /// Whether nobody said anything.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every pair of which this is said, those of which something was said first first.
    pub fn that_are(&self, said: JudgedAs) -> Vec<(NodeId, NodeId)> {
        let mut found: Vec<_> = self.0.iter().filter(|(_, (is, _))| *is == said).collect();
        found.sort_by_key(|(nodes, (_, first))| (*first, **nodes));
        found.into_iter().map(|(nodes, _)| *nodes).collect()
    }
}
