//! References: which record a text means. Tried as `kind:id`, id, valid credit code, stock code, exact name.

use std::collections::HashMap;
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::{Dictionary, Identities, Partition};
use crate::model::{CreditCode, Kind, NodeId, Way};
use crate::normalize::{stock_code, text};

/// What a reference resolved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Referent {
    pub kind: Kind,
    /// The key text of the record.
    pub node: NodeId,
}

/// Why a reference resolved to nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    #[error("`{text}` is no {}", kinds_text(.kinds))]
    None { text: String, kinds: Vec<Kind> },
    #[error("`{text}` may be {}", .ids.join(", "))]
    Several { text: String, ids: Vec<String> },
}

fn kinds_text(kinds: &[Kind]) -> String {
    kinds.iter().map(|k| k.singular()).collect::<Vec<_>>().join(" or ")
}

/// The open records of every kind that may be referred to.
#[derive(Debug, Default)]
pub struct Lookup(HashMap<Kind, Index>);

/// The records of one kind, by every way a reference may name them.
#[derive(Debug, Default)]
struct Index {
    records: Identities,
    partition: Partition,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Lookup {
    /// Sets the records of a kind.
    pub fn set(&mut self, kind: Kind, records: Identities) {
        self.0.insert(kind, Index::new(records));
    }

    /// The records of a kind with their partition.
    pub fn of(&self, kind: Kind) -> Option<(&Identities, &Partition)> {
        self.0.get(&kind).map(|index| (&index.records, &index.partition))
    }

    /// Takes the records of a kind out again, to add to them.
    pub fn take(&mut self, kind: Kind) -> Identities {
        self.0.remove(&kind).map(|index| index.records).unwrap_or_default()
    }

    /// Whether a record of this kind has this key text.
    pub fn has(&self, kind: Kind, node: NodeId) -> bool {
        self.0.get(&kind).is_some_and(|index| index.with_id(node).next().is_some())
    }

    /// Whether two referents of a kind are one entity.
    pub fn same_entity(&self, x: Referent, y: Referent) -> bool {
        let entity = |r: Referent| {
            let index = self.0.get(&r.kind).filter(|index| index.joins())?;
            index.with_id(r.node).next().map(|record| index.partition.of_record[record])
        };
        x.node == y.node || entity(x).is_some_and(|one| entity(y) == Some(one))
    }

    /// What a text means, if it is one record of one of these kinds.
    ///
    /// # Errors
    /// Nothing is called so, or several are; the error lists them.
    pub fn find(&self, dictionary: &Dictionary, kinds: &[Kind], given: &str) -> Result<Referent, ReferenceError> {
        let given = text::folded(given);
        if let Some((kind, id)) = prefixed(kinds, &given) {
            return self.step(dictionary, &[kind], id, Way::Id).unwrap_or_else(|| none(kinds, &given));
        }
        Way::ALL
            .iter()
            .find_map(|way| self.step(dictionary, kinds, &given, *way))
            .unwrap_or_else(|| none(kinds, &given))
    }

    /// One way of naming; `None` where nothing goes by it.
    fn step(
        &self,
        dictionary: &Dictionary,
        kinds: &[Kind],
        given: &str,
        way: Way,
    ) -> Option<Result<Referent, ReferenceError>> {
        let mut hits = Vec::new();
        kinds.iter().for_each(|kind| self.hits(dictionary, *kind, given, way, &mut hits));
        match hits.as_slice() {
            [] => None,
            [referent] => Some(Ok(*referent)),
            several => {
                let id = |r: &Referent| dictionary.name(r.node).map_or("", |(_, text)| text).to_owned();
                let mut ids: Vec<String> = several.iter().map(|r| format!("{}:{}", r.kind.singular(), id(r))).collect();
                ids.sort_unstable();
                Some(Err(ReferenceError::Several { text: given.to_owned(), ids }))
            }
        }
    }

    /// Adds the entities of a kind that go by a text, each by its record with the least key text.
    fn hits(&self, dictionary: &Dictionary, kind: Kind, given: &str, way: Way, hits: &mut Vec<Referent>) {
        let Some(index) = self.0.get(&kind) else { return };
        match way {
            Way::Id => {
                let node = dictionary.find(kind, given);
                index.add_hits(dictionary, kind, node.into_iter().flat_map(|node| index.with_id(node)), hits);
            }
            Way::Credit => {
                let code = given.parse::<CreditCode>().ok();
                let code = code.as_ref().map(CreditCode::as_str);
                index.add_hits(dictionary, kind, code.into_iter().flat_map(|code| index.with(way, code)), hits);
            }
            Way::Stock => {
                let code = stock_code(given);
                index.add_hits(dictionary, kind, index.with(way, code.as_deref().unwrap_or(given)), hits);
            }
            Way::Name => index.add_hits(dictionary, kind, index.with(way, given), hits),
        }
    }
}

/// `kind:id`, where the kind is one that may stand here.
fn prefixed<'a>(kinds: &[Kind], given: &'a str) -> Option<(Kind, &'a str)> {
    let (word, id) = given.split_once(':')?;
    kinds.iter().find(|kind| kind.singular() == word).map(|kind| (*kind, id))
}

fn none(kinds: &[Kind], given: &str) -> Result<Referent, ReferenceError> {
    Err(ReferenceError::None { text: given.to_owned(), kinds: kinds.to_vec() })
}

impl Index {
    fn new(records: Identities) -> Self {
        let partition = Partition::of(&records);
        // Most have an id, a credit code and a name.
        let table = HashTable::with_capacity(3 * records.len());
        let mut index = Self { partition, records, table, hasher: DefaultHashBuilder::default() };
        for record in 0..index.records.len() {
            for way in Way::ALL {
                index.add(record, way);
            }
        }
        index
    }

    fn add(&mut self, record: usize, way: Way) {
        let Some(hash) = self.hash_of(record, way) else { return };
        let place =
            u32::try_from(record * Way::ALL.len() + way as usize).expect("invariant: records number below 2^30");
        let Self { records, table, hasher, .. } = self;
        table.insert_unique(hash, place, |p| {
            let (record, way) = (*p as usize / Way::ALL.len(), Way::ALL[*p as usize % Way::ALL.len()]);
            hash_text(hasher, records, record, way).unwrap_or_default()
        });
    }

    fn hash_of(&self, record: usize, way: Way) -> Option<u64> {
        hash_text(&self.hasher, &self.records, record, way)
    }

    /// Whether any two records are one entity.
    fn joins(&self) -> bool {
        self.partition.entities < self.records.len()
    }

    fn with_id(&self, node: NodeId) -> impl Iterator<Item = usize> + '_ {
        let hash = self.hasher.hash_one((Way::Id, node));
        self.places(hash, Way::Id).filter(move |r| self.records.node(*r) == node)
    }

    fn with<'a>(&'a self, way: Way, given: &'a str) -> impl Iterator<Item = usize> + 'a {
        let hash = self.hasher.hash_one((way, given));
        self.places(hash, way).filter(move |r| match way {
            Way::Credit => self.records.credit(*r).is_some_and(|c| c.as_str() == given),
            Way::Stock => self.records.stock(*r) == given,
            Way::Id | Way::Name => self.records.name(*r) == given,
        })
    }

    fn add_hits(
        &self,
        dictionary: &Dictionary,
        kind: Kind,
        mut records: impl Iterator<Item = usize>,
        hits: &mut Vec<Referent>,
    ) {
        let referent = |record: usize| Referent { kind, node: self.records.node(record) };
        let Some(first) = records.next() else { return };
        let Some(second) = records.next() else { return hits.push(referent(first)) };
        let key = |record: usize| dictionary.name(self.records.node(record)).map_or("", |(_, text)| text);
        let all = [first, second].into_iter().chain(records);
        let mut least: Vec<(u32, &str, usize)> =
            all.map(|record| (self.partition.of_record[record], key(record), record)).collect();
        least.sort_unstable();
        least.dedup_by_key(|(entity, ..)| *entity);
        hits.extend(least.into_iter().map(|(.., record)| referent(record)));
    }

    fn places(&self, hash: u64, way: Way) -> impl Iterator<Item = usize> + '_ {
        let of_way = move |p: &&u32| Way::ALL[**p as usize % Way::ALL.len()] == way;
        self.table.iter_hash(hash).filter(of_way).map(|p| *p as usize / Way::ALL.len())
    }
}

fn hash_text(hasher: &DefaultHashBuilder, records: &Identities, record: usize, way: Way) -> Option<u64> {
    match way {
        Way::Id => Some(hasher.hash_one((way, records.node(record)))),
        Way::Credit => records.credit(record).map(|c| hasher.hash_one((way, c.as_str()))),
        Way::Stock => Some(records.stock(record)).filter(|s| !s.is_empty()).map(|s| hasher.hash_one((way, s))),
        Way::Name => Some(records.name(record)).filter(|s| !s.is_empty()).map(|s| hasher.hash_one((way, s))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::Identity;

    fn lookup() -> (Dictionary, Lookup) {
        let mut dictionary = Dictionary::default();
        let mut firms = Identities::default();
        let rows = [
            ("e1", "甲有限公司", "600001", "340100"),
            ("e2", "乙", "", "340100"),
            ("600001", "丙", "", ""),
            ("e4", "乙", "", "310000"),
        ];
        for (i, (id, name, stock, adcode)) in (1u32..).zip(rows) {
            dictionary.insert(NodeId(i), Kind::Enterprise, id);
            firms.push(&Identity {
                node: NodeId(i),
                source: "local",
                credit: None,
                stock,
                name,
                adcode: adcode.parse().ok(),
            });
        }
        let mut funds = Identities::default();
        dictionary.insert(NodeId(9), Kind::Fund, "e2");
        funds.push(&Identity {
            node: NodeId(9), source: "local", credit: None, stock: "", name: "基金", adcode: None
        });
        let mut lookup = Lookup::default();
        lookup.set(Kind::Enterprise, firms);
        lookup.set(Kind::Fund, funds);
        (dictionary, lookup)
    }

    #[test]
    fn the_first_way_that_hits_decides() {
        let (dictionary, lookup) = lookup();
        let node = |text: &str| lookup.find(&dictionary, &[Kind::Enterprise], text).map(|r| r.node.0);
        assert_eq!(node("e1"), Ok(1));
        assert_eq!(node("enterprise:e1"), Ok(1));
        assert_eq!(node("甲有限公司"), Ok(1));
        assert_eq!(node("600001"), Ok(3), "an id goes before a stock code");
        assert!(
            matches!(node("乙"), Err(ReferenceError::Several { ids, .. }) if ids == ["enterprise:e2", "enterprise:e4"])
        );
        assert!(matches!(node("e9"), Err(ReferenceError::None { .. })));
    }

    #[test]
    fn an_id_of_two_kinds_needs_its_kind() {
        let (dictionary, lookup) = lookup();
        let find = |text: &str| lookup.find(&dictionary, &[Kind::Fund, Kind::Enterprise], text);
        assert!(matches!(find("e2"), Err(ReferenceError::Several { .. })));
        assert_eq!(find("fund:e2").map(|r| r.kind), Ok(Kind::Fund));
        assert_eq!(find("e1").map(|r| r.kind), Ok(Kind::Enterprise));
    }
}
