//! Every open row of a store against the graph, and the graph against the rows.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::Held;
use crate::app::upkeep::content::Content;
use crate::app::upkeep::doctor::held_facts::{Entity, Facts, code, fact, facts, site_words};

use crate::graph::{FirmIx, Graph, NodeTexts, SegmentIx};
use crate::model::values::{A_TO, B_TO};
use crate::model::{CanonicalTable, Kind, NodeId, RowView, SiteKind, ValuesView, columns_of};

/// Problems told in full.
const TOLD: usize = 100;

/// Takes rows in order of kind and finds what does not agree.
pub(super) struct Compare {
    graph: Arc<Graph>,
    names: NodeTexts,
    facts: HashMap<Kind, Facts>,
    /// Entities that are no firms or segments, by kind and id.
    things: HashMap<(Kind, String), u32>,
    /// Nodes under which an open record stands.
    entities: HashMap<NodeId, Entity>,
    /// Records that are not in the graph: whether one of their sources names an owner that is not there.
    missing: HashMap<(Kind, NodeId), bool>,
    /// Sites with an id, for those that one source alone tells of.
    sites: HashMap<NodeId, Vec<u64>>,
    pub content: Content,
    /// Rows that name a closed record and wait for it to come back.
    pub asleep: u64,
    problems: Vec<String>,
}

/// Whether a recruiter's record names no squad.
fn no_squad(values: ValuesView<'_>) -> bool {
    CanonicalTable::of(Kind::Recruiter).field("squad").is_none_or(|field| values.references(field).is_empty())
}

impl Compare {
    pub fn new(held: &Held, names: NodeTexts) -> Self {
        Self {
            graph: Arc::clone(&held.graph),
            names,
            facts: facts(held),
            things: things(&held.graph),
            entities: HashMap::new(),
            missing: HashMap::new(),
            sites: HashMap::new(),
            content: Content::default(),
            asleep: 0,
            problems: Vec::new(),
        }
    }

    /// Takes the current version of a record.
    pub fn row(&mut self, row: RowView<'_>) {
        let Some(values) = row.values else { return };
        self.content.add(&row, |node| self.names.text(node));
        match row.kind {
            Kind::Source | Kind::Contact | Kind::Given => {}
            kind if kind.is_dispatch() => {}
            Kind::Region => self.region(&row),
            Kind::Enterprise
            | Kind::Chain
            | Kind::Segment
            | Kind::Fund
            | Kind::Person
            | Kind::Association
            | Kind::Squad => self.thing(&row, values),
            // Whoever is of no squad stands beside the graph.
            Kind::Recruiter if no_squad(values) => {}
            Kind::Recruiter => {
                let found = fact(&[], &[self.names.text(row.a)]);
                self.told(&row, values, found, Some("squad"));
            }
            Kind::Meeting => {
                let found = fact(&[], &[self.names.text(row.a)]);
                self.told(&row, values, found, Some("chain"));
            }
            Kind::Site => self.site(&row, values),
            _ => self.edge(&row, values),
        }
    }

    /// What was found, once every row is taken.
    pub fn finish(mut self) -> (Content, u64, Vec<String>) {
        let missing = std::mem::take(&mut self.missing);
        let mut missing: Vec<_> = missing.into_iter().collect();
        missing.sort_unstable();
        for ((kind, node), asleep) in missing {
            if asleep {
                self.asleep += 1;
            } else {
                self.absent(kind, &[node], "");
            }
        }
        let mut sites: Vec<_> = std::mem::take(&mut self.sites).into_iter().collect();
        sites.sort_unstable();
        for (node, told) in sites {
            let seen = told.iter().fold(false, |any, site| self.see(Kind::Site, *site) | any);
            if !seen {
                self.absent(Kind::Site, &[node], "");
            }
        }
        // Sources may tell a site with an id differently, so what the graph shows of it may be told by no single row.
        let told = Kind::records().filter(|kind| *kind != Kind::Site);
        for (kind, unseen) in told.filter_map(|kind| Some((kind, self.facts.get(&kind)?.unseen()))) {
            if unseen > 0 {
                self.problems.push(format!("图里有 {unseen} 条{}，数据库里没有", kind.zh()));
            }
        }
        (self.content, self.asleep, self.problems)
    }

    fn region(&mut self, row: &RowView<'_>) {
        let adcode = self.names.text(row.a).parse().ok();
        if adcode.is_none_or(|adcode| self.graph.regions.get(adcode).is_none()) {
            self.absent(row.kind, &[row.a], "");
        }
    }

    fn thing(&mut self, row: &RowView<'_>, values: ValuesView<'_>) {
        let id = self.names.text(row.a);
        let place = match row.kind {
            Kind::Enterprise => self.graph.firm_with_id(id).map(|FirmIx(place)| place),
            Kind::Segment => self.graph.segment_with_node(row.a).map(|SegmentIx(place)| place),
            kind => self.things.get(&(kind, id.to_owned())).copied(),
        };
        let owner = (row.kind == Kind::Segment).then_some("chain");
        let Some(place) = place else { return self.lacks(row, values, owner) };
        self.entities.insert(row.a, (row.kind, place));
        self.told(row, values, fact(&[(row.kind, place)], &[]), owner);
    }

    /// Takes note of a record that the graph should have; `owner` is the column of what it hangs on.
    fn told(&mut self, row: &RowView<'_>, values: ValuesView<'_>, told: u64, owner: Option<&str>) {
        if !self.see(row.kind, told) {
            self.lacks(row, values, owner);
        }
    }

    fn lacks(&mut self, row: &RowView<'_>, values: ValuesView<'_>, owner: Option<&str>) {
        let owner = owner.and_then(|name| CanonicalTable::of(row.kind).field(name));
        let named = owner.and_then(|field| values.references(field).first().map(|r| r.to));
        let asleep = named.is_some_and(|node| !self.entities.contains_key(&node));
        *self.missing.entry((row.kind, row.a)).or_default() |= asleep;
    }

    fn site(&mut self, row: &RowView<'_>, values: ValuesView<'_>) {
        let field = |name: &str| CanonicalTable::of(Kind::Site).field(name);
        let by_id = field("enterprise").and_then(|field| values.references(field).first().map(|r| r.to));
        let firm = self.entities.get(&by_id.unwrap_or_else(|| values.node(A_TO).unwrap_or(row.a))).copied();
        let Some(firm) = firm else {
            self.asleep += 1;
            return;
        };
        let mut columns = columns_of(row.rest).split('\u{1f}');
        let mut own = |name: &str, place: usize| match by_id {
            Some(_) => field(name).and_then(|field| values.text(field)),
            None => columns.nth(place),
        };
        let adcode = own("adcode", 0).and_then(|text| text.parse().ok());
        let kind = own("kind", 1).and_then(|text| text.parse().ok()).unwrap_or(SiteKind::Plant);
        let Some(adcode) = adcode else { return self.absent(Kind::Site, &[row.a], columns_of(row.rest)) };
        let words = site_words(&self.graph, adcode, kind);
        let told = fact(&[firm], &[&words[0], &words[1]]);
        if by_id.is_some() {
            self.sites.entry(row.a).or_default().push(told);
        } else if !self.see(Kind::Site, told) {
            self.absent(Kind::Site, &[row.a], columns_of(row.rest));
        }
    }

    fn edge(&mut self, row: &RowView<'_>, values: ValuesView<'_>) {
        let (a, b) = (values.node(A_TO).unwrap_or(row.a), values.node(B_TO).unwrap_or(row.b));
        let found = [a, b].map(|node| self.entities.get(&node).copied());
        let ends: Vec<Entity> = match (found, b) {
            ([Some(a), Some(b)], _) => vec![a, b],
            ([Some(a), None], NodeId::NONE) => vec![a],
            _ => {
                self.asleep += 1;
                return;
            }
        };
        // A firm's dealings with itself are kept and count nowhere.
        if matches!(row.kind, Kind::Supply | Kind::Investment) && ends[0] == ends[1] {
            return;
        }
        let columns: Vec<&str> = columns_of(row.rest).split('\u{1f}').collect();
        let column = |place: usize| columns.get(place).copied().unwrap_or_default();
        let told = match row.kind {
            Kind::Member => {
                let adcode = column(0).parse().ok().map(|adcode| self.graph.regions.in_force(adcode));
                fact(&ends, &[&code(adcode)])
            }
            Kind::Office => fact(&ends, &[column(0)]),
            Kind::Assessment => fact(&ends, &[column(0), column(1), column(2)]),
            _ => fact(&ends, &[]),
        };
        if !self.see(row.kind, told) {
            self.absent(row.kind, &[row.a, row.b], columns_of(row.rest));
        }
    }

    fn see(&mut self, kind: Kind, told: u64) -> bool {
        self.facts.get_mut(&kind).is_some_and(|facts| facts.see(told))
    }

    fn absent(&mut self, kind: Kind, nodes: &[NodeId], rest: &str) {
        if self.problems.len() >= TOLD {
            return;
        }
        let names = nodes.iter().map(|node| self.names.text(*node)).chain(rest.split('\u{1f}'));
        let key: Vec<&str> = names.filter(|text| !text.is_empty()).collect();
        self.problems.push(format!("{}「{}」在数据库里，不在图里", kind.zh(), key.join(" · ")));
    }
}

/// Places by kind and id.
fn things(graph: &Graph) -> HashMap<(Kind, String), u32> {
    let chains = graph.chains.iter().map(|c| &c.id);
    let funds = graph.funds.iter().map(|f| &f.id);
    let people = graph.people.iter().map(|p| &p.id);
    let associations = graph.associations.iter().map(|a| &a.id);
    let squads = graph.squads.iter().map(|s| &s.id);
    let of = |kind: Kind, place: u32, id: &String| ((kind, id.clone()), place);
    (0..)
        .zip(chains)
        .map(|(i, id)| of(Kind::Chain, i, id))
        .chain((0..).zip(funds).map(|(i, id)| of(Kind::Fund, i, id)))
        .chain((0..).zip(people).map(|(i, id)| of(Kind::Person, i, id)))
        .chain((0..).zip(associations).map(|(i, id)| of(Kind::Association, i, id)))
        .chain((0..).zip(squads).map(|(i, id)| of(Kind::Squad, i, id)))
        .collect()
}
