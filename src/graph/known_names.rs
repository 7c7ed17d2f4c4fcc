//! What everything is called: each name of each thing, to be found by a part of it.

use super::{FirmIx, Graph, NameHit, NameIndex, NamesTaken};
use crate::model::{CanonicalTable, Kind, NodeId, RowView};
use crate::normalize::text;

/// The columns that name an enterprise, with their words.
pub const FIRM_NAMES: [(&str, &str); 6] = [
    ("name", "名称"),
    ("short_name", "简称"),
    ("former_names", "曾用名"),
    ("aliases", "别名"),
    ("credit_code", "统一社会信用代码"),
    ("stock_code", "股票代码"),
];

/// The names of enterprises as their records give them.
#[derive(Debug, Default)]
pub struct FirmNames {
    /// By the place of the record.
    taken: NamesTaken,
    nodes: Vec<NodeId>,
}

impl FirmNames {
    /// Takes in a record of an enterprise; a closed one names nobody.
    pub fn row(&mut self, row: RowView<'_>) {
        let (Some(values), Ok(place)) = (row.values, u32::try_from(self.nodes.len())) else { return };
        let table = CanonicalTable::of(Kind::Enterprise);
        let written = FIRM_NAMES.iter().filter_map(|(column, _)| values.text(table.field(column)?));
        self.taken.add(place, written.flat_map(text::list));
        self.nodes.push(row.a);
    }
}

/// What the things of a graph are called.
#[derive(Debug)]
pub struct KnownNames(Vec<(Kind, NameIndex)>);

impl KnownNames {
    /// The names of everything in a graph, beside those of its enterprises.
    pub fn of(graph: &Graph, firms: FirmNames) -> Self {
        let mut owners: Vec<(NodeId, u32)> = Vec::new();
        for firm in (0..graph.firm_count()).map(FirmIx::from_position) {
            owners.extend(graph.nodes_of(firm).iter().map(|node| (*node, firm.0)));
        }
        owners.sort_unstable();
        let owner = |node: NodeId| {
            let at = owners.binary_search_by_key(&node, |(known, _)| *known).ok()?;
            Some(owners[at].1)
        };
        let firms = firms.taken.index(|place| owner(firms.nodes[place as usize]));
        let mut known = Self(vec![(Kind::Enterprise, firms)]);
        known.add(Kind::Chain, graph.chains.iter().map(|chain| [&*chain.name, &*chain.id]));
        known.add(Kind::Segment, graph.segments.iter().map(|segment| [&*segment.name, &*segment.id]));
        known.add(Kind::Fund, graph.funds.iter().map(|fund| [&*fund.name, &*fund.id]));
        known.add(Kind::Person, graph.people.iter().map(|person| [&*person.name, &*person.id]));
        known.add(Kind::Association, graph.associations.iter().map(|one| [&*one.name, &*one.id]));
        known.add(Kind::Squad, graph.squads.iter().map(|squad| [&*squad.name, &*squad.id]));
        known
    }

    fn add<'a>(&mut self, kind: Kind, names: impl Iterator<Item = [&'a str; 2]>) {
        let mut taken = NamesTaken::default();
        (0..).zip(names).for_each(|(thing, names)| taken.add(thing, names.into_iter()));
        self.0.push((kind, taken.index(Some)));
    }

    /// The things of a kind that go by a text, by their places in the graph; see [`NameIndex::find`].
    pub fn find(&self, kind: Kind, wanted: &str, most: usize) -> Vec<NameHit> {
        let index = self.0.iter().find(|(known, _)| *known == kind).map(|(_, index)| index);
        index.map_or(Vec::new(), |index| index.find(wanted, most))
    }
}
