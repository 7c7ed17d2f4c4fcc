//! The kinds of which a city has so few records that a name among them is found by reading them all.

use std::collections::BTreeSet;

use super::reached::Record;
use crate::app::AppError;
use crate::graph::{Fold, Graph};
use crate::model::values::{A_TO, B_TO};
use crate::model::{Journal, Kind, NodeId, RowView, Version};
use crate::store::Store;

/// What people's work names beside enterprises, and what settles which value is shown.
pub const FEW: [Kind; 6] = [Kind::Source, Kind::Region, Kind::Chain, Kind::Segment, Kind::Squad, Kind::Recruiter];

/// Their records as they stood at a number.
#[derive(Debug)]
pub struct Few {
    pub store: Store,
    pub at: Journal,
    records: Vec<Version>,
}

impl Few {
    /// Reads them as they stand now.
    pub async fn read(store: &Store) -> Result<Self, AppError> {
        let take = |records: &mut Vec<Version>, row: RowView<'_>| records.push(row.owned());
        let (records, at) = store.scan(FEW.to_vec(), None, Vec::new(), take).await?;
        Ok(Self { store: store.clone(), at, records })
    }

    /// The graph of these and of some enterprises, and of nothing else.
    pub async fn with(&self, enterprises: &[Record]) -> Result<Graph, AppError> {
        let rows = || self.records.iter().map(Version::view).chain(enterprises.iter().map(Record::view));
        let mut nodes = BTreeSet::new();
        for row in rows() {
            nodes.extend([row.a, row.b]);
            nodes.extend([A_TO, B_TO].into_iter().filter_map(|field| row.values?.node(field)));
        }
        let nodes: Vec<NodeId> = nodes.into_iter().collect();
        let names = self.store.node_names(nodes.clone()).await?;
        let mut fold = Fold::default();
        for (id, name) in nodes.into_iter().zip(names) {
            name.into_iter().for_each(|name| fold.node(id, name.kind, &name.text));
        }
        rows().for_each(|row| fold.row(row));
        Ok(fold.finish(self.at).0)
    }
}
