//! Introductions to firms (以商招商): the sources of a chain at home, one pass from all of them, and the best paths.

use std::sync::Arc;

use super::sources::sources;
use crate::gaps::{IntroductionRules, LeftOut, Viewpoint};
use crate::graph::{Bits, ChainIx, FirmIx, Graph, Network, Party, PartyIx, Route, Spread};
use crate::model::Adcode;

/// Whom the sources of a chain at home can reach at a day.
#[derive(Debug)]
pub struct Introductions {
    network: Arc<Network>,
    spread: Spread,
    max_edges: usize,
}

/// How a firm can be reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Introduction {
    /// It is a source itself.
    Source,
    /// The strength of its best path.
    Reached(f64),
    /// It is joined to others, but no path leads to it.
    NoPath,
    /// It is joined to nobody who takes part.
    Unconnected,
}

impl Introduction {
    /// The factor of a target's score; none where nothing is known.
    pub fn factor(self) -> Option<f64> {
        match self {
            Self::Source => Some(1.0),
            Self::Reached(strength) => Some(strength),
            Self::NoPath => Some(0.0),
            Self::Unconnected => None,
        }
    }
}

impl Introductions {
    /// Spreads from every source. `network` is that of the view's graph and day.
    pub fn of(
        view: &Viewpoint,
        chain: ChainIx,
        home: Adcode,
        network: Arc<Network>,
        rules: &IntroductionRules,
    ) -> Self {
        let starts = sources(view, chain, home, &network, rules);
        let spread = Spread::new(&network, starts, Bits::none_of(network.count()), rules.max_edges);
        Self { network, spread, max_edges: rules.max_edges }
    }

    /// The same without some parties: no path begins at one or passes through one.
    #[must_use]
    pub fn without(&self, left_out: LeftOut) -> Self {
        let (parties, mut closed) = (self.network.parties(), Bits::none_of(self.network.count()));
        let all = self.network.all();
        all.filter(|party| left_out.has(parties.party(*party))).for_each(|party| closed.insert(party.at()));
        let starts = self.sources().filter(|party| !left_out.has(parties.party(*party)));
        let starts = starts.filter_map(|party| Some((party, self.source(party)?))).collect();
        let spread = Spread::new(&self.network, starts, closed, self.max_edges);
        Self { network: Arc::clone(&self.network), spread, max_edges: self.max_edges }
    }

    /// The same sources as closed to passing through, but paths begin at one party only: with its own factor where it is a
    /// source, else with 1.
    #[must_use]
    pub fn only_from(&self, party: PartyIx) -> Self {
        let mut closed = Bits::none_of(self.network.count());
        self.spread.add_closed_to(&mut closed);
        let factor = self.source(party).unwrap_or(1.0);
        let spread = Spread::new(&self.network, [(party, factor)].into(), closed, self.max_edges);
        Self { network: Arc::clone(&self.network), spread, max_edges: self.max_edges }
    }

    /// How a firm can be reached.
    pub fn to(&self, firm: FirmIx) -> Introduction {
        let party = self.network.parties().number(Party::Firm(firm));
        if self.spread.is_closed(party) {
            return Introduction::Source;
        }
        match self.spread.strength(&self.network, party) {
            Some(strength) => Introduction::Reached(strength),
            None if self.network.degree(party) > 0 => Introduction::NoPath,
            None => Introduction::Unconnected,
        }
    }

    /// The best paths to a firm, best first; none to a source.
    pub fn paths_to(&self, graph: &Graph, firm: FirmIx, count: usize) -> Vec<Route> {
        let party = self.network.parties().number(Party::Firm(firm));
        if self.spread.is_closed(party) {
            return Vec::new();
        }
        self.spread.routes(graph, &self.network, party, count)
    }

    /// The start factor of a party, where it is a source.
    pub fn source(&self, party: PartyIx) -> Option<f64> {
        self.spread.start(party)
    }

    /// Every source, in no order.
    pub fn sources(&self) -> impl Iterator<Item = PartyIx> {
        self.spread.starts()
    }

    /// Whose introductions they are.
    pub fn network(&self) -> &Network {
        &self.network
    }
}
