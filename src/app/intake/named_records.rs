//! What a text may refer to, in every way a reference may: an id, a credit code, a stock code, a name.

use super::import::KnownRecords;
use crate::app::{AppError, names};
use crate::model::{Journal, Kind, NodeId, NodeName, Way, source_of};
use crate::normalize::text;
use crate::resolve::{Dictionary, Identities, Identity, Lookup, ReferenceError, Referent};
use crate::store::Store;

/// The records that one text may mean, and what they are one entity with.
#[derive(Debug)]
pub struct NamedRecords {
    given: String,
    kinds: Vec<Kind>,
    dictionary: Dictionary,
    lookup: Lookup,
}

impl NamedRecords {
    /// Reads what a text may mean among some kinds that references may mean.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn of(store: &Store, kinds: &[Kind], given: &str) -> Result<Self, AppError> {
        let at = store.journal().await?;
        let (given, kinds) = (text::folded(given), kinds.to_vec());
        let mut named = Self { given, kinds, dictionary: Dictionary::default(), lookup: Lookup::default() };
        for kind in named.kinds.clone() {
            if !named.read(store, at, kind).await? {
                let KnownRecords { dictionary, lookup, .. } = KnownRecords::load(store).await?;
                return Ok(Self { dictionary, lookup, ..named });
            }
        }
        Ok(named)
    }

    /// The record it means, if it is one.
    ///
    /// # Errors
    /// It means none of these kinds, or several; the error lists them.
    pub fn referent(&self) -> Result<Referent, ReferenceError> {
        self.lookup.find(&self.dictionary, &self.kinds, &self.given)
    }

    /// The nodes of every open record of the entity of what it means.
    pub fn nodes(&self, referent: Referent) -> Vec<NodeId> {
        let Some((records, partition)) = self.lookup.of(referent.kind) else { return vec![referent.node] };
        let entity = (0..records.count()).find(|r| records.node(*r) == referent.node).map(|r| partition.of_record[r]);
        let same = |r: &usize| Some(partition.of_record[*r]) == entity;
        let mut nodes: Vec<NodeId> = (0..records.count()).filter(same).map(|r| records.node(r)).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }

    /// The node that has it as its id, open or not, in the first kind where there is one.
    pub fn node(&self) -> Option<(Kind, NodeId)> {
        self.kinds.iter().find_map(|kind| Some((*kind, self.dictionary.find(*kind, &self.given)?)))
    }

    /// Whether a record is of the entity of what it means.
    pub fn is_of(&self, referent: Referent, node: NodeId) -> bool {
        self.lookup.same_entity(referent, Referent { node, ..referent })
    }

    /// Takes the records of a kind; false where they are too many.
    async fn read(&mut self, store: &Store, at: Journal, kind: Kind) -> Result<bool, AppError> {
        let beginning = self.beginning(store, kind).await?;
        let Some(records) = names::reached(store, at, kind, &beginning).await? else { return Ok(false) };
        let mut nodes: Vec<NodeId> = records.iter().map(|record| record.view().a).chain(beginning.nodes).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let names = store.node_names(nodes.clone()).await?;
        for (node, name) in nodes.into_iter().zip(names) {
            name.into_iter().for_each(|name| self.dictionary.insert(node, name.kind, &name.text));
        }
        if kind == Kind::Enterprise {
            self.lookup.judge(names::judgements(store, at).await?);
        }
        let mut identities = Identities::default();
        for row in records.iter().map(names::Record::view) {
            if let Some(values) = row.values {
                identities.push(&Identity::of(kind, row.a, source_of(row.rest), values));
            }
        }
        self.lookup.set(kind, identities);
        Ok(true)
    }

    /// Where the text may lead to within a kind.
    async fn beginning(&self, store: &Store, kind: Kind) -> Result<names::Beginning, AppError> {
        let id = self.given.strip_prefix(kind.singular()).and_then(|rest| rest.strip_prefix(':'));
        let name = |text: &str| NodeName { kind, text: text.to_owned() };
        let nodes = store.find_nodes([Some(&*self.given), id].into_iter().flatten().map(name).collect()).await?;
        let names = Way::ALL.into_iter().filter(|way| *way != Way::Id);
        let names = names.filter_map(|way| Some((way, way.form(&self.given)?))).collect();
        Ok(names::Beginning { nodes: nodes.into_iter().flatten().collect(), names })
    }
}
