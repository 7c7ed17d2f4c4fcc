//! A firm that nobody has listed, as it comes onto a list: its record, where it is new, and its entry.

use crate::app::AppError;
use crate::app::desk::GraphPermit;
use crate::app::lists::rows::listed::entry_key;
use crate::graph::FirmIx;
use crate::ingest::name_key;
use crate::model::values::SEEN;
use crate::model::{
    Adcode, CanonicalTable, EventDate, Kind, NewRow, NodeId, NodeName, Origin, Rest, RowKey, ValuesBuilder,
};
use crate::store::{Change, Expected};
use crate::work::Entry;

/// The most characters of an enterprise's name.
pub(in crate::app) const LONGEST_NAME: usize = 200;

/// What is said of a firm that nobody knows.
#[derive(Debug, Clone)]
pub(in crate::app) struct LeadFirm<'a> {
    pub name: &'a str,
    pub adcode: Option<Adcode>,
    /// Who says so: `squad:Q` or `lead:WHO`, which overrides nothing.
    pub source: &'a str,
}

impl GraphPermit<'_> {
    /// What is written of a new firm: its record, and its entry on the list of a chain.
    pub(in crate::app) async fn new_firm_listed(
        &self,
        firm: &LeadFirm<'_>,
        chain: NodeId,
        entry: &Entry,
    ) -> Result<(Vec<(NodeId, NodeName)>, Vec<Change>), AppError> {
        let adcode = firm.adcode.map(|adcode| adcode.to_string()).unwrap_or_default();
        let id = name_key(firm.name, &adcode);
        let mut nodes = Vec::new();
        let node = match self.node(Kind::Enterprise, &id).await? {
            Some(node) => node,
            None => {
                let node = self.store().reserve_nodes(1).await?;
                nodes.push((node, NodeName { kind: Kind::Enterprise, text: id }));
                node
            }
        };
        let key = RowKey { kind: Kind::Enterprise, a: node, b: NodeId::NONE, rest: Rest::new([], firm.source) };
        let table = CanonicalTable::of(Kind::Enterprise);
        let field = |name: &str| table.field(name).expect("invariant: the column is in the schema");
        let mut values = ValuesBuilder::default();
        values.text(field("name"), firm.name);
        values.text(field("adcode"), &adcode);
        values.text(SEEN, &EventDate::of_day(self.today()).to_string());
        let row = NewRow { key, values: Some(values.build()), origin: Origin::default() };
        Ok((nodes, vec![Change { row, expected: Expected::Any }, self.entry_listed(node, chain, entry).await?]))
    }

    /// What is written of a known firm: its entry on the list of a chain.
    pub(in crate::app) async fn known_firm_listed(
        &self,
        firm: FirmIx,
        chain: NodeId,
        entry: &Entry,
    ) -> Result<Change, AppError> {
        let node = self.node(Kind::Enterprise, self.graph().firm_id(firm)).await?;
        let node = node.ok_or_else(|| AppError::Internal("an enterprise without a node".into()))?;
        self.entry_listed(node, chain, entry).await
    }

    async fn entry_listed(&self, record: NodeId, chain: NodeId, entry: &Entry) -> Result<Change, AppError> {
        let key = entry_key(chain, record);
        let expected = self.unlisted(&key).await?;
        Ok(Change { row: NewRow { key, values: Some(entry.values()), origin: Origin::default() }, expected })
    }
}
