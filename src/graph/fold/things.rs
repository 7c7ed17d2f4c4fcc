//! Sources, regions, chains, segments, funds, people, associations, squads: records that share an id are one.

use std::collections::HashMap;

use super::collect::Collected;
use super::entities::Entities;
use super::facts::{DecodedRow, Fill, Interner, Precedence, merged};
use super::node_texts::NodeTexts;
use super::records::{SegmentRecord, SourceRecord};
use crate::graph::{
    Association, Chain, ChainIx, Csr, FirmIx, Fund, Graph, Meeting, Person, Recruiter, Segment, SegmentIx, Squad,
    circles,
};
use crate::model::{Adcode, Kind, NodeId, SquadKind, Stage};
use crate::normalize::{Region, Regions};
use crate::resolve::Trust;

/// How far each source is trusted. What is said of sources is itself weighed without trust.
pub fn trust(records: Vec<DecodedRow<SourceRecord>>, sources: &Interner, nodes: &NodeTexts) -> Trust {
    let none = Trust::default();
    let ranking = Precedence { trust: &none, sources, node_text: &|node| nodes.text(node) };
    let mut trust = Trust::default();
    for (key, record) in merged(records, &ranking) {
        if let Some(value) = record.trust {
            trust.set(nodes.text(node(key.a)), value);
        }
    }
    trust
}

fn node(key: u64) -> NodeId {
    NodeId(u32::try_from(key).unwrap_or_default())
}

/// The built-in regions with the city's own.
pub fn regions(graph: &mut Graph, collected: &mut Collected, ranking: &Precedence<'_>, nodes: &NodeTexts) {
    let records = merged(std::mem::take(&mut collected.regions), ranking);
    let zone = |(key, record): (super::facts::Key, super::records::RegionRecord)| {
        let adcode = nodes.text(node(key.a)).parse().ok()?;
        Some(Region { adcode, name: record.name, centre: record.longitude.zip(record.latitude) })
    };
    graph.regions = Regions::with_own(records.into_iter().filter_map(zone).collect());
}

/// One entity for each node, in order of its id.
fn by_id<T: Fill>(facts: Vec<DecodedRow<T>>, ranking: &Precedence<'_>, nodes: &NodeTexts) -> Vec<(NodeId, String, T)> {
    let mut found: Vec<(NodeId, String, T)> = merged(facts, ranking)
        .into_iter()
        .map(|(key, value)| (node(key.a), nodes.text(node(key.a)).to_owned(), value))
        .collect();
    found.sort_by(|x, y| x.1.cmp(&y.1));
    found
}

/// Places entities and gives them to `add`, in order of id.
fn place<T: Fill>(
    kind: Kind,
    facts: Vec<DecodedRow<T>>,
    entities: &mut Entities,
    ranking: &Precedence<'_>,
    nodes: &NodeTexts,
    mut add: impl FnMut(&Entities, String, T),
) {
    for (place, (node, id, record)) in (0..).zip(by_id(facts, ranking, nodes)) {
        entities.set(node, kind, place);
        add(entities, id, record);
    }
}

/// Builds the columns of everything that is no enterprise.
pub fn build(
    graph: &mut Graph,
    entities: &mut Entities,
    collected: &mut Collected,
    ranking: &Precedence<'_>,
    nodes: &NodeTexts,
) {
    chains(graph, entities, collected, ranking, nodes);
    funds(graph, entities, collected, ranking, nodes);
    people(graph, entities, collected, ranking, nodes);
    associations(graph, entities, collected, ranking, nodes);
    squads(graph, entities, collected, ranking, nodes);
    meetings(graph, entities, collected, ranking, nodes);
}

fn chains(
    graph: &mut Graph,
    entities: &mut Entities,
    collected: &mut Collected,
    ranking: &Precedence<'_>,
    nodes: &NodeTexts,
) {
    let regions = graph.regions.clone();
    let firm = |entities: &Entities, node: NodeId| entities.place(Kind::Enterprise, node).map(FirmIx);
    place(Kind::Chain, std::mem::take(&mut collected.chains), entities, ranking, nodes, |entities, id, r| {
        let anchors = r.anchors.iter().filter_map(|n| firm(entities, *n)).collect();
        let (name, leader, lead_unit, group, members) = (r.name, r.leader, r.lead_unit, r.group, r.members);
        let adcode = r.adcode.map(|adcode| regions.in_force(adcode));
        graph.chains.push(Chain { id, name, adcode, leader, lead_unit, group, members, anchors });
    });
    segments(graph, entities, by_id(std::mem::take(&mut collected.segments), ranking, nodes));
}

fn funds(
    graph: &mut Graph,
    entities: &mut Entities,
    collected: &mut Collected,
    ranking: &Precedence<'_>,
    nodes: &NodeTexts,
) {
    let fund_records = records(&collected.funds);
    place(Kind::Fund, std::mem::take(&mut collected.funds), entities, ranking, nodes, |_, id, r| {
        let (name, manager, size, government) = (r.name, r.manager, r.size, r.government);
        graph.funds.push(Fund { id, name, manager, size, government, focus: r.focus, ticket: r.ticket });
    });
    graph.fund_nodes = nodes_of(Kind::Fund, &fund_records, collected, entities, graph.funds.len());
}

fn people(
    graph: &mut Graph,
    entities: &mut Entities,
    collected: &mut Collected,
    ranking: &Precedence<'_>,
    nodes: &NodeTexts,
) {
    let regions = graph.regions.clone();
    let in_force = |adcode: Option<Adcode>| adcode.map(|adcode| regions.in_force(adcode));
    let person_records = records(&collected.people);
    place(Kind::Person, std::mem::take(&mut collected.people), entities, ranking, nodes, |_, id, r| {
        let (native, envoy) = (in_force(r.native), in_force(r.envoy));
        graph.people.push(Person { id, name: r.name, native, alma_mater: r.alma_mater, envoy });
    });
    graph.person_nodes = nodes_of(Kind::Person, &person_records, collected, entities, graph.people.len());
}

fn associations(
    graph: &mut Graph,
    entities: &mut Entities,
    collected: &mut Collected,
    ranking: &Precedence<'_>,
    nodes: &NodeTexts,
) {
    let regions = graph.regions.clone();
    let association_records = records(&collected.associations);
    place(
        Kind::Association,
        std::mem::take(&mut collected.associations),
        entities,
        ranking,
        nodes,
        |entities, id, r| {
            let chain = r.chain.first().and_then(|n| entities.place(Kind::Chain, *n)).map(ChainIx);
            let adcode = r.adcode.map(|adcode| regions.in_force(adcode));
            graph.associations.push(Association { id, name: r.name, adcode, chain });
        },
    );
    let count = graph.associations.len();
    graph.association_nodes = nodes_of(Kind::Association, &association_records, collected, entities, count);
}

fn squads(
    graph: &mut Graph,
    entities: &mut Entities,
    collected: &mut Collected,
    ranking: &Precedence<'_>,
    nodes: &NodeTexts,
) {
    place(Kind::Squad, std::mem::take(&mut collected.squads), entities, ranking, nodes, |_, id, r| {
        let kind = r.kind.unwrap_or(SquadKind::TopPush);
        let (name, regions, capacity) = (r.name, r.regions, r.capacity);
        graph.squads.push(Squad { id, name, kind, regions, capacity, recruiters: Vec::new() });
    });
    for (_, id, record) in by_id(std::mem::take(&mut collected.recruiters), ranking, nodes) {
        let squad = record.squad.first().and_then(|n| entities.place(Kind::Squad, *n));
        if let Some(squad) = squad {
            graph.squads[squad as usize].recruiters.push(Recruiter { id, name: record.name, rank: record.rank });
        }
    }
}

/// Meetings by id; one of a chain that is not there sleeps.
fn meetings(
    graph: &mut Graph,
    entities: &Entities,
    collected: &mut Collected,
    ranking: &Precedence<'_>,
    nodes: &NodeTexts,
) {
    for (_, id, r) in by_id(std::mem::take(&mut collected.meetings), ranking, nodes) {
        let named = r.chain.first().map(|node| entities.place(Kind::Chain, *node).map(ChainIx));
        if let (Some(date), None | Some(Some(_))) = (r.date, named) {
            graph.meetings.push(Meeting { id, date, chain: named.flatten(), kind: r.kind, promised: r.promised });
        }
    }
}

/// The nodes of the records of a kind, which the graph is built from.
fn records<T>(facts: &[DecodedRow<T>]) -> Vec<NodeId> {
    facts.iter().map(|fact| node(fact.key.a)).collect()
}

/// The nodes about each thing of a kind: its records', and the texts that references to it were given as.
fn nodes_of(kind: Kind, records: &[NodeId], collected: &Collected, entities: &Entities, count: usize) -> Csr<NodeId> {
    let own = records.iter().map(|node| (*node, *node));
    let all = own.chain(collected.given.iter().map(|(given, to)| (*to, *given)));
    let mut about: Vec<(u32, NodeId)> = all.filter_map(|(to, node)| Some((entities.place(kind, to)?, node))).collect();
    about.sort_unstable();
    about.dedup();
    Csr::new(count, &about)
}

/// Segments stand by chain, then id; one whose chain is not there sleeps.
fn segments(graph: &mut Graph, entities: &mut Entities, records: Vec<(NodeId, String, SegmentRecord)>) {
    let chain = |r: &SegmentRecord| r.chain.first().and_then(|n| entities.place(Kind::Chain, *n)).map(ChainIx);
    let mut placed: Vec<(ChainIx, NodeId, String, SegmentRecord)> =
        records.into_iter().filter_map(|(node, id, r)| Some((chain(&r)?, node, id, r))).collect();
    placed.sort_by(|x, y| (x.0, &x.2).cmp(&(y.0, &y.2)));
    let places: HashMap<NodeId, SegmentIx> =
        placed.iter().enumerate().map(|(i, (_, node, _, _))| (*node, SegmentIx::from_position(i))).collect();
    for (node, ix) in &places {
        entities.set(*node, Kind::Segment, ix.0);
    }
    for (chain, _, id, r) in placed {
        let parent = r.parent.first().and_then(|n| places.get(n)).copied();
        graph.segments.push(Segment {
            id,
            chain,
            name: r.name,
            stage: r.stage.unwrap_or(Stage::Midstream),
            parent,
            leaf: true,
            key: r.key.unwrap_or(false),
            surveyed: r.surveyed,
            products: r.products,
            industry_code: r.industry_code,
        });
    }
    drop_foreign_parents(graph);
    let parents: Vec<SegmentIx> = graph.segments.iter().filter_map(|s| s.parent).collect();
    parents.iter().for_each(|p| graph.segments[p.at()].leaf = false);
    graph.segment_nodes = places;
}

/// Separate imports may leave a parent in another chain, or a circle of parents: such parents count for nothing.
fn drop_foreign_parents(graph: &mut Graph) {
    let above: Vec<Option<u32>> = graph.segments.iter().map(|segment| segment.parent.map(|p| p.0)).collect();
    let chains: Vec<ChainIx> = graph.segments.iter().map(|segment| segment.chain).collect();
    for (segment, circle) in graph.segments.iter_mut().zip(circles(&above)) {
        segment.parent = segment.parent.filter(|parent| !circle && chains[parent.at()] == segment.chain);
    }
}
