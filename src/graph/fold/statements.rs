//! Everything that is said of each thing and each edge, with who says it: what the columns of the graph leave out.

use std::collections::HashSet;

use super::collect::{Collected, pack, unpack};
use super::entities::Entities;
use super::facts::{DecodedRow, Interner, Precedence, merged};
use super::node_texts::NodeTexts;
use super::said::Said;
use crate::graph::{FirmIx, SegmentIx};
use crate::model::values::{SEEN, SOURCE_URL};
use crate::model::{CanonicalTable, Holds, Kind, NodeId, Values};

/// The kinds that statements are made of: facts of the graph, without people's work, staff and contacts.
pub const STATED: [Kind; 14] = [
    Kind::Enterprise,
    Kind::Chain,
    Kind::Segment,
    Kind::Fund,
    Kind::Person,
    Kind::Association,
    Kind::Site,
    Kind::Feed,
    Kind::Member,
    Kind::Supply,
    Kind::FundGroup,
    Kind::Investment,
    Kind::AssociationMember,
    Kind::Office,
];

/// One thing or edge, each value from the first record in order of rank that has it.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The thing, or where the edge begins: its kind, and its place in the graph's column of that kind.
    pub a: (Kind, u32),
    /// Where the edge ends; kind `Given` where there is no second end.
    pub b: (Kind, u32),
    /// The id of a site that has one; blank for everything else.
    pub id: Box<str>,
    /// The key columns that are no references, joined as in [`crate::model::Rest`].
    pub columns: Box<str>,
    /// The source of the first record.
    pub source: Box<str>,
    /// All values; `seen` and `source_url` are the first record's.
    pub values: Values,
    /// The segments a site lists, ascending.
    pub segments: Vec<SegmentIx>,
}

/// The statements of each kind, in the order of [`STATED`].
pub type Statements = Vec<(Kind, Vec<Statement>)>;

/// Merges what was said into statements; where `of` names nodes, only of what begins at the things behind them.
pub fn build(
    said: Vec<(Kind, Vec<DecodedRow<Said>>)>,
    of: Option<&[NodeId]>,
    entities: &Entities,
    ranking: &Precedence<'_>,
    nodes: &NodeTexts,
    rests: &Interner,
) -> Statements {
    let thing = |node: &NodeId| entities.of(*node).map(|(kind, place)| pack(kind, place));
    let asked: Option<HashSet<u64>> = of.map(|nodes| nodes.iter().filter_map(thing).collect());
    let is_asked = |a: u64| asked.as_ref().is_none_or(|asked| asked.contains(&a));
    let one_kind = |(kind, facts): (Kind, Vec<DecodedRow<Said>>)| {
        let (by_id, others): (Vec<_>, Vec<_>) =
            facts.into_iter().partition(|f| kind == Kind::Site && f.value.reference(kind, "enterprise").is_some());
        let with_id = merged(by_id, ranking).into_iter().filter_map(|(_, said)| {
            let firm = said.reference(kind, "enterprise").and_then(|n| entities.place(Kind::Enterprise, n))?;
            let (a, b) = ((Kind::Enterprise, firm), (Kind::Given, 0));
            if !is_asked(pack(a.0, a.1)) {
                return None;
            }
            Some(Statement { id: nodes.text(said.node).into(), ..statement(kind, a, b, "", said, entities, ranking) })
        });
        let mut others = Collected::awake(others, entities);
        others.retain(|fact| is_asked(fact.key.a));
        let rest = merged(others, ranking).into_iter().map(|(key, said)| {
            statement(kind, unpack(key.a), unpack(key.b), rests.text(key.rest), said, entities, ranking)
        });
        (kind, with_id.chain(rest).collect())
    };
    said.into_iter().map(one_kind).collect()
}

fn statement(
    kind: Kind,
    a: (Kind, u32),
    b: (Kind, u32),
    columns: &str,
    said: Said,
    entities: &Entities,
    ranking: &Precedence<'_>,
) -> Statement {
    let table = CanonicalTable::of(kind);
    let listed = table.columns.iter().find(|column| kind == Kind::Site && matches!(column.holds, Holds::References(_)));
    let listed = listed.and_then(|column| table.field(column.name));
    let references = listed.map(|field| said.values.view().references(field)).unwrap_or_default();
    let places = references.iter().filter_map(|r| entities.place(Kind::Segment, r.to));
    let mut segments: Vec<_> = places.map(SegmentIx).collect();
    segments.sort_unstable();
    segments.dedup();
    let source = ranking.sources.text(said.source).into();
    Statement { a, b, id: "".into(), columns: columns.into(), source, values: said.values, segments }
}

impl Statement {
    /// The firm the statement begins at, where it is one.
    pub fn firm(&self) -> Option<FirmIx> {
        (self.a.0 == Kind::Enterprise).then_some(FirmIx(self.a.1))
    }

    /// Whether both ends are one thing; such a row counts nowhere.
    pub fn joins_itself(&self) -> bool {
        self.a == self.b
    }

    /// The page that says so.
    pub fn source_url(&self) -> Option<&str> {
        self.values.view().text(SOURCE_URL)
    }

    /// The day the source said so, as given.
    pub fn seen(&self) -> Option<&str> {
        self.values.view().text(SEEN)
    }
}
