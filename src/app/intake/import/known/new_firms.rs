//! Firms that an import brings: of which of them nobody says where they are, or in which segment.

use super::{CalledRows, KnownRecords};
use crate::model::values::A_TO;
use crate::model::{CanonicalTable, Kind, NewRow, NodeId, Origin, Values};

/// The new firms of an import.
#[derive(Debug)]
pub struct NewFirms {
    /// In the order of their nodes: rows come in the order of their keys.
    firms: Vec<NewFirm>,
    /// What they are called.
    pub called: CalledRows,
}

/// One of them.
#[derive(Debug)]
struct NewFirm {
    node: NodeId,
    origin: Origin,
    said: u8,
}

/// Some row says where it is, or that it is abroad.
const LOCATED: u8 = 1;
/// Some row says in which segment it is.
const PLACED: u8 = 2;
/// A record of it stood there before.
const OLD: u8 = 4;

/// How many firms lack something, and the first rows that bring them.
pub type LackingRows = (u64, Vec<Origin>);

impl NewFirms {
    /// None yet; `called`: whether what they are called is kept.
    pub fn keeping(called: bool) -> Self {
        Self { firms: Vec::new(), called: CalledRows::kept(called) }
    }

    /// Takes note of what a row says; `new`: whether no record stood under its key.
    pub fn note(&mut self, row: &NewRow, new: bool, known: &KnownRecords) {
        let Some(values) = &row.values else { return };
        match row.key.kind {
            Kind::Enterprise if new => self.add(row, values, known),
            Kind::Member => {
                let here = row.key.rest.columns().next().is_some_and(|adcode| !adcode.is_empty());
                let node = values.view().node(A_TO).unwrap_or(row.key.a);
                self.say(node, PLACED | if here { LOCATED } else { 0 });
            }
            Kind::Site => {
                let by_id = CanonicalTable::of(Kind::Site).field("enterprise");
                let by_id = by_id.and_then(|field| values.view().references(field).first().map(|to| to.to));
                self.say(by_id.or_else(|| values.view().node(A_TO)).unwrap_or(row.key.a), LOCATED);
            }
            _ => {}
        }
    }

    fn add(&mut self, row: &NewRow, values: &Values, known: &KnownRecords) {
        if known.lookup.has(Kind::Enterprise, row.key.a) {
            return;
        }
        let text = |name: &str| CanonicalTable::of(Kind::Enterprise).field(name).and_then(|f| values.view().text(f));
        let located = text("adcode").is_some() || text("country").is_some_and(|country| country != "CN");
        let said = if located { LOCATED } else { 0 };
        self.called.note(row);
        match self.firms.last_mut().filter(|last| last.node == row.key.a) {
            Some(last) => last.said |= said,
            None => self.firms.push(NewFirm { node: row.key.a, origin: row.origin, said }),
        }
    }

    fn say(&mut self, node: NodeId, said: u8) {
        if let Ok(place) = self.firms.binary_search_by_key(&node, |firm| firm.node) {
            self.firms[place].said |= said;
        }
    }

    /// The firms of which nobody says where they are, and those that are in no segment. What joins a firm that stood there
    /// before is none of them.
    pub fn lacking(&self, known: &KnownRecords) -> [LackingRows; 2] {
        let Some((records, partition)) = known.lookup.of(Kind::Enterprise).filter(|_| !self.firms.is_empty()) else {
            return Default::default();
        };
        let mut said = vec![0; partition.entities];
        let mut brought: Vec<(Origin, usize)> = Vec::with_capacity(self.firms.len());
        // What an import brings stands in one run at the end, in the same order.
        let mut next = 0;
        for (record, entity) in (0..).zip(&partition.of_record) {
            let (node, entity) = (records.node(record), *entity as usize);
            let hit = self.firms.get(next).filter(|firm| firm.node == node).map(|_| next);
            match hit.or_else(|| self.firms.binary_search_by_key(&node, |firm| firm.node).ok()) {
                Some(place) => {
                    said[entity] |= self.firms[place].said;
                    brought.push((self.firms[place].origin, entity));
                    next = place + 1;
                }
                None => said[entity] |= OLD,
            }
        }
        brought.sort_unstable();
        [LOCATED, PLACED].map(|what| first_rows(&brought, &mut said.clone(), what))
    }
}

fn first_rows(brought: &[(Origin, usize)], said: &mut [u8], what: u8) -> LackingRows {
    const SHOWN: usize = 3;
    let (mut count, mut first) = (0, Vec::new());
    for (origin, entity) in brought {
        if said[*entity] & (what | OLD) == 0 {
            // Each firm counts once, however many rows bring it.
            said[*entity] |= what;
            count += 1;
            if first.len() < SHOWN {
                first.push(*origin);
            }
        }
    }
    (count, first)
}
