//! The squads of a chain and the others, and what is asked before one of the others takes a target of it.

use std::collections::HashSet;

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, names};
use crate::graph::{ChainIx, Graph, Squad};
use crate::model::EntryField;
use crate::normalize::text;

/// Every squad, by id and name.
#[derive(Debug, Clone, Default)]
pub struct ChainSquads {
    /// Those assigned to the chain.
    pub own: Vec<(String, String)>,
    /// All others: they take targets of the chain where a person says that it is meant.
    pub others: Vec<(String, String)>,
}

impl Desk {
    /// The squads of a chain, and the others.
    ///
    /// # Errors
    /// The caller may not see its list, or there is no such chain.
    pub fn chain_squads(&self, chain: &str) -> Result<ChainSquads, AppError> {
        let at = self.may(Right::SeeList, Scope::Part(chain))?;
        let chain = names::chain(at.graph(), chain)?;
        let assigned = assigned(at.graph(), chain);
        let told = |squad: &Squad| (squad.id.clone(), squad.name.clone());
        let (own, others): (Vec<_>, Vec<_>) = at.graph().squads.iter().partition(|squad| assigned.contains(&*squad.id));
        Ok(ChainSquads { own: own.into_iter().map(told).collect(), others: others.into_iter().map(told).collect() })
    }

    /// What is asked before a squad that is not assigned to a chain takes a target of it; none where it is assigned, or has
    /// that target already.
    ///
    /// # Errors
    /// The caller may not change the list, or a name is unknown.
    pub async fn squad_question(
        &self,
        chain: &str,
        squad: &str,
        record: Option<&str>,
    ) -> Result<Option<String>, AppError> {
        let at = self.may(Right::EditList, Scope::Chain(chain))?;
        let graph = at.graph();
        if text::folded(squad).is_empty() {
            return Ok(None);
        }
        let (chain, squad) = (names::chain(graph, chain)?, names::squad(graph, squad)?);
        let listed = at.listed(graph, chain).await?;
        let has = record.and_then(|record| listed.iter().find(|listed| listed.record == record));
        if assigned(graph, chain).contains(&*squad) || has.is_some_and(|has| has.entry.get(EntryField::Squad) == squad)
        {
            return Ok(None);
        }
        let name = graph.squads.iter().find(|known| known.id == squad).map_or(&*squad, |known| &known.name);
        Ok(Some(format!("「{name}」没有派在产业链「{}」上；确定派给它，请按“仍然派给它”", graph.chain(chain).name)))
    }
}

/// Ids of the squads that are assigned to a chain.
fn assigned(graph: &Graph, chain: ChainIx) -> HashSet<&str> {
    let of_chain = graph.assignments.iter().filter(|(of, _)| *of == chain);
    of_chain.map(|(_, squad)| &*graph.squads[squad.at()].id).collect()
}
