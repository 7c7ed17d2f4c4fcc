//! What the scopes of a grant mean in the graph that is held.

use super::found::{chain_meant, squad_meant};
use crate::access::Ties;
use crate::app::AppError;
use crate::graph::{ChainIx, FundIx, Graph, SquadIx};

/// Chains, squads and funds of a graph; of none, nothing means anything.
#[derive(Debug, Clone, Copy)]
pub struct KnownTies<'g>(pub Option<&'g Graph>);

impl KnownTies<'_> {
    /// What is said of a chain that goes by no such id or name among those that may be seen.
    pub fn no_chain(self, given: &str, is_seen: impl Fn(&str) -> bool) -> Option<AppError> {
        let seen = self.0.into_iter().flat_map(|graph| &graph.chains).filter(|chain| is_seen(&chain.id));
        super::one("产业链", given, seen.map(|chain| ((), chain.id.as_str(), chain.name.as_str()))).err()
    }
}

impl Ties for KnownTies<'_> {
    fn chain(&self, named: &str) -> Option<String> {
        let graph = self.0?;
        Some(graph.chain(chain_meant(graph, named)?).id.clone())
    }

    fn squad(&self, named: &str) -> Option<String> {
        squad_meant(self.0?, named).map(str::to_owned)
    }

    fn is_assigned(&self, squad: &str, chain: &str) -> bool {
        self.0.is_some_and(|graph| {
            let is =
                |(on, sent): &(ChainIx, SquadIx)| graph.chain(*on).id == chain && graph.squads[sent.at()].id == squad;
            graph.assignments.iter().any(is)
        })
    }

    fn has_fund(&self, chain: &str, fund: &str) -> bool {
        self.0.is_some_and(|graph| {
            let is = |(on, hung): &(ChainIx, FundIx)| graph.chain(*on).id == chain && graph.funds[hung.at()].id == fund;
            graph.fund_groups.iter().any(is)
        })
    }
}
