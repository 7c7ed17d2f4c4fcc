//! The records around some nodes, and what would be one firm of them if people said something else.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::app::{AppError, names};
use crate::model::{
    Journal, JudgedAs, JudgedPair, Judgement, Kind, NodeId, RowKey, RowView, Version, is_proposed, judgement_key,
    source_of,
};
use crate::resolve::{Identities, Identity, Judgements, Partition};
use crate::store::{Change, Expected, ListFilter, Store};

/// Which nodes are one firm: the same number, the same firm.
pub(super) type Together = BTreeMap<NodeId, u32>;

/// Open records that may be one firm with some, and every judgement.
pub(super) struct Around {
    records: Identities,
    judgements: Judgements,
    /// The rows of judgements by the pair they are of, closed ones too.
    rows: HashMap<(NodeId, NodeId), Version>,
    /// The rows of proposals.
    proposals: HashMap<(NodeId, NodeId), Version>,
    names: HashMap<NodeId, String>,
}

impl Around {
    /// Reads what is around some nodes as it stands now.
    pub async fn read(store: &Store, nodes: &[NodeId]) -> Result<Self, AppError> {
        let at = store.journal().await?;
        let filter = ListFilter { kind: Kind::Judgement, a: None, after: None, limit: usize::MAX };
        let mut judgements = Judgements::default();
        let (mut rows, mut proposals) = (HashMap::new(), HashMap::new());
        for row in store.list(filter, Some(at)).await? {
            judgements.take(&row.view());
            let of = if is_proposed(row.key.rest.as_str()) { &mut proposals } else { &mut rows };
            of.insert((row.key.a, row.key.b), row);
        }
        let beginning = names::Beginning { nodes: nodes.to_vec(), names: Vec::new() };
        let mut read = Read::default();
        match names::reached(store, at, Kind::Enterprise, &beginning).await? {
            Some(found) => found.iter().for_each(|record| read.take(&record.view())),
            None => read = store.scan(vec![Kind::Enterprise], Some(at), read, |read, row| read.take(&row)).await?.0,
        }
        Ok(Self { records: read.records, judgements, rows, proposals, names: read.names })
    }

    pub fn judgements(&self) -> &Judgements {
        &self.judgements
    }

    /// What is one firm where people say this.
    pub fn together(&self, judgements: &Judgements) -> Together {
        let partition = Partition::of(&self.records, judgements);
        (0..self.records.count()).map(|record| (self.records.node(record), partition.of_record[record])).collect()
    }

    /// What a record is called; its firm's other records may be called otherwise.
    pub fn name(&self, node: NodeId) -> &str {
        self.names.get(&node).map_or("（已关闭的记录）", String::as_str)
    }

    /// The names of some records, each once, in order.
    pub fn names_of(&self, nodes: impl Iterator<Item = NodeId>) -> String {
        let names: BTreeSet<&str> = nodes.map(|node| self.name(node)).collect();
        let all: Vec<String> = names.iter().take(3).map(|name| format!("「{name}」")).collect();
        let more = if names.len() > all.len() { format!("等 {} 个名称", names.len()) } else { String::new() };
        all.join("、") + &more
    }

    /// The row that says something of a pair, in the place of what stood there.
    pub fn says(&self, one: NodeId, other: NodeId, judgement: &Judgement) -> Change {
        change(self.rows.get(&pair(one, other)), judgement_key(one, other), Some(judgement.values()))
    }

    /// The row that takes back what was said of a pair.
    pub fn unsays(&self, one: NodeId, other: NodeId) -> Change {
        change(self.rows.get(&pair(one, other)), judgement_key(one, other), None)
    }

    /// What is proposed of a pair, where something is.
    pub fn proposal(&self, one: NodeId, other: NodeId) -> Option<&Version> {
        self.proposals.get(&pair(one, other)).filter(|row| row.values.is_some())
    }

    /// The last row of a proposal of a pair, closed or not.
    pub fn last_proposal(&self, one: NodeId, other: NodeId) -> Option<&Version> {
        self.proposals.get(&pair(one, other))
    }

    /// What holds of a pair from the batch on that is being written.
    pub fn judged(&self, one: NodeId, other: NodeId, said: JudgedAs) -> JudgedPair {
        let first = self.rows.get(&pair(one, other)).map_or(Journal(u64::MAX), |row| row.first);
        JudgedPair { nodes: pair(one, other), said, first }
    }

    /// The row that settles a proposal of a pair.
    pub fn settles(&self, one: NodeId, other: NodeId) -> Option<Change> {
        let open = self.proposal(one, other)?;
        Some(change(Some(open), open.key.clone(), None))
    }
}

/// A pair in the order of its key.
pub(super) fn pair(one: NodeId, other: NodeId) -> (NodeId, NodeId) {
    (one.min(other), one.max(other))
}

/// A row with a key in the place of the last one, as it was seen.
pub(super) fn change(last: Option<&Version>, key: RowKey, values: Option<crate::model::Values>) -> Change {
    let expected = match last {
        Some(row) if row.values.is_some() => Expected::At(row.number),
        last => Expected::AbsentOrClosedAt(last.map(|row| row.number)),
    };
    Change { row: crate::model::NewRow { key, values, origin: crate::model::Origin::default() }, expected }
}

#[derive(Default)]
struct Read {
    records: Identities,
    names: HashMap<NodeId, String>,
}

impl Read {
    fn take(&mut self, row: &RowView<'_>) {
        let Some(values) = row.values else { return };
        let identity = Identity::of(Kind::Enterprise, row.a, source_of(row.rest), values);
        self.names.entry(row.a).or_insert_with(|| identity.name.to_owned());
        self.records.push(&identity);
    }
}
