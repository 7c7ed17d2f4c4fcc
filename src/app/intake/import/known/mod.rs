//! What the store knows when an import begins, and what the import adds to it: texts with numbers, records that may be
//! referred to, own regions.

mod accepted;
mod brought;
mod firms_in;
mod new_firms;
mod segment_tree;
mod segments;

pub use accepted::AcceptedRecords;
pub use brought::CalledRows;
pub use firms_in::FirmsIn;
pub use new_firms::{LackingRows, NewFirms};
pub use segment_tree::SegmentTree;
pub use segments::Segments;

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::app::AppError;
use crate::app::intake::may_not::ChainsOf;
use crate::model::{Adcode, CanonicalTable, Journal, Kind, NodeId, RowView, Values, ValuesView, source_of};
use crate::normalize::{Region, Regions};
use crate::resolve::{Dictionary, Identities, Identity, Judgements, Lookup};
use crate::store::Store;

/// The kinds of records that references may mean.
pub const REFERRED: [Kind; 10] = [
    Kind::Enterprise,
    Kind::Chain,
    Kind::Segment,
    Kind::Fund,
    Kind::Person,
    Kind::Association,
    Kind::Squad,
    Kind::Recruiter,
    Kind::Trip,
    Kind::Project,
];

/// The facts that rows are resolved against; loaded at one journal number.
#[derive(Debug, Default)]
pub struct KnownRecords {
    pub base: Journal,
    pub dictionary: Dictionary,
    pub lookup: Lookup,
    /// Regions that the city declares.
    own_regions: Vec<Region>,
    /// Segments and feeds as stored, for the checks that need the whole chain.
    pub segments: Segments,
    /// The chains that meetings are about, as stored; none of one that is about all.
    meetings: HashMap<NodeId, Option<NodeId>>,
    /// Records that rejected rows would have made into others: what this import says of their ids means those others.
    pub refused: HashSet<NodeId>,
}

impl KnownRecords {
    /// Reads all of it from the store.
    pub async fn load(store: &Store) -> Result<Self, AppError> {
        // Settled first, so that no row names a node that came after the nodes were read.
        let now = store.journal().await?;
        let kinds: Vec<Kind> = Kind::ALL.to_vec();
        let texts = store.nodes(kinds, Dictionary::default(), |d, id, kind, text| d.insert(id, kind, text));
        let mut scanned = REFERRED.to_vec();
        scanned.extend([Kind::Region, Kind::Feed, Kind::Meeting, Kind::Judgement]);
        let (dictionary, (loading, base)) =
            tokio::try_join!(texts, store.scan(scanned, Some(now), Loading::default(), visit))?;
        let own = |(node, values): &(NodeId, Values)| own_region(&dictionary, *node, values.view());
        let own_regions = loading.regions.iter().filter_map(own).collect();
        let mut known = Self {
            base,
            dictionary,
            own_regions,
            segments: loading.segments,
            meetings: loading.meetings,
            ..Self::default()
        };
        known.lookup.judge(loading.judgements);
        for (kind, records) in REFERRED.into_iter().zip(loading.records) {
            known.lookup.set(kind, records);
        }
        Ok(known)
    }

    /// Leaves of chains and segments only those of these chains, by id: the others are meant by nothing.
    pub fn see_only(&mut self, chains: &BTreeSet<String>) {
        for (kind, column) in
            [(Kind::Chain, ChainsOf::chain as fn(&Self, NodeId) -> _), (Kind::Segment, ChainsOf::of_segment)]
        {
            let records = self.lookup.take(kind);
            let is_seen = |node| column(self, node).is_some_and(|chain| chains.contains(&chain));
            let gone = records.keys().filter(|(node, _)| !is_seen(*node)).collect();
            self.lookup.set(kind, records.without(&gone));
        }
    }

    /// The built-in regions with the city's own.
    pub fn regions(&self) -> Regions {
        Regions::with_own(self.own_regions.clone())
    }
}

impl ChainsOf for KnownRecords {
    fn of_segment(&self, segment: NodeId) -> Option<String> {
        self.segments.chain_of(segment).and_then(|chain| self.chain(chain))
    }

    fn of_meeting(&self, meeting: NodeId) -> Vec<Option<String>> {
        self.meetings.get(&meeting).map(|chain| chain.and_then(|chain| self.chain(chain))).into_iter().collect()
    }

    fn chain(&self, chain: NodeId) -> Option<String> {
        self.dictionary.name(chain).map(|(_, id)| id.to_owned())
    }
}

#[derive(Debug, Default)]
struct Loading {
    records: [Identities; REFERRED.len()],
    regions: Vec<(NodeId, Values)>,
    segments: Segments,
    meetings: HashMap<NodeId, Option<NodeId>>,
    judgements: Judgements,
}

fn visit(loading: &mut Loading, row: RowView<'_>) {
    let Some(values) = row.values else { return };
    match row.kind {
        Kind::Region => loading.regions.push((row.a, Values::from_stored(values.0))),
        Kind::Feed => loading.segments.add_feed(row.a, row.b, values),
        Kind::Judgement => loading.judgements.take(&row),
        Kind::Meeting => {
            let chain = CanonicalTable::of(Kind::Meeting).field("chain").map(|field| values.references(field));
            loading.meetings.insert(row.a, chain.and_then(|chain| chain.first().map(|chain| chain.to)));
        }
        kind => {
            loading.segments.note(kind, row.a, values);
            if let Some(place) = REFERRED.iter().position(|k| *k == kind) {
                loading.records[place].push(&Identity::of(kind, row.a, source_of(row.rest), values));
            }
        }
    }
}

/// A region that the city declares.
fn own_region(dictionary: &Dictionary, node: NodeId, values: ValuesView<'_>) -> Option<Region> {
    let table = CanonicalTable::of(Kind::Region);
    let text = |name: &str| table.field(name).and_then(|field| values.text(field));
    let adcode: Adcode = dictionary.name(node)?.1.parse().ok()?;
    let degrees = |name: &str| text(name).and_then(|t| t.parse().ok());
    Some(Region {
        adcode,
        name: text("name").unwrap_or_default().to_owned(),
        centre: degrees("longitude").zip(degrees("latitude")),
    })
}
