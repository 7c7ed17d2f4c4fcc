//! The kinds of which a city has so few records that a name among them is found by reading them all.

use std::collections::BTreeMap;

use super::reached::Record;
use crate::app::AppError;
use crate::graph::{Fold, Graph};
use crate::model::values::{A_TO, B_TO};
use crate::model::{Journal, Kind, NodeId, NodeName, RowView, Version};
use crate::store::Store;

/// What people's work names beside enterprises, and what settles which value is shown.
/// What people said of which records are one firm settles whose record is whose.
pub const FEW: [Kind; 7] =
    [Kind::Source, Kind::Region, Kind::Chain, Kind::Segment, Kind::Squad, Kind::Recruiter, Kind::Judgement];

/// Their records as they stood at a number, with the texts of their keys.
#[derive(Debug)]
pub struct Few {
    pub store: Store,
    pub at: Journal,
    records: Vec<Version>,
    texts: BTreeMap<NodeId, NodeName>,
}

impl Few {
    /// Reads them as they stand now.
    pub async fn read(store: &Store) -> Result<Self, AppError> {
        let take = |records: &mut Vec<Version>, row: RowView<'_>| records.push(row.owned());
        let (records, at) = store.scan(FEW.to_vec(), None, Vec::new(), take).await?;
        let texts = texts(store, records.iter().map(Version::view)).await?;
        Ok(Self { store: store.clone(), at, records, texts })
    }

    /// The graph of these and of some enterprises, and of nothing else.
    pub async fn with(&self, enterprises: &[Record]) -> Result<Graph, AppError> {
        let mut nodes = texts(&self.store, enterprises.iter().map(Record::view)).await?;
        nodes.extend(self.texts.iter().map(|(id, name)| (*id, name.clone())));
        let mut fold = Fold::default();
        nodes.into_iter().for_each(|(id, name)| fold.node(id, name.kind, &name.text));
        self.records.iter().map(Version::view).for_each(|row| fold.row(row));
        enterprises.iter().map(Record::view).for_each(|row| fold.row(row));
        Ok(fold.finish(self.at).0)
    }
}

/// The texts of the nodes in the keys of rows.
async fn texts(store: &Store, rows: impl Iterator<Item = RowView<'_>>) -> Result<BTreeMap<NodeId, NodeName>, AppError> {
    let to = |row: RowView<'_>| [A_TO, B_TO].map(|field| row.values.and_then(|values| values.node(field)));
    let nodes = rows.flat_map(|row| [Some(row.a), Some(row.b)].into_iter().chain(to(row)).flatten());
    let mut nodes: Vec<NodeId> = nodes.filter(|node| *node != NodeId::NONE).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let names = store.node_names(nodes.clone()).await?;
    Ok(nodes.into_iter().zip(names).filter_map(|(node, name)| Some((node, name?))).collect())
}
