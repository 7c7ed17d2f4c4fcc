//! Enterprises: records to entities, ids by the founding record.

use super::collect::{Collected, Founder};
use super::entities::Entities;
use super::facts::{Key, Precedence, merged};
use super::node_texts::NodeTexts;
use super::records::FirmRecord;
use super::seen;
use crate::graph::{Csr, Firm, FirmIx, Graph};
use crate::model::{Journal, Kind, NodeId, Status};
use crate::resolve::{Identities, Partition};

/// Builds the columns of enterprises, in order of their first record's node.
pub fn build(
    graph: &mut Graph,
    entities: &mut Entities,
    collected: &mut Collected,
    ranking: &Precedence<'_>,
    nodes: &NodeTexts,
) {
    let identities = std::mem::take(&mut collected.identities);
    let partition = Partition::of(&identities, &collected.judgements);
    let mut facts = std::mem::take(&mut collected.firms);
    for (record, fact) in facts.iter_mut().enumerate() {
        fact.key = Key { a: u64::from(partition.of_record[record]), b: 0, rest: 0 };
    }
    for record in 0..identities.count() {
        entities.set(identities.node(record), Kind::Enterprise, partition.of_record[record]);
    }
    let founding = founding(collected, &identities, &partition);
    drop(identities);
    let founders = founders(&founding, partition.entities, ranking, nodes);
    graph.firm_seen = seen::newest_of_firms(&facts, partition.entities);
    for ((_, record), founder) in merged(facts, ranking).into_iter().zip(&founders) {
        if let Some(said) = &record.coming {
            graph.firm_coming.insert(FirmIx::from_position(graph.firms.len()), said.clone());
        }
        graph.firm_names.push(&record.name);
        graph.firm_short_names.push(&record.short_name);
        graph.firms.push(firm(graph, &record));
        graph.firm_ids.push(founder.map_or("", |f| nodes.text(f.node)));
    }
    graph.firm_names.shrink();
    graph.firm_short_names.shrink();
    let mut ids: Vec<(NodeId, u32)> = founding.iter().map(|(founder, firm)| (founder.node, *firm)).collect();
    ids.sort_unstable();
    ids.dedup();
    graph.firm_ids.index(ids.iter().map(|(node, firm)| (nodes.text(*node), *firm)));
    graph.firm_nodes = nodes_of_firms(collected, entities, &ids, partition.entities);
}

/// The records that may give an entity its id: its open ones, and closed ones that would join it if they were open.
fn founding(collected: &Collected, identities: &Identities, partition: &Partition) -> Vec<(Founder, u32)> {
    let open = collected.founders.iter().enumerate().map(|(record, f)| (*f, partition.of_record[record]));
    let mut founding: Vec<(Founder, u32)> = open.collect();
    if collected.closed.is_empty() {
        return founding;
    }
    let mut both = identities.clone();
    both.extend(&collected.closed_identities);
    let joined = Partition::of(&both, &collected.judgements);
    let mut entity_of = std::collections::HashMap::new();
    for (record, firm) in partition.of_record.iter().enumerate() {
        entity_of.entry(joined.of_record[record]).or_insert(*firm);
    }
    for (closed, founder) in (identities.count()..).zip(&collected.closed) {
        founding.extend(entity_of.get(&joined.of_record[closed]).map(|firm| (*founder, *firm)));
    }
    founding
}

/// The founding record of each entity: least (journal number, source, key), closed or not.
fn founders(
    founding: &[(Founder, u32)],
    count: usize,
    ranking: &Precedence<'_>,
    nodes: &NodeTexts,
) -> Vec<Option<Founder>> {
    let mut least: Vec<Option<Founder>> = vec![None; count];
    for (founder, firm) in founding {
        let slot = &mut least[*firm as usize];
        if slot.is_none_or(|other| order(founder, ranking, nodes) < order(&other, ranking, nodes)) {
            *slot = Some(*founder);
        }
    }
    least
}

fn order<'a>(f: &Founder, ranking: &'a Precedence<'_>, nodes: &'a NodeTexts) -> (Journal, &'a str, &'a str) {
    (f.first, ranking.sources.text(f.source), nodes.text(f.node))
}

/// The nodes about a firm: its records', and the texts that references to it were given as.
fn nodes_of_firms(collected: &Collected, entities: &Entities, ids: &[(NodeId, u32)], count: usize) -> Csr<NodeId> {
    let mut about: Vec<(u32, NodeId)> = ids.iter().map(|(node, firm)| (*firm, *node)).collect();
    let given = collected.given.iter().filter_map(|(given, to)| Some((entities.place(Kind::Enterprise, *to)?, *given)));
    let sites = collected.sites.iter().filter_map(|site| {
        let owner = *site.value.firm.first()?;
        Some((entities.place(Kind::Enterprise, owner)?, site.provenance.given.0))
    });
    about.extend(given.chain(sites));
    about.sort_unstable();
    about.dedup();
    Csr::new(count, &about)
}

fn firm(graph: &Graph, record: &FirmRecord) -> Firm {
    Firm {
        adcode: record.adcode.map(|adcode| graph.regions.in_force(adcode)),
        standing: record.standing,
        status: record.status.unwrap_or(Status::Active),
        risk: record.risk,
        foreign: record.foreign.unwrap_or(false),
        revenue: record.revenue,
        against: record.against,
    }
}
