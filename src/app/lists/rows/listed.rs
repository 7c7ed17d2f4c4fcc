//! Entries of a chain's list as they are read from the store, each with the claim on its firm.

use crate::app::desk::Permit;
use std::sync::Arc;

use crate::app::lists::rows::claims::{ClaimRow, ClaimsHeld};
use crate::app::{AppError, names};
use crate::graph::{ChainIx, FirmIx, Graph};
use crate::model::{EntryField, Journal, Kind, LOCAL, NodeId, NodeName, Rest, RowKey, TargetState, Version};
use crate::normalize::text;
use crate::store::ListFilter;
use crate::work::Entry;

/// An entry as it stands.
#[derive(Debug, Clone)]
pub(in crate::app) struct Listed {
    pub key: RowKey,
    /// Text of the record it hangs on.
    pub record: String,
    pub firm: Option<FirmIx>,
    pub entry: Entry,
    pub version: Journal,
    /// The claim on its firm that holds today.
    pub claim: Option<ClaimRow>,
}

impl Listed {
    /// The node of its chain.
    pub fn chain(&self) -> NodeId {
        self.key.a
    }

    /// The squad that works at it, by id: the one it was given to, else the one that claimed its firm; blank for none.
    pub fn worked_by(&self) -> &str {
        match (self.entry.get(EntryField::Squad), &self.claim) {
            ("", Some(held)) => &held.claim.squad,
            (squad, _) => squad,
        }
    }

    /// Whether it is neither signed nor dropped.
    pub fn is_open(&self) -> bool {
        !matches!(self.entry.state(), TargetState::Signed | TargetState::Dropped)
    }
}

/// A chain's list with the names of everything on it.
pub(in crate::app) struct NamedList {
    pub graph: Arc<Graph>,
    pub chain: ChainIx,
    pub listed: Vec<Listed>,
}

impl Permit<'_> {
    /// Every entry of a chain, dropped ones last, then by enterprise.
    pub(in crate::app) async fn listed(&self, graph: &Graph, chain: ChainIx) -> Result<Vec<Listed>, AppError> {
        let Some(node) = self.node(Kind::Chain, &graph.chain(chain).id).await? else { return Ok(Vec::new()) };
        self.entries(graph, Some(node)).await
    }

    /// The list of a chain with the names of everything on it, and of the enterprises that people give beside.
    ///
    /// # Errors
    /// The chain is unknown, or its name means several.
    pub(in crate::app) async fn named_list(&self, chain: &str, given: &[&str]) -> Result<NamedList, AppError> {
        let names = self.names().await?;
        let chain = names::chain(names.graph(), chain)?;
        let rows = match self.node(Kind::Chain, &names.graph().chain(chain).id).await? {
            Some(node) => self.rows(Some(node)).await?,
            None => Vec::new(),
        };
        let claims = self.claim_rows(None).await?;
        let records = rows.iter().map(|(row, _)| row.key.b).chain(claims.iter().map(|claim| claim.key.a)).collect();
        let is_record = |given: &str| rows.iter().any(|(_, record)| *record == text::folded(given));
        let given: Vec<&str> = given.iter().copied().filter(|given| !is_record(given)).collect();
        let names = names.with_firms(records, &given).await?;
        let graph = Arc::clone(names.graph());
        let listed = listed(&graph, rows, &ClaimsHeld::of(&graph, claims, self.claim_day().await?));
        Ok(NamedList { graph, chain, listed })
    }

    /// The entries of one chain's node, or of all.
    pub(in crate::app) async fn entries(&self, graph: &Graph, chain: Option<NodeId>) -> Result<Vec<Listed>, AppError> {
        let held = self.claims_held(graph).await?;
        Ok(listed(graph, self.rows(chain).await?, &held))
    }

    /// Every entry there is, also such as the caller may not see: for what is counted, and told of nobody.
    pub(in crate::app) async fn every_entry(&self, graph: &Graph) -> Result<Vec<Listed>, AppError> {
        let held = self.claims_held(graph).await?;
        Ok(listed(graph, self.rows_at(None, self.seen().await?).await?, &held))
    }

    /// The open rows of entries that the caller may see, each with the id of its record.
    pub(in crate::app::lists) async fn rows(&self, chain: Option<NodeId>) -> Result<Vec<(Version, String)>, AppError> {
        self.seen_of(self.rows_at(chain, self.seen().await?).await?).await
    }

    pub(in crate::app::lists) async fn rows_at(
        &self,
        chain: Option<NodeId>,
        at: Journal,
    ) -> Result<Vec<(Version, String)>, AppError> {
        let filter = ListFilter { kind: Kind::Entry, a: chain, after: None, limit: usize::MAX };
        let mut rows = self.store().list(filter, Some(at)).await?;
        rows.retain(|row| row.values.is_some());
        let records = self.store().node_names(rows.iter().map(|row| row.key.b).collect()).await?;
        Ok(rows.into_iter().zip(records).filter_map(|(row, record)| Some((row, record?.text))).collect())
    }

    /// The node of a chain of the graph.
    pub(in crate::app) async fn chain_node(&self, graph: &Graph, chain: ChainIx) -> Result<NodeId, AppError> {
        let node = self.node(Kind::Chain, &graph.chain(chain).id).await?;
        node.ok_or_else(|| AppError::Internal("a chain without a node".into()))
    }

    /// The number of a text, where the store has it.
    pub(in crate::app) async fn node(&self, kind: Kind, text: &str) -> Result<Option<NodeId>, AppError> {
        let found = self.store().find_nodes(vec![NodeName { kind, text: text.to_owned() }]).await?;
        Ok(found.into_iter().flatten().next())
    }
}

/// Entries as they stand, dropped ones last, then by enterprise.
fn listed(graph: &Graph, rows: Vec<(Version, String)>, held: &ClaimsHeld) -> Vec<Listed> {
    let entry = |(row, record): (Version, String)| {
        let (firm, entry) = (graph.firm_with_id(&record), Entry::read(row.values?.view()));
        let claim = held.on(firm, row.key.b).cloned();
        Some(Listed { key: row.key, record, firm, entry, version: row.number, claim })
    };
    let mut listed: Vec<Listed> = rows.into_iter().filter_map(entry).collect();
    let id = |l: &Listed| l.firm.map_or(l.record.as_str(), |firm| graph.firm_id(firm)).to_owned();
    listed.sort_by_cached_key(|l| (l.entry.state() == TargetState::Dropped, id(l), l.record.clone()));
    listed
}

/// The key of the entry of a record on a chain's list.
pub(in crate::app) fn entry_key(chain: NodeId, record: NodeId) -> RowKey {
    RowKey { kind: Kind::Entry, a: chain, b: record, rest: Rest::new([], LOCAL) }
}

/// The entry of the enterprise a person names: by the record's id, else by the firm.
pub(in crate::app) fn entry_of<'a>(
    graph: &Graph,
    chain: ChainIx,
    listed: &'a [Listed],
    given: &str,
) -> Result<&'a Listed, AppError> {
    let given = text::folded(given);
    if let Some(found) = listed.iter().find(|l| l.record == given) {
        return Ok(found);
    }
    let firm = names::firm(graph, &given)?;
    let found: Vec<&Listed> = listed.iter().filter(|l| l.firm == Some(firm)).collect();
    let (name, chain) = (graph.firm_name(firm), &graph.chain(chain).name);
    match found.as_slice() {
        [one] => Ok(one),
        [] => {
            let text = format!("「{name}」不在产业链「{chain}」的目标清单上；请先把它列入（list add）");
            Err(AppError::BadRequest(text))
        }
        several => {
            let choices = several.iter().map(|l| l.record.clone()).collect();
            Err(AppError::Ambiguous { what: "清单上的企业", text: given, choices })
        }
    }
}

/// The name people know a firm by; its record's id where it is closed.
pub(in crate::app) fn name_of<'a>(graph: &'a Graph, listed: &'a Listed) -> &'a str {
    listed.firm.map_or(listed.record.as_str(), |firm| graph.firm_name(firm))
}
