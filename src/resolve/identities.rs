//! What tells records of one kind apart or together, in compact columns.

use crate::model::{Adcode, CreditCode, NodeId, Texts};
use crate::normalize::{company, text};

/// What one record says of who it is.
#[derive(Debug, Clone, Copy)]
pub struct Identity<'a> {
    /// The record's key text: sharing it is sharing an id.
    pub node: NodeId,
    pub credit: Option<CreditCode>,
    pub stock: &'a str,
    /// The name as given.
    pub name: &'a str,
    /// The registered region.
    pub adcode: Option<Adcode>,
}

/// The identities of all open records of one kind.
#[derive(Debug, Default)]
pub struct Identities {
    nodes: Vec<NodeId>,
    credits: Vec<Option<CreditCode>>,
    stocks: Texts,
    names: Texts,
    prefectures: Vec<Option<Adcode>>,
}

impl Identities {
    /// Adds one record; its place is the count before.
    pub fn push(&mut self, identity: &Identity<'_>) {
        self.nodes.push(identity.node);
        self.credits.push(identity.credit);
        self.stocks.push(identity.stock);
        self.names.push(&text::folded(identity.name));
        self.prefectures.push(identity.adcode.and_then(Adcode::prefecture));
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The key text of a record.
    pub fn node(&self, record: usize) -> NodeId {
        self.nodes[record]
    }

    /// The credit code of a record, where it has one that passes its check.
    pub fn credit(&self, record: usize) -> Option<CreditCode> {
        self.credits[record]
    }

    /// The stock code of a record, or blank.
    pub fn stock(&self, record: usize) -> &str {
        self.stocks.at(record)
    }

    /// The name of a record, folded.
    pub fn name(&self, record: usize) -> &str {
        self.names.at(record)
    }

    /// The name, where it identifies a firm by itself.
    pub fn legal_name(&self, record: usize) -> Option<&str> {
        Some(self.name(record)).filter(|name| company::is_full_legal_name(name))
    }

    /// The prefecture of the registered region, where it is known that far.
    pub fn prefecture(&self, record: usize) -> Option<Adcode> {
        self.prefectures[record]
    }
}
