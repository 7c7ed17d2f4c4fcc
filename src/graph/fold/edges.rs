//! Edges and sites: facts between entities, into the graph's adjacency.

use super::collect::{Collected, unpack};
use super::entities::Entities;
use super::facts::{DecodedRow, Interner, Key, Precedence, merged};
use super::records::{AssessmentRecord, SiteRecord, SupplyRecord};
use super::seen;
use crate::graph::{
    Assessment, Assessments, AssociationIx, ChainIx, Csr, Feed, FirmIx, FundIx, Graph, Investment, Investor,
    Membership, PersonIx, SegmentIx, Site, SquadIx, Trade, When,
};
use crate::model::{Adcode, Kind, SiteKind};

/// The key columns that are no references, by place.
fn column<'a>(rests: &'a Interner, key: &Key, place: usize) -> Option<&'a str> {
    rests.text(key.rest).split('\u{1f}').nth(place).filter(|text| !text.is_empty())
}

fn firm(packed: u64) -> Option<FirmIx> {
    let (kind, place) = unpack(packed);
    (kind == Kind::Enterprise).then_some(FirmIx(place))
}

/// Builds every edge of the graph.
pub fn build(
    graph: &mut Graph,
    entities: &Entities,
    collected: &mut Collected,
    ranking: &Precedence<'_>,
    rests: &Interner,
) {
    // Supplies are more than all others together, and need nothing of the graph.
    let (facts, firms) = (std::mem::take(&mut collected.supplies), graph.firms.len());
    (graph.customers, graph.suppliers) = std::thread::scope(|scope| {
        let supplies = scope.spawn(|| supplies(facts, firms, entities, ranking));
        members(graph, entities, collected, ranking, rests);
        sites(graph, entities, collected, ranking, rests);
        investments(graph, entities, collected, ranking, rests);
        small_edges(graph, entities, collected, ranking, rests);
        supplies.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    });
}

fn members(
    graph: &mut Graph,
    entities: &Entities,
    collected: &mut Collected,
    ranking: &Precedence<'_>,
    rests: &Interner,
) {
    let facts = Collected::awake(std::mem::take(&mut collected.members), entities);
    seen::add_keyed(&mut graph.firm_seen, &facts);
    let facts = merged(facts, ranking);
    let mut pairs: Vec<(u32, Membership)> = Vec::with_capacity(facts.len());
    for (key, ()) in &facts {
        let Some(firm) = firm(key.a) else { continue };
        let adcode = column(rests, key, 0).and_then(|t| t.parse().ok()).map(|a| graph.regions.in_force(a));
        pairs.push((firm.0, Membership { segment: SegmentIx(unpack(key.b).1), adcode }));
    }
    pairs.sort_unstable();
    pairs.dedup();
    graph.memberships = Csr::new(graph.firms.len(), &pairs);
}

fn sites(
    graph: &mut Graph,
    entities: &Entities,
    collected: &mut Collected,
    ranking: &Precedence<'_>,
    rests: &Interner,
) {
    let facts = std::mem::take(&mut collected.sites);
    // A site with an id has it as its key's node, which is no entity that others refer to.
    let (by_id, by_place): (Vec<_>, Vec<_>) = facts.into_iter().partition(|fact| !fact.value.firm.is_empty());
    seen::add_named(&mut graph.firm_seen, &by_id, entities);
    let by_place = Collected::awake(by_place, entities);
    seen::add_keyed(&mut graph.firm_seen, &by_place);
    let mut found: Vec<(Site, Vec<SegmentIx>)> = Vec::new();
    for (_, record) in merged(by_id, ranking) {
        let firm = record.firm.first().and_then(|n| entities.place(Kind::Enterprise, *n)).map(FirmIx);
        let (adcode, kind) = (record.adcode, record.kind);
        found.extend(site(graph, entities, firm, adcode, kind, &record));
    }
    for (key, record) in merged(by_place, ranking) {
        let adcode = column(rests, &key, 0).and_then(|t| t.parse().ok());
        let kind = column(rests, &key, 2).and_then(|t| t.parse().ok());
        found.extend(site(graph, entities, firm(key.a), adcode, kind, &record));
    }
    found.sort_by_key(|(site, _)| (site.firm, site.adcode, site.kind, site.opened));
    let listed: Vec<(u32, SegmentIx)> =
        (0..).zip(&found).flat_map(|(i, (_, segments))| segments.iter().map(move |s| (i, *s))).collect();
    let owned: Vec<(u32, crate::graph::SiteIx)> =
        (0..).zip(&found).map(|(i, (site, _))| (site.firm.0, crate::graph::SiteIx(i))).collect();
    graph.site_segments = Csr::new(found.len(), &listed);
    graph.firm_sites = Csr::new(graph.firms.len(), &owned);
    graph.sites = found.into_iter().map(|(site, _)| site).collect();
}

fn site(
    graph: &Graph,
    entities: &Entities,
    firm: Option<FirmIx>,
    adcode: Option<Adcode>,
    kind: Option<SiteKind>,
    record: &SiteRecord,
) -> Option<(Site, Vec<SegmentIx>)> {
    let adcode = graph.regions.in_force(adcode?);
    let opened = record.opened.unwrap_or(When::UNDATED);
    let site = Site { firm: firm?, adcode, kind: kind.unwrap_or(SiteKind::Plant), opened };
    let mut segments: Vec<SegmentIx> =
        record.segments.iter().filter_map(|n| entities.place(Kind::Segment, *n)).map(SegmentIx).collect();
    segments.sort_unstable();
    segments.dedup();
    Some((site, segments))
}

/// The customers and the suppliers of each firm.
fn supplies(
    facts: Vec<DecodedRow<SupplyRecord>>,
    firms: usize,
    entities: &Entities,
    ranking: &Precedence<'_>,
) -> (Csr<Trade>, Csr<Trade>) {
    let facts = merged(Collected::awake(facts, entities), ranking);
    let (mut customers, mut suppliers) = (Vec::with_capacity(facts.len()), Vec::with_capacity(facts.len()));
    for (key, record) in &facts {
        let (Some(supplier), Some(customer)) = (firm(key.a), firm(key.b)) else { continue };
        if supplier != customer {
            let date = record.date.unwrap_or(When::UNDATED);
            customers.push((supplier.0, Trade { other: customer, date }));
            suppliers.push((customer.0, Trade { other: supplier, date }));
        }
    }
    (Csr::new(firms, &customers), Csr::new(firms, &suppliers))
}

fn investments(
    graph: &mut Graph,
    entities: &Entities,
    collected: &mut Collected,
    ranking: &Precedence<'_>,
    rests: &Interner,
) {
    let facts = merged(Collected::awake(std::mem::take(&mut collected.investments), entities), ranking);
    for (key, record) in facts {
        let investor = match unpack(key.a) {
            (Kind::Fund, place) => Investor::Fund(FundIx(place)),
            (_, place) => Investor::Firm(FirmIx(place)),
        };
        let Some(firm) = firm(key.b).filter(|firm| investor != Investor::Firm(*firm)) else { continue };
        let date = When::of(column(rests, &key, 0).and_then(|t| t.parse().ok()));
        graph.investments.push(Investment { investor, firm, percent: record.percent, amount: record.amount, date });
    }
}

fn small_edges(
    graph: &mut Graph,
    entities: &Entities,
    collected: &mut Collected,
    ranking: &Precedence<'_>,
    rests: &Interner,
) {
    for (key, record) in merged(Collected::awake(std::mem::take(&mut collected.feeds), entities), ranking) {
        let (from, to) = (SegmentIx(unpack(key.a).1), SegmentIx(unpack(key.b).1));
        graph.feeds.push(Feed { from, to, kind: record.kind });
    }
    for (key, ()) in merged(Collected::awake(std::mem::take(&mut collected.fund_groups), entities), ranking) {
        graph.fund_groups.push((ChainIx(unpack(key.a).1), FundIx(unpack(key.b).1)));
    }
    for (key, ()) in merged(Collected::awake(std::mem::take(&mut collected.association_members), entities), ranking) {
        let association = AssociationIx(unpack(key.a).1);
        match unpack(key.b) {
            (Kind::Person, place) => graph.association_people.push((association, PersonIx(place))),
            (_, place) => graph.association_firms.push((association, FirmIx(place))),
        }
    }
    for (key, ()) in merged(Collected::awake(std::mem::take(&mut collected.offices), entities), ranking) {
        if let Some(firm) = firm(key.b) {
            let title = column(rests, &key, 0).unwrap_or_default().to_owned();
            graph.offices.push((PersonIx(unpack(key.a).1), firm, title));
        }
    }
    for (key, ()) in merged(Collected::awake(std::mem::take(&mut collected.assignments), entities), ranking) {
        graph.assignments.push((ChainIx(unpack(key.a).1), SquadIx(unpack(key.b).1)));
    }
}

/// People's verdicts, beside the graph.
pub fn assessments(
    entities: &Entities,
    collected: &mut Collected,
    ranking: &Precedence<'_>,
    rests: &Interner,
) -> Assessments {
    let mut assessments = Assessments::default();
    let facts = Collected::awake(std::mem::take(&mut collected.assessments), entities);
    for (key, record) in merged(facts, ranking) {
        if let Some(assessment) = assessment(rests, &key, record) {
            assessments.add(SegmentIx(unpack(key.a).1), assessment);
        }
    }
    assessments
}

fn assessment(rests: &Interner, key: &Key, record: AssessmentRecord) -> Option<Assessment> {
    Some(Assessment {
        adcode: column(rests, key, 0).and_then(|t| t.parse().ok()),
        verdict: record.verdict?,
        reason: record.reason,
        who: column(rests, key, 1)?.to_owned(),
        date: column(rests, key, 2)?.parse().ok()?,
        until: record.until,
    })
}
