//! From the facts of a graph to its introduction network.

use super::party::{Parties, Party, PartyIx};
use super::tie::{TieKind, Trusts};
use super::{Link, Network};
use crate::graph::{Bits, Csr, FirmIx, Graph, Investor};
use crate::model::Day;

impl Network {
    /// The network of a graph at the end of a day. Events dated later are not there; only sound firms take part; of
    /// parallel edges the most trusted counts (ties: as in the table of kinds, then the one from the lesser `kind:id`).
    pub fn of(graph: &Graph, as_of: Day, trusts: &Trusts) -> Self {
        let parties = Parties::of(graph);
        let ranked = trusts.ranked();
        let facts = Facts { graph, as_of, trusts, parties: &parties, ranked: &ranked, sound: sound(graph) };
        let few = Csr::new(parties.count(), &facts.few());
        let mut row = Vec::new();
        let links = Csr::by_row(parties.count(), |number, links| {
            let own = PartyIx(number);
            row.clear();
            if facts.takes_part(own) {
                row.extend_from_slice(few.of(number));
                facts.supplies(own, &mut row);
            }
            row.sort_unstable();
            let groups = row.chunk_by(|a, b| a.other() == b.other());
            links.extend(groups.map(|group| facts.most_trusted(own, group)));
        });
        Self { parties, links, ranked, crowd: trusts.crowd }
    }
}

fn sound(graph: &Graph) -> Bits {
    let mut sound = Bits::none_of(graph.firm_count());
    for place in (0..graph.firm_count()).filter(|place| graph.firm(FirmIx::from_position(*place)).sound()) {
        sound.insert(place);
    }
    sound
}

struct Facts<'a> {
    graph: &'a Graph,
    as_of: Day,
    trusts: &'a Trusts,
    parties: &'a Parties,
    ranked: &'a [(TieKind, f64); 8],
    sound: Bits,
}

impl Facts<'_> {
    fn takes_part(&self, ix: PartyIx) -> bool {
        match self.parties.party(ix) {
            Party::Firm(firm) => self.sound.contains(firm.at()),
            _ => true,
        }
    }

    fn rank(&self, kind: TieKind) -> usize {
        let place = self.ranked.iter().position(|(ranked, _)| *ranked == kind);
        place.expect("invariant: every kind has a rank")
    }

    /// Both ends of every fact but supplies, which are many and laid out by firm already.
    fn few(&self) -> Vec<(u32, Link)> {
        let mut found = Vec::new();
        for investment in self.graph.investments.iter().filter(|i| i.date.exists_at(self.as_of)) {
            match investment.investor {
                Investor::Fund(fund) => {
                    self.tie(&mut found, TieKind::FundInvests, Party::Fund(fund), Party::Firm(investment.firm));
                }
                Investor::Firm(firm) => {
                    let kind = self.trusts.share(investment.percent);
                    self.tie(&mut found, kind, Party::Firm(firm), Party::Firm(investment.firm));
                }
            }
        }
        for (place, fund) in (0..).zip(&self.graph.funds) {
            if let Some(manager) = self.parties.manager(&fund.manager) {
                let fund = Party::Fund(crate::graph::FundIx(place));
                self.tie(&mut found, TieKind::Manages, Party::Manager(manager), fund);
            }
        }
        for (person, firm, _) in &self.graph.offices {
            self.tie(&mut found, TieKind::Office, Party::Person(*person), Party::Firm(*firm));
        }
        for (association, person) in &self.graph.association_people {
            let (from, to) = (Party::Association(*association), Party::Person(*person));
            self.tie(&mut found, TieKind::AssociationMember, from, to);
        }
        for (association, firm) in &self.graph.association_firms {
            let (from, to) = (Party::Association(*association), Party::Firm(*firm));
            self.tie(&mut found, TieKind::AssociationMember, from, to);
        }
        found
    }

    fn tie(&self, found: &mut Vec<(u32, Link)>, kind: TieKind, from: Party, to: Party) {
        let (from, to) = (self.parties.number(from), self.parties.number(to));
        if from != to && self.takes_part(from) && self.takes_part(to) {
            let rank = self.rank(kind);
            found.push((from.0, Link::new(to, rank, false)));
            found.push((to.0, Link::new(from, rank, true)));
        }
    }

    fn supplies(&self, own: PartyIx, row: &mut Vec<Link>) {
        let Party::Firm(firm) = self.parties.party(own) else { return };
        let rank = self.rank(TieKind::Supplies);
        for (trades, backward) in [(self.graph.customers(firm), false), (self.graph.suppliers(firm), true)] {
            let there = trades.iter().filter(|t| t.date.exists_at(self.as_of) && self.sound.contains(t.other.at()));
            row.extend(there.map(|trade| Link::new(PartyIx(trade.other.0), rank, backward)));
        }
    }

    /// The link that counts of those to one neighbour, which are in order of trust.
    fn most_trusted(&self, own: PartyIx, group: &[Link]) -> Link {
        let first = group[0];
        let mutual = group.iter().any(|link| link.rank() == first.rank() && link.backward() != first.backward());
        if !mutual {
            return first;
        }
        let names = |ix| self.parties.name(self.graph, ix);
        Link::new(first.other(), first.rank(), names(first.other()) < names(own))
    }
}
