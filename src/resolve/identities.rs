//! What tells records of one kind apart or together, in compact columns.

use std::collections::HashSet;

use crate::model::{Adcode, CanonicalTable, CreditCode, Kind, NodeId, Texts, ValuesView};
use crate::normalize::{company, text};

/// What one record says of who it is.
#[derive(Debug, Clone, Copy)]
pub struct Identity<'a> {
    /// The record's key text: sharing it is sharing an id.
    pub node: NodeId,
    /// Id of the source that says so.
    pub source: &'a str,
    /// The unified social credit code; none where it is blank or does not pass its check.
    pub credit: Option<CreditCode>,
    /// The stock code; blank where none.
    pub stock: &'a str,
    /// The name as given.
    pub name: &'a str,
    /// The short name, and the names that were borne before, each as its cell gives them.
    pub other_names: [&'a str; 2],
    /// The registered region.
    pub adcode: Option<Adcode>,
}

impl<'a> Identity<'a> {
    /// What the values of a record of a kind say.
    pub fn of(kind: Kind, node: NodeId, source: &'a str, values: ValuesView<'a>) -> Self {
        let table = CanonicalTable::of(kind);
        let text = |name: &str| table.field(name).and_then(|field| values.text(field)).unwrap_or_default();
        if kind != Kind::Enterprise {
            return Self {
                node,
                source,
                credit: None,
                stock: "",
                name: text("name"),
                other_names: [""; 2],
                adcode: None,
            };
        }
        Self {
            node,
            source,
            credit: text("credit_code").parse().ok(),
            stock: text("stock_code"),
            name: text("name"),
            other_names: [text("short_name"), text("former_names")],
            adcode: text("adcode").parse().ok(),
        }
    }
}

/// The identities of all open records of one kind.
#[derive(Debug, Clone, Default)]
pub struct Identities {
    nodes: Vec<NodeId>,
    /// Places in `source_names`; sources are few.
    sources: Vec<u16>,
    source_names: Vec<String>,
    credits: Vec<Option<CreditCode>>,
    stocks: Texts,
    names: Texts,
    /// Lists of short and former names.
    other_names: Texts,
    prefectures: Vec<Option<Adcode>>,
}

impl Identities {
    /// Adds one record; its place is the count before.
    pub fn push(&mut self, identity: &Identity<'_>) {
        self.nodes.push(identity.node);
        let source = self.source_place(identity.source);
        self.sources.push(source);
        self.credits.push(identity.credit);
        self.stocks.push(identity.stock);
        self.names.push(&text::folded(identity.name));
        self.push_other_names(identity.other_names);
        self.prefectures.push(identity.adcode.and_then(Adcode::prefecture));
    }

    fn push_other_names(&mut self, names: [&str; 2]) {
        match names {
            [one, ""] | ["", one] => self.other_names.push(one),
            [short, former] => self.other_names.push(&format!("{short}；{former}")),
        }
    }

    fn source_place(&mut self, source: &str) -> u16 {
        let place = self.source_names.iter().rposition(|name| name == source).unwrap_or_else(|| {
            self.source_names.push(source.to_owned());
            self.source_names.len() - 1
        });
        u16::try_from(place).unwrap_or(u16::MAX)
    }

    /// The key text and source of every record.
    pub fn keys(&self) -> impl Iterator<Item = (NodeId, String)> + '_ {
        (0..self.count()).map(|record| (self.nodes[record], self.source(record).to_owned()))
    }

    /// The same without the records of these keys and sources.
    #[must_use]
    pub fn without(&self, gone: &HashSet<(NodeId, String)>) -> Self {
        let mut left = Self::default();
        for record in 0..self.count() {
            if !gone.contains(&(self.nodes[record], self.source(record).to_owned())) {
                left.copy(self, record);
            }
        }
        left
    }

    /// Adds all records of another list.
    pub fn extend(&mut self, others: &Self) {
        (0..others.count()).for_each(|record| self.copy(others, record));
    }

    fn copy(&mut self, from: &Self, record: usize) {
        self.push(&Identity {
            node: from.nodes[record],
            source: from.source(record),
            credit: from.credits[record],
            stock: from.stock(record),
            name: from.name(record),
            other_names: [from.other_names(record), ""],
            adcode: from.prefectures[record],
        });
    }

    fn source(&self, record: usize) -> &str {
        self.source_names.get(usize::from(self.sources[record])).map_or("", String::as_str)
    }

    /// How many records there are.
    pub fn count(&self) -> usize {
        self.nodes.len()
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

    /// The short and former names of a record, as a list cell, or blank.
    pub fn other_names(&self, record: usize) -> &str {
        self.other_names.at(record)
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
