//! Whose each record is.

use crate::graph::{FirmIx, Graph};
use crate::model::NodeId;

/// The firms that the records of a graph belong to, by rising nodes of records.
#[derive(Debug)]
pub struct Owners(Vec<(NodeId, u32)>);

impl Owners {
    /// Of all records.
    pub fn of(graph: &Graph) -> Self {
        Self::among(graph, (0..graph.firm_count()).map(FirmIx::from_position))
    }

    /// Of the records of some firms.
    pub fn among(graph: &Graph, firms: impl Iterator<Item = FirmIx>) -> Self {
        let of_firm = |firm: FirmIx| graph.nodes_of(firm).iter().map(move |node| (*node, firm.0));
        let mut owners: Vec<(NodeId, u32)> = firms.flat_map(of_firm).collect();
        owners.sort_unstable();
        Self(owners)
    }

    /// The firm that a record belongs to.
    pub fn owner(&self, node: NodeId) -> Option<FirmIx> {
        let at = self.0.binary_search_by_key(&node, |(known, _)| *known).ok()?;
        Some(FirmIx(self.0[at].1))
    }

    /// By which node the firm of each record goes, in the same order.
    pub fn heads(&self, graph: &Graph) -> Vec<(NodeId, NodeId)> {
        let head = |firm: u32| graph.nodes_of(FirmIx(firm)).first().copied();
        self.0.iter().filter_map(|(node, firm)| Some((*node, head(*firm)?))).collect()
    }
}
