//! Takes rows as a scan hands them over, in order of kind, and decodes them.

use super::entities::Entities;
use super::facts::{DecodedRow, Interner, Key, Provenance, seen_number};
use super::node_texts::NodeTexts;
use super::records::{
    AssessmentRecord, AssociationRecord, ChainRecord, FeedRecord, FirmRecord, FundRecord, InvestmentRecord,
    MeetingRecord, PersonRecord, Reader, RecruiterRecord, RegionRecord, SegmentRecord, SiteRecord, SourceRecord,
    SquadRecord, SupplyRecord,
};
use super::said::Said;
use crate::model::values::{A_TO, B_TO, SEEN};
use crate::model::{Journal, Kind, NodeId, OF_SQUAD, RowView, ValuesView, columns_of, source_of};
use crate::resolve::{Identities, Identity, Judgements};

/// What founds an entity: its least record gives the id.
#[derive(Debug, Clone, Copy)]
pub struct Founder {
    pub node: NodeId,
    pub first: Journal,
    pub source: u32,
}

/// Everything read, before it is merged.
#[derive(Debug, Default)]
pub struct Collected {
    pub nodes: NodeTexts,
    pub sources: Interner,
    pub rests: Interner,
    pub identities: Identities,
    /// One for each open record of an enterprise, in the order of `identities`.
    pub founders: Vec<Founder>,
    /// Closed records of enterprises: they say nothing any more, but what they founded keeps its id.
    pub closed: Vec<Founder>,
    pub closed_identities: Identities,
    /// Source and day number of the open records of enterprises that a squad reported.
    pub leads: Vec<(u32, i32, NodeId)>,
    pub source_records: Vec<DecodedRow<SourceRecord>>,
    pub regions: Vec<DecodedRow<RegionRecord>>,
    pub firms: Vec<DecodedRow<FirmRecord>>,
    pub chains: Vec<DecodedRow<ChainRecord>>,
    pub segments: Vec<DecodedRow<SegmentRecord>>,
    pub funds: Vec<DecodedRow<FundRecord>>,
    pub people: Vec<DecodedRow<PersonRecord>>,
    pub associations: Vec<DecodedRow<AssociationRecord>>,
    pub squads: Vec<DecodedRow<SquadRecord>>,
    pub recruiters: Vec<DecodedRow<RecruiterRecord>>,
    pub sites: Vec<DecodedRow<SiteRecord>>,
    pub feeds: Vec<DecodedRow<FeedRecord>>,
    pub members: Vec<DecodedRow<()>>,
    pub supplies: Vec<DecodedRow<SupplyRecord>>,
    pub fund_groups: Vec<DecodedRow<()>>,
    pub investments: Vec<DecodedRow<InvestmentRecord>>,
    pub association_members: Vec<DecodedRow<()>>,
    pub offices: Vec<DecodedRow<()>>,
    pub assignments: Vec<DecodedRow<()>>,
    pub meetings: Vec<DecodedRow<MeetingRecord>>,
    pub assessments: Vec<DecodedRow<AssessmentRecord>>,
    /// What people said of which records are one firm.
    pub judgements: Judgements,
    /// Nodes that stand for a resolved reference: as given, and the record's.
    pub given: Vec<(NodeId, NodeId)>,
    /// Everything that the rows of these kinds say, where it is asked for.
    pub said: Vec<(Kind, Vec<DecodedRow<Said>>)>,
    /// Of these only what begins at one of these nodes, where they are named.
    pub said_of: Option<Vec<NodeId>>,
}

impl Collected {
    /// Takes a node.
    pub fn node(&mut self, id: NodeId, kind: Kind, text: &str) {
        self.nodes.push(id, kind, text);
    }

    /// Takes a row.
    pub fn row(&mut self, row: RowView<'_>) {
        if row.kind == Kind::Judgement {
            return self.judgements.take(&row);
        }
        let source = self.sources.place(source_of(row.rest));
        if row.kind == Kind::Enterprise {
            self.founder(&row, source);
        }
        let Some(values) = row.values else { return };
        let provenance = Provenance { source, seen: seen_number(values.text(SEEN)), given: (row.a, row.b) };
        if row.kind == Kind::Enterprise && source_of(row.rest).starts_with(OF_SQUAD) {
            self.leads.push((source, provenance.seen, row.a));
        }
        let (a, b) = (self.resolved(row.a, A_TO, values), self.resolved(row.b, B_TO, values));
        let rest = self.rests.place(columns_of(row.rest));
        let key = Key { a: u64::from(a.0), b: u64::from(b.0), rest };
        if let Some((_, said)) = self.said.iter_mut().find(|(kind, _)| *kind == row.kind) {
            said.push(DecodedRow { key, provenance, value: Said::new(source, row.a, values) });
        }
        let reader = Reader::new(row.kind, values);
        if row.kind == Kind::Enterprise {
            self.identities.push(&firm_identity(row.a, source_of(row.rest), reader));
        }
        self.record(row.kind, key, provenance, reader);
    }

    /// What an enterprise's row founds, open or closed.
    fn founder(&mut self, row: &RowView<'_>, source: u32) {
        let founder = Founder { node: row.a, first: row.first, source };
        if row.values.is_some() {
            self.founders.push(founder);
            return;
        }
        let identity = firm_identity(row.a, source_of(row.rest), Reader::new(row.kind, row.last));
        self.closed_identities.push(&identity);
        self.closed.push(founder);
    }

    /// Reads the record of a row and keeps it with those of its kind.
    fn record(&mut self, kind: Kind, key: Key, provenance: Provenance, reader: Reader<'_>) {
        macro_rules! take {
            ($list:ident, $record:ident) => {
                self.$list.push(DecodedRow { key, provenance, value: $record::read(reader) })
            };
            ($list:ident) => {
                self.$list.push(DecodedRow { key, provenance, value: () })
            };
        }
        match kind {
            Kind::Enterprise => take!(firms, FirmRecord),
            Kind::Source => take!(source_records, SourceRecord),
            Kind::Region => take!(regions, RegionRecord),
            Kind::Chain => take!(chains, ChainRecord),
            Kind::Segment => take!(segments, SegmentRecord),
            Kind::Fund => take!(funds, FundRecord),
            Kind::Person => take!(people, PersonRecord),
            Kind::Association => take!(associations, AssociationRecord),
            Kind::Squad => take!(squads, SquadRecord),
            Kind::Recruiter => take!(recruiters, RecruiterRecord),
            Kind::Site => take!(sites, SiteRecord),
            Kind::Feed => take!(feeds, FeedRecord),
            Kind::Supply => take!(supplies, SupplyRecord),
            Kind::Investment => take!(investments, InvestmentRecord),
            Kind::Assessment => take!(assessments, AssessmentRecord),
            Kind::Meeting => take!(meetings, MeetingRecord),
            Kind::Member => take!(members),
            Kind::FundGroup => take!(fund_groups),
            Kind::AssociationMember => take!(association_members),
            Kind::Office => take!(offices),
            Kind::Assignment => take!(assignments),
            // Contacts, and people's work: they stand beside the graph.
            _ => {}
        }
    }

    fn resolved(&mut self, given: NodeId, field: u8, values: ValuesView<'_>) -> NodeId {
        match values.node(field) {
            Some(to) => {
                self.given.push((given, to));
                to
            }
            None => given,
        }
    }

    /// Turns the nodes of every fact into entities, dropping facts that name what is not there: they sleep.
    pub fn awake<T>(facts: Vec<DecodedRow<T>>, entities: &Entities) -> Vec<DecodedRow<T>> {
        let packed = |node: u64| {
            let node = NodeId(u32::try_from(node).unwrap_or_default());
            if node == NodeId::NONE { Some(0) } else { entities.of(node).map(|(kind, place)| pack(kind, place)) }
        };
        let entity = |fact: DecodedRow<T>| {
            let key = Key { a: packed(fact.key.a)?, b: packed(fact.key.b)?, rest: fact.key.rest };
            Some(DecodedRow { key, ..fact })
        };
        facts.into_iter().filter_map(entity).collect()
    }
}

fn firm_identity<'a>(node: NodeId, source: &'a str, reader: Reader<'a>) -> Identity<'a> {
    Identity {
        node,
        source,
        credit: reader.text("credit_code").and_then(|c| c.parse().ok()),
        stock: reader.text("stock_code").unwrap_or_default(),
        name: reader.text("name").unwrap_or_default(),
        // The fold resolves no references.
        other_names: [""; 2],
        adcode: reader.text("adcode").and_then(|c| c.parse().ok()),
    }
}

/// An entity as one number: its kind above its place.
pub fn pack(kind: Kind, place: u32) -> u64 {
    u64::from(kind.number()) << 32 | u64::from(place)
}

/// The kind and place of a packed entity.
pub fn unpack(packed: u64) -> (Kind, u32) {
    let kind = u8::try_from(packed >> 32).ok().and_then(Kind::from_number).unwrap_or(Kind::Given);
    (kind, u32::try_from(packed & 0xffff_ffff).unwrap_or_default())
}
