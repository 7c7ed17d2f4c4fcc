//! Random small networks, and paths in them found the slow way: every simple path, by name.

use std::collections::{BTreeMap, HashMap};

use proptest::prelude::*;

use super::{Network, PartyIx, Spread, Trusts};
use crate::graph::sample::{SampleGraph, day};
use crate::graph::{
    Association, AssociationIx, Bits, FirmIx, Fund, FundIx, Graph, Investment, Investor, Person, PersonIx, When,
};
use crate::model::{Risk, Status};

pub const TRUSTS: Trusts = Trusts {
    of_kind: [0.8, 0.8, 0.7, 0.6, 0.4, 0.9, 0.7, 0.4],
    majority_percent: 50.0,
    share_percent: 10.0,
    crowd: 10,
};
pub const AS_OF: &str = "2026-11-23";
const MAX_EDGES: usize = 4;
/// Percent and the trust they give; the last is unknown.
const SHARES: [(Option<f64>, f64); 5] =
    [(Some(50.0), 0.9), (Some(49.9), 0.7), (Some(10.0), 0.7), (Some(9.9), 0.4), (None, 0.4)];

/// Parties and facts, by their places among all of 60: 36 firms, 6 funds, 12 people, 6 associations; managers come with
/// funds.
#[derive(Debug, Clone)]
pub struct Town {
    /// Pairs of parties with a lot that settles direction, share and date.
    pub pairs: Vec<(usize, usize, u8)>,
    /// The manager of each fund, of three; or none.
    pub managers: Vec<usize>,
    /// Firms that are closed or severe.
    pub unsound: Vec<usize>,
    /// Places of starts, with their factor in halves.
    pub starts: Vec<(usize, bool)>,
}

const FIRMS: usize = 36;
const FUNDS: usize = 42;
const PEOPLE: usize = 54;
const ALL: usize = 60;

/// Towns with a few hubs, so that crowds and ties are common.
pub fn towns() -> impl Strategy<Value = Town> {
    let anywhere = || 0..ALL;
    let hub = prop_oneof![Just(0usize), Just(1), Just(45), Just(57)];
    let pair = prop_oneof![
        2 => (anywhere(), anywhere(), any::<u8>()),
        1 => (hub, anywhere(), any::<u8>()),
    ];
    let pairs = proptest::collection::vec(pair, 20..140);
    let managers = proptest::collection::vec(0usize..4, FUNDS - FIRMS);
    let unsound = proptest::collection::vec(0..FIRMS, 0..4);
    let starts = proptest::collection::vec((anywhere(), any::<bool>()), 1..9);
    (pairs, managers, unsound, starts).prop_map(|(pairs, managers, unsound, starts)| Town {
        pairs,
        managers,
        unsound,
        starts,
    })
}

/// Ids that order neither by number nor by place.
fn id(place: usize) -> String {
    if place % 7 == 3 { format!("企{place}") } else { format!("e{}", place * 7 % 100) }
}

fn name(place: usize) -> String {
    let kind = match place {
        ..FIRMS => "enterprise",
        FIRMS..FUNDS => "fund",
        FUNDS..PEOPLE => "person",
        _ => "association",
    };
    format!("{kind}:{}", id(place))
}

impl Town {
    /// The town as a graph.
    pub fn graph(&self) -> Graph {
        let mut sample = SampleGraph::default();
        for place in 0..FIRMS {
            let firm = sample.firm(&id(place), None);
            if self.unsound.contains(&place) {
                let known = sample.firm_mut(firm);
                if place.is_multiple_of(2) { known.status = Status::Closed } else { known.risk = Some(Risk::Severe) }
            }
        }
        let firm = FirmIx::from_position;
        for (supplier, customer, date) in self.facts().filter_map(Fact::supply) {
            sample.supply(firm(supplier), firm(customer), date);
        }
        let mut graph = sample.graph();
        let manager = |n: usize| if n == 3 { String::new() } else { format!("管理人{n}") };
        graph.funds = (FIRMS..FUNDS)
            .zip(&self.managers)
            .map(|(place, n)| Fund { id: id(place), manager: manager(*n), ..Fund::default() })
            .collect();
        graph.people = (FUNDS..PEOPLE).map(|place| Person { id: id(place), ..Person::default() }).collect();
        graph.associations =
            (PEOPLE..ALL).map(|place| Association { id: id(place), ..Association::default() }).collect();
        for fact in self.facts() {
            fact.add_to(&mut graph);
        }
        graph
    }

    fn facts(&self) -> impl Iterator<Item = Fact> {
        self.pairs.iter().filter_map(|&(a, b, lot)| Fact::of(a.max(b), a.min(b), lot))
    }

    /// Who begins, by name, with the factor.
    pub fn starts(&self) -> BTreeMap<String, f64> {
        let sound = self.starts.iter().filter(|(place, _)| !self.unsound.contains(place));
        sound.map(|(place, full)| (name(*place), if *full { 1.0 } else { 0.5 })).collect()
    }

    /// Neighbours by name, with the trust that counts.
    pub fn neighbours(&self) -> BTreeMap<String, BTreeMap<String, f64>> {
        let mut found: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
        let mut join = |a: String, b: String, trust: f64| {
            for (one, other) in [(a.clone(), b.clone()), (b, a)] {
                let known = found.entry(one).or_default().entry(other).or_insert(trust);
                *known = known.max(trust);
            }
        };
        for fact in self.facts().filter(|fact| fact.exists()) {
            let ends = [fact.from, fact.to];
            if fact.from != fact.to && ends.iter().all(|end| !self.unsound.contains(end)) {
                join(name(fact.from), name(fact.to), fact.trust());
            }
        }
        for (fund, manager) in (FIRMS..FUNDS).zip(&self.managers).filter(|(_, manager)| **manager != 3) {
            join(name(fund), format!("manager:管理人{manager}"), 0.8);
        }
        found
    }

    /// The town's network with one pass from its starts.
    pub fn spread(&self) -> (Graph, Network, Spread) {
        let graph = self.graph();
        let network = Network::of(&graph, day(AS_OF).day(), &TRUSTS);
        let wanted = self.starts();
        let starts: HashMap<PartyIx, f64> = (0..network.count())
            .map(|n| PartyIx(u32::try_from(n).unwrap()))
            .filter_map(|ix| Some((ix, *wanted.get(&network.written(&graph, ix))?)))
            .collect();
        let closed = Bits::none_of(network.count());
        let spread = Spread::new(&network, starts, closed, MAX_EDGES);
        (graph, network, spread)
    }
}

/// A fact between two places.
#[derive(Debug, Clone, Copy)]
struct Fact {
    from: usize,
    to: usize,
    lot: u8,
}

impl Fact {
    /// The fact two parties can have, if any; `high` is not less than `low`.
    fn of(high: usize, low: usize, lot: u8) -> Option<Self> {
        let turned = high < FIRMS && lot.is_multiple_of(2);
        let (from, to) = if turned { (low, high) } else { (high, low) };
        let fits = to < FIRMS || (from >= PEOPLE && (FUNDS..PEOPLE).contains(&to));
        fits.then_some(Self { from, to, lot })
    }

    fn exists(self) -> bool {
        self.is_undated() || !self.is_future()
    }

    /// Offices and memberships have no date.
    fn is_undated(self) -> bool {
        self.from >= FUNDS
    }

    fn is_future(self) -> bool {
        self.lot % 8 == 7
    }

    fn date(self) -> Option<&'static str> {
        if self.is_future() { Some("2026-11-24") } else { (self.lot % 8 == 6).then_some(AS_OF) }
    }

    fn is_supply(self) -> bool {
        self.from < FIRMS && (self.lot / 8).is_multiple_of(2)
    }

    fn supply(self) -> Option<(usize, usize, Option<&'static str>)> {
        (self.is_supply() && self.from != self.to).then(|| (self.from, self.to, self.date()))
    }

    fn share(self) -> (Option<f64>, f64) {
        SHARES[usize::from(self.lot / 16) % SHARES.len()]
    }

    fn trust(self) -> f64 {
        match self.from {
            ..FIRMS if self.is_supply() => 0.6,
            ..FIRMS => self.share().1,
            FIRMS..FUNDS => 0.7,
            FUNDS..PEOPLE => 0.8,
            _ => 0.4,
        }
    }

    fn add_to(self, graph: &mut Graph) {
        let (firm, person) = (FirmIx::from_position, PersonIx::from_position);
        let association = |place: usize| AssociationIx::from_position(place - PEOPLE);
        match (self.from, self.to) {
            (..FIRMS, _) if self.is_supply() => {}
            (..FUNDS, to) => {
                let investor = match self.from {
                    from @ ..FIRMS => Investor::Firm(firm(from)),
                    from => Investor::Fund(FundIx::from_position(from - FIRMS)),
                };
                let date = When::of(self.date().map(day));
                let percent = self.share().0;
                graph.investments.push(Investment { investor, firm: firm(to), percent, amount: None, date });
            }
            (from @ FUNDS..PEOPLE, to) => graph.offices.push((person(from - FUNDS), firm(to), "董事".to_owned())),
            (from, to @ ..FIRMS) => graph.association_firms.push((association(from), firm(to))),
            (from, to) => graph.association_people.push((association(from), person(to - FUNDS))),
        }
    }
}

/// A path by names with its strength.
pub type NamedPath = (f64, Vec<String>);

/// Every simple path to a target of at most 4 edges that passes through no start, best first.
pub fn every_path(town: &Town, target: &str) -> Vec<NamedPath> {
    let (neighbours, starts) = (town.neighbours(), town.starts());
    let mut found = Vec::new();
    for (start, factor) in &starts {
        let mut path = vec![start.clone()];
        walk(&neighbours, &starts, target, &mut path, *factor, &mut found);
    }
    let rounded = |strength: f64| (strength * 1e9).round();
    found.sort_by(|(a, x), (b, y)| {
        rounded(*b).total_cmp(&rounded(*a)).then(x.len().cmp(&y.len())).then_with(|| x.cmp(y))
    });
    found
}

fn walk(
    neighbours: &BTreeMap<String, BTreeMap<String, f64>>,
    starts: &BTreeMap<String, f64>,
    target: &str,
    path: &mut Vec<String>,
    strength: f64,
    found: &mut Vec<NamedPath>,
) {
    let Some(next) = path.last().and_then(|last| neighbours.get(last)) else { return };
    let crowd = next.len() as f64 / 10.0;
    let damping = if path.len() > 1 && crowd > 1.0 { 1.0 / (1.0 + crowd.log10()) } else { 1.0 };
    for (other, trust) in next {
        if path.contains(other) {
            continue;
        }
        let strength = strength * damping * trust;
        path.push(other.clone());
        if other == target {
            found.push((strength, path.clone()));
        } else if path.len() <= MAX_EDGES && !starts.contains_key(other) {
            walk(neighbours, starts, target, path, strength, found);
        }
        path.pop();
    }
}
