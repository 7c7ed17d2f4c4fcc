//! Enterprises: records to entities, ids by the founding record.

use super::collect::{Collected, Founder};
use super::entities::Entities;
use super::facts::{Key, Ranking, merged};
use super::node_texts::NodeTexts;
use super::records::FirmRecord;
use crate::graph::{Csr, Firm, Graph};
use crate::model::{Kind, NodeId, Status};
use crate::resolve::Partition;

/// Builds the columns of enterprises, in order of their first record's node.
pub fn build(
    graph: &mut Graph,
    entities: &mut Entities,
    collected: &mut Collected,
    ranking: &Ranking<'_>,
    nodes: &NodeTexts,
) {
    let identities = std::mem::take(&mut collected.identities);
    let partition = Partition::of(&identities);
    let mut facts = std::mem::take(&mut collected.firms);
    for (record, fact) in facts.iter_mut().enumerate() {
        fact.key = Key { a: u64::from(partition.of_record[record]), b: 0, rest: 0 };
    }
    for record in 0..identities.len() {
        entities.set(identities.node(record), Kind::Enterprise, partition.of_record[record]);
    }
    drop(identities);
    let founders = founders(collected, entities, partition.entities, ranking, nodes);
    for ((_, record), founder) in merged(facts, ranking).into_iter().zip(&founders) {
        graph.firm_names.push(&record.name);
        graph.firms.push(firm(graph, &record));
        graph.firm_ids.push(founder.map_or("", |f| nodes.text(f.node)));
    }
    graph.firm_names.shrink();
    let mut ids: Vec<(NodeId, u32)> =
        collected.founders.iter().filter_map(|f| Some((f.node, place(entities, f)?))).collect();
    ids.sort_unstable();
    ids.dedup();
    graph.firm_ids.index(ids.iter().map(|(node, firm)| (nodes.text(*node), *firm)));
    graph.firm_nodes = nodes_of_firms(collected, entities, &ids, partition.entities);
}

fn place(entities: &Entities, founder: &Founder) -> Option<u32> {
    entities.place(Kind::Enterprise, founder.node)
}

/// The founding record of each entity: least (journal number, source, key), closed or not.
fn founders<'a>(
    collected: &'a Collected,
    entities: &Entities,
    count: usize,
    ranking: &Ranking<'_>,
    nodes: &NodeTexts,
) -> Vec<Option<&'a Founder>> {
    let mut least: Vec<Option<&Founder>> = vec![None; count];
    let order = |f: &Founder| (f.first, ranking.sources.text(f.source).to_owned(), nodes.text(f.node).to_owned());
    for founder in &collected.founders {
        let Some(firm) = place(entities, founder) else { continue };
        let slot = &mut least[firm as usize];
        if slot.is_none_or(|other| order(founder) < order(other)) {
            *slot = Some(founder);
        }
    }
    least
}

/// The nodes about a firm: its records', and the texts that references to it were given as.
fn nodes_of_firms(collected: &Collected, entities: &Entities, ids: &[(NodeId, u32)], count: usize) -> Csr<NodeId> {
    let mut about: Vec<(u32, NodeId)> = ids.iter().map(|(node, firm)| (*firm, *node)).collect();
    let given = collected.given.iter().filter_map(|(given, to)| Some((entities.place(Kind::Enterprise, *to)?, *given)));
    let sites = collected.sites.iter().filter_map(|site| {
        let owner = *site.value.firm.first()?;
        Some((entities.place(Kind::Enterprise, owner)?, site.told.given.0))
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
    }
}
