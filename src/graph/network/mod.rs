//! The introduction network (以商招商): who could introduce whom, at a day. Definitions:
//! docs/definitions.md#引荐路径.
//!
//! Invariant: **Introductions: one pass, then a search.** `Held` keeps the network of a day (a link is 32 bits:
//! neighbour, rank of its kind, direction) and, for (chain, home, day), the best strength to everybody by at most 1,
//! 2, 3 edges (`Spread`); the last edge is walked when a target is asked for. No factor is above 1, so walks need not
//! be simple to be exact. The k best paths of one target take three steps, each bounded by that pass: the strength of
//! the k-th best, from the target, best first; the parties on paths that strong; then those paths from the sources in
//! order of length and name, so that the first found of equally strong ones are the ones to keep. Thousands of ties
//! and hubs of ten thousand cost what their neighbours cost, not what their paths do. *Deliberately absent:* any cut
//! of the search.

mod back;
mod build;
mod class;
mod party;
mod routes;
#[cfg(test)]
mod sample_town;
mod spread;
mod threshold;
mod tie;

pub use party::{ManagerIx, Parties, Party, PartyIx};
pub use routes::Route;
pub use spread::Spread;
pub use tie::{TieKind, Trusts};

use super::{Csr, Graph, number::real};

/// Parties and what joins them, each pair once, seen from both ends.
#[derive(Debug)]
pub struct Network {
    parties: Parties,
    /// By party, in order of the neighbour's number. A firm that is not sound has none.
    links: Csr<Link>,
    /// The kinds by rank, with their trust.
    ranked: [(TieKind, f64); 8],
    crowd: u32,
}

/// A neighbour and what joins it to the party whose link this is, in 32 bits: number, rank of the kind, direction. Links
/// of one party order by neighbour, then by trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Link(u32);

impl Link {
    fn new(other: PartyIx, rank: usize, backward: bool) -> Self {
        assert!(other.0 < 1 << 28, "invariant: a graph has fewer than 2^28 parties");
        let rank = u32::try_from(rank).expect("invariant: there are eight kinds");
        Self(other.0 << 4 | rank << 1 | u32::from(backward))
    }

    fn other(self) -> PartyIx {
        PartyIx(self.0 >> 4)
    }

    fn rank(self) -> usize {
        (self.0 >> 1 & 7) as usize
    }

    /// Whether the fact leads from the neighbour to the party.
    fn backward(self) -> bool {
        self.0 & 1 == 1
    }
}

/// One edge, as its fact says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tie {
    /// What joins the two, which says how far it is trusted.
    pub kind: TieKind,
    /// Who stands first in the fact: who holds the office, manages, invests, supplies, has members.
    pub from: PartyIx,
    /// Who stands second in it; paths walk it both ways.
    pub to: PartyIx,
}

impl Network {
    /// How parties are numbered and called.
    pub fn parties(&self) -> &Parties {
        &self.parties
    }

    /// How many parties there are.
    pub fn count(&self) -> usize {
        self.parties.count()
    }

    /// Every party.
    pub fn all(&self) -> impl Iterator<Item = PartyIx> + use<> {
        (0..self.parties.total()).map(PartyIx)
    }

    /// How many different parties a party is joined to: d of the definition.
    pub fn degree(&self, party: PartyIx) -> usize {
        self.links.of(party.0).len()
    }

    /// The edge between two parties, where there is one.
    pub fn tie(&self, one: PartyIx, other: PartyIx) -> Option<Tie> {
        let links = self.links.of(one.0);
        let link = links[links.binary_search_by_key(&other, |link| link.other()).ok()?];
        let (from, to) = if link.backward() { (other, one) } else { (one, other) };
        Some(Tie { kind: self.ranked[link.rank()].0, from, to })
    }

    /// How far a kind of edge is trusted.
    pub fn trust(&self, kind: TieKind) -> f64 {
        self.ranked.iter().find(|(ranked, _)| *ranked == kind).map_or(0.0, |(_, trust)| *trust)
    }

    /// The neighbours of a party with the trust in each.
    pub fn neighbours(&self, party: PartyIx) -> impl Iterator<Item = (PartyIx, f64)> {
        self.links.of(party.0).iter().map(|link| (link.other(), self.ranked[link.rank()].1))
    }

    /// What passing through a party multiplies by: nobody is introduced by a crowd.
    pub fn damping(&self, party: PartyIx) -> f64 {
        let (degree, crowd) = (self.degree(party), self.crowd as usize);
        if degree > crowd { 1.0 / (1.0 + (real(degree) / real(crowd)).log10()) } else { 1.0 }
    }

    /// `kind:id` of a party.
    pub fn written(&self, graph: &Graph, party: PartyIx) -> String {
        let (kind, id) = self.parties.name(graph, party);
        format!("{kind}:{id}")
    }
}
