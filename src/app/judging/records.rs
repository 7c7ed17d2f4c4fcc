//! Which records are meant, and over which chains one must decide to decide of them.

use std::collections::{BTreeSet, HashMap};

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, chains_of, names};
use crate::graph::{ChainIx, FirmIx};
use crate::model::{Kind, NodeId};
use crate::normalize::text;

/// A record that is judged, and the firm it belongs to now.
#[derive(Debug, Clone)]
pub(super) struct RecordMeant {
    pub node: NodeId,
    /// Its id.
    pub id: String,
    pub firm: FirmIx,
}

/// The chains on whose lists firms stand.
pub(super) struct ListedOn(HashMap<FirmIx, BTreeSet<ChainIx>>);

impl ListedOn {
    /// Of one firm.
    pub fn chains(&self, firm: FirmIx) -> impl Iterator<Item = ChainIx> + '_ {
        self.0.get(&firm).into_iter().flatten().copied()
    }
}

impl GraphPermit<'_> {
    /// The record that a text means: the one with this id, else the founding one of the firm that goes by it.
    pub(super) async fn record_meant(&self, given: &str) -> Result<RecordMeant, AppError> {
        let given = text::one_line(given).into_owned();
        if given.is_empty() {
            return Err(AppError::BadRequest("没有写明是哪家企业".to_owned()));
        }
        let graph = self.graph();
        let id = given.strip_prefix("enterprise:").unwrap_or(&given);
        let (firm, id) = match graph.firm_with_id(id) {
            Some(firm) => (firm, id.to_owned()),
            None => {
                let firm = self.firm_meant(&given).await?;
                (firm, graph.firm_id(firm).to_owned())
            }
        };
        let node = self.node(Kind::Enterprise, &id).await?;
        let node = node.ok_or_else(|| AppError::Internal("an enterprise without a node".into()))?;
        Ok(RecordMeant { node, id, firm })
    }

    /// The ids and nodes of a firm's records, closed ones that gave it an id too.
    pub(super) async fn records_of(&self, firm: FirmIx) -> Result<Vec<(NodeId, String)>, AppError> {
        let nodes = self.graph().nodes_of(firm).to_vec();
        let names = self.store().node_names(nodes.clone()).await?;
        let own = nodes.into_iter().zip(names).filter_map(|(node, name)| Some((node, name?)));
        Ok(own.filter(|(_, name)| name.kind == Kind::Enterprise).map(|(node, name)| (node, name.text)).collect())
    }

    /// The chains on whose lists firms stand: asked of a firm, and told of nobody who may not see them.
    pub(super) async fn listed_on(&self) -> Result<ListedOn, AppError> {
        let all: Vec<ChainIx> = (0..self.graph().chains.len()).map(ChainIx::from_position).collect();
        let named =
            |chain: &ChainIx| crate::model::NodeName { kind: Kind::Chain, text: self.graph().chain(*chain).id.clone() };
        let nodes = self.store().find_nodes(all.iter().map(named).collect()).await?;
        let by_node: HashMap<NodeId, ChainIx> =
            nodes.into_iter().zip(all).filter_map(|(node, chain)| Some((node?, chain))).collect();
        let mut on: HashMap<FirmIx, BTreeSet<ChainIx>> = HashMap::new();
        for entry in self.every_entry(self.graph()).await? {
            if let (Some(firm), Some(chain)) = (entry.firm, by_node.get(&entry.chain())) {
                on.entry(firm).or_default().insert(*chain);
            }
        }
        Ok(ListedOn(on))
    }

    /// Whether the caller may decide of some firms: over every chain that any of them is in, or on the list of.
    pub(super) fn may_judge(&self, firms: &[FirmIx], on: &ListedOn) -> bool {
        let chains = firms.iter().flat_map(|firm| chains_of(self.graph(), *firm).into_iter().chain(on.chains(*firm)));
        chains.into_iter().all(|chain| self.holds(Right::Judge, Scope::Chain(&self.graph().chain(chain).id)))
    }

    /// What people call a firm.
    pub(super) fn firm_called(&self, firm: FirmIx) -> &str {
        self.graph().firm_name(firm)
    }

    /// The firm that goes by an id or a name among those that stand now, after something was written.
    pub(super) async fn enterprise_now(&self, record: &RecordMeant) -> Result<String, AppError> {
        let names = names::Names::read(self.store()).await?.with_firms(vec![record.node], &[]).await?;
        let graph = names.graph();
        Ok(graph.firm_with_id(&record.id).map_or(record.id.as_str(), |firm| graph.firm_id(firm)).to_owned())
    }
}
