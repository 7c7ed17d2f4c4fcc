//! References: which record a text means. Tried as `kind:id`, id, valid credit code, stock code, exact name.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use hashbrown::{DefaultHashBuilder, HashTable};

use super::other_names::{NearNames, OtherNames};
use super::{Dictionary, Identities, Judgements, Partition};
use crate::model::{CreditCode, Kind, NodeId, Way};
use crate::normalize::{searchable, stock_code, text};

/// What a reference resolved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Referent {
    /// What the record is, one of the kinds that the reference may mean.
    pub kind: Kind,
    /// The key text of the record.
    pub node: NodeId,
}

/// Why a reference resolved to nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// No open record has this id, code or name.
    #[error("`{text}` is no {}", kinds_text(.kinds))]
    None {
        /// The reference as given.
        text: String,
        /// What it may have meant.
        kinds: Vec<Kind>,
        /// Ids with names that are like it, where they were looked for.
        near: Vec<String>,
    },
    /// Records that are not one entity have this name.
    #[error("`{text}` may be {}", .ids.join(", "))]
    Several {
        /// The reference as given.
        text: String,
        /// One record of each entity, as `kind:id`.
        ids: Vec<String>,
    },
}

fn kinds_text(kinds: &[Kind]) -> String {
    kinds.iter().map(|k| k.singular()).collect::<Vec<_>>().join(" or ")
}

/// The open records of every kind that may be referred to.
#[derive(Debug, Default)]
pub struct Lookup {
    indexes: HashMap<Kind, Index>,
    /// What people said of which enterprises' records are one.
    judgements: Judgements,
    /// How often what is near was looked for.
    explained: AtomicUsize,
}

/// How often what is near is looked for: that takes time, and nobody reads more.
const EXPLAINED: usize = 1_000;

/// The records of one kind, by every way a reference may name them.
#[derive(Debug, Default)]
struct Index {
    records: Identities,
    partition: Partition,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
    other_names: OnceLock<OtherNames>,
    near_names: OnceLock<NearNames>,
}

impl Lookup {
    /// Sets what people said of which records are one firm; comes before the records.
    pub fn judge(&mut self, judgements: Judgements) {
        self.judgements = judgements;
    }

    /// Sets the records of a kind.
    pub fn set(&mut self, kind: Kind, records: Identities) {
        let none = Judgements::default();
        let said = if kind == Kind::Enterprise { &self.judgements } else { &none };
        let index = Index::new(records, said);
        self.indexes.insert(kind, index);
    }

    /// The records of a kind with their partition.
    pub fn of(&self, kind: Kind) -> Option<(&Identities, &Partition)> {
        self.indexes.get(&kind).map(|index| (&index.records, &index.partition))
    }

    /// Takes the records of a kind out again, to add to them.
    pub fn take(&mut self, kind: Kind) -> Identities {
        self.indexes.remove(&kind).map(|index| index.records).unwrap_or_default()
    }

    /// Whether a record of this kind has this key text.
    pub fn has(&self, kind: Kind, node: NodeId) -> bool {
        self.indexes.get(&kind).is_some_and(|index| index.with_id(node).next().is_some())
    }

    /// Whether two referents of a kind are one entity.
    pub fn same_entity(&self, x: Referent, y: Referent) -> bool {
        let entity = |r: Referent| {
            let index = self.indexes.get(&r.kind).filter(|index| index.joins())?;
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

    /// What a text means that fits nothing exactly: a name but for how it is written (spaces, brackets, marks, traditional
    /// characters), else a short or former name.
    ///
    /// # Errors
    /// Nothing is called so either, or several are; the error lists them, or what is near.
    pub fn find_otherwise(
        &self,
        dictionary: &Dictionary,
        kinds: &[Kind],
        given: &str,
    ) -> Result<Referent, ReferenceError> {
        let form = searchable(given);
        for full in [true, false] {
            let mut hits = Vec::new();
            for (kind, index) in kinds.iter().filter_map(|kind| Some((*kind, self.indexes.get(kind)?))) {
                let exact = index.with(Way::Name, &form).filter(|_| full);
                let others = index.other_names().bearers(&form).iter().filter(|bearer| bearer.full == full);
                index.add_hits(dictionary, kind, exact.chain(others.map(|bearer| bearer.record)), &mut hits);
            }
            if let Some(found) = one_of(dictionary, given, &hits) {
                return found;
            }
        }
        let near = self.near(dictionary, kinds, given);
        Err(ReferenceError::None { text: given.to_owned(), kinds: kinds.to_vec(), near })
    }

    /// Ids with names that are like a text.
    fn near(&self, dictionary: &Dictionary, kinds: &[Kind], given: &str) -> Vec<String> {
        const TOLD: usize = 3;
        if self.explained.fetch_add(1, Ordering::Relaxed) >= EXPLAINED {
            return Vec::new();
        }
        let mut scored: Vec<(f64, String)> = Vec::new();
        for (kind, index) in kinds.iter().filter_map(|kind| Some((*kind, self.indexes.get(kind)?))) {
            let near_names = index.near_names.get_or_init(|| NearNames::of(&index.records));
            scored.extend(near_names.near(&index.records, given).into_iter().map(|(score, record)| {
                let id = dictionary.name(index.records.node(record)).map_or("", |(_, id)| id);
                (score, format!("{}:{id} {}", kind.singular(), index.records.name(record)))
            }));
        }
        scored.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| x.1.cmp(&y.1)));
        scored.into_iter().take(TOLD).map(|(_, told)| told).collect()
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
        one_of(dictionary, given, &hits)
    }

    /// Adds the entities of a kind that go by a text, each by its record with the least key text.
    fn hits(&self, dictionary: &Dictionary, kind: Kind, given: &str, way: Way, hits: &mut Vec<Referent>) {
        let Some(index) = self.indexes.get(&kind) else { return };
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
    Err(ReferenceError::None { text: given.to_owned(), kinds: kinds.to_vec(), near: Vec::new() })
}

/// What is meant by a text that these go by; `None` where there is none.
fn one_of(dictionary: &Dictionary, given: &str, hits: &[Referent]) -> Option<Result<Referent, ReferenceError>> {
    match hits {
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

impl Index {
    fn new(records: Identities, judgements: &Judgements) -> Self {
        let partition = Partition::of(&records, judgements);
        // Most have an id, a credit code and a name.
        let table = HashTable::with_capacity(3 * records.count());
        let mut index = Self { records, partition, table, ..Self::default() };
        for record in 0..index.records.count() {
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

    fn other_names(&self) -> &OtherNames {
        self.other_names.get_or_init(|| OtherNames::of(&self.records))
    }

    /// Whether any two records are one entity.
    fn joins(&self) -> bool {
        self.partition.entities < self.records.count()
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
