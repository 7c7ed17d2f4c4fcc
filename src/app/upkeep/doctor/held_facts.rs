//! Every fact the graph holds, each as one number, so that two sides can be compared however many there are.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::app::Held;
use crate::graph::{AssociationIx, ChainIx, FirmIx, FundIx, Graph, Investor, PersonIx, SegmentIx, Site, SquadIx};
use crate::model::{Adcode, Kind};

/// An entity: its kind and its place in the graph.
pub(super) type Entity = (Kind, u32);

/// A fact between entities, with what else tells it from others.
pub(super) fn fact(entities: &[Entity], rest: &[&str]) -> u64 {
    let mut hash = DefaultHasher::new();
    (entities, rest).hash(&mut hash);
    hash.finish()
}

/// The facts of one kind, ascending, and which of them the store was seen to tell.
#[derive(Debug, Default)]
pub(super) struct Facts {
    all: Vec<u64>,
    seen: Vec<bool>,
}

impl Facts {
    /// Whether the fact is there; marks it as seen.
    pub fn see(&mut self, fact: u64) -> bool {
        let found = self.all.binary_search(&fact);
        if let Ok(place) = found {
            self.seen[place] = true;
        }
        found.is_ok()
    }

    /// How many were never seen.
    pub fn unseen(&self) -> usize {
        self.seen.iter().filter(|seen| !**seen).count()
    }
}

/// The facts of the graph and of the assessments beside it. Own regions, sources and contacts are no facts of it.
pub(super) fn facts(held: &Held) -> HashMap<Kind, Facts> {
    let mut all: HashMap<Kind, Vec<u64>> = HashMap::new();
    let mut add =
        |kind: Kind, entities: &[Entity], rest: &[&str]| all.entry(kind).or_default().push(fact(entities, rest));
    let graph = &*held.graph;
    things(graph, &mut add);
    for firm in (0..graph.firm_count()).map(FirmIx::from_position) {
        firm_facts(graph, firm, &mut add);
    }
    edges(graph, &mut add);
    for segment in (0..graph.segments.len()).map(SegmentIx::from_position) {
        for a in held.assessments.of(segment) {
            let rest = [code(a.adcode), a.who.clone(), a.date.to_string()];
            add(Kind::Assessment, &[(Kind::Segment, segment.0)], &[&rest[0], &rest[1], &rest[2]]);
        }
    }
    all.into_iter().map(|(kind, facts)| (kind, sorted(facts))).collect()
}

fn sorted(mut all: Vec<u64>) -> Facts {
    all.sort_unstable();
    all.dedup();
    Facts { seen: vec![false; all.len()], all }
}

/// Region of a fact as its key has it.
pub(super) fn code(adcode: Option<Adcode>) -> String {
    adcode.map(|a| a.to_string()).unwrap_or_default()
}

/// What tells a site from others of its firm, as far as the graph knows.
pub(super) fn site_words(graph: &Graph, adcode: Adcode, kind: crate::model::SiteKind) -> [String; 2] {
    [graph.regions.in_force(adcode).to_string(), kind.code().to_owned()]
}

fn things(graph: &Graph, add: &mut impl FnMut(Kind, &[Entity], &[&str])) {
    let counts = [
        (Kind::Enterprise, graph.firm_count()),
        (Kind::Chain, graph.chains.len()),
        (Kind::Segment, graph.segments.len()),
        (Kind::Fund, graph.funds.len()),
        (Kind::Person, graph.people.len()),
        (Kind::Association, graph.associations.len()),
        (Kind::Squad, graph.squads.len()),
    ];
    for (kind, count) in counts {
        for place in 0..u32::try_from(count).unwrap_or(u32::MAX) {
            add(kind, &[(kind, place)], &[]);
        }
    }
    graph.squads.iter().flat_map(|squad| &squad.recruiters).for_each(|r| add(Kind::Recruiter, &[], &[&r.id]));
    graph.meetings.iter().for_each(|meeting| add(Kind::Meeting, &[], &[&meeting.id]));
}

fn firm_facts(graph: &Graph, firm: FirmIx, add: &mut impl FnMut(Kind, &[Entity], &[&str])) {
    let own = (Kind::Enterprise, firm.0);
    for membership in graph.memberships(firm) {
        let segment = (Kind::Segment, membership.segment.0);
        add(Kind::Member, &[own, segment], &[&code(membership.adcode)]);
    }
    for (_, Site { adcode, kind, .. }) in graph.sites(firm) {
        let words = site_words(graph, *adcode, *kind);
        add(Kind::Site, &[own], &[&words[0], &words[1]]);
    }
    for trade in graph.customers(firm) {
        add(Kind::Supply, &[own, (Kind::Enterprise, trade.other.0)], &[]);
    }
}

fn edges(graph: &Graph, add: &mut impl FnMut(Kind, &[Entity], &[&str])) {
    let (firm, fund, chain) =
        (|ix: FirmIx| (Kind::Enterprise, ix.0), |ix: FundIx| (Kind::Fund, ix.0), |ix: ChainIx| (Kind::Chain, ix.0));
    let (person, association) = (|ix: PersonIx| (Kind::Person, ix.0), |ix: AssociationIx| (Kind::Association, ix.0));
    let (segment, squad) = (|ix: SegmentIx| (Kind::Segment, ix.0), |ix: SquadIx| (Kind::Squad, ix.0));
    graph.feeds.iter().for_each(|f| add(Kind::Feed, &[segment(f.from), segment(f.to)], &[]));
    for i in &graph.investments {
        let investor = match i.investor {
            Investor::Fund(ix) => fund(ix),
            Investor::Firm(ix) => firm(ix),
        };
        add(Kind::Investment, &[investor, firm(i.firm)], &[]);
    }
    graph.fund_groups.iter().for_each(|(c, f)| add(Kind::FundGroup, &[chain(*c), fund(*f)], &[]));
    graph.assignments.iter().for_each(|(c, s)| add(Kind::Assignment, &[chain(*c), squad(*s)], &[]));
    graph.offices.iter().for_each(|(p, f, title)| add(Kind::Office, &[person(*p), firm(*f)], &[title]));
    let member = Kind::AssociationMember;
    graph.association_people.iter().for_each(|(a, p)| add(member, &[association(*a), person(*p)], &[]));
    graph.association_firms.iter().for_each(|(a, f)| add(member, &[association(*a), firm(*f)], &[]));
}
