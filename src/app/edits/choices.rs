//! What a form offers to choose from.

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, names, scope_to_write};
use crate::model::Kind;

impl Desk {
    /// Whether the caller may add a firm, so that a form for it is shown.
    ///
    /// # Errors
    /// They may not.
    pub fn offers_new_firm(&self) -> Result<(), AppError> {
        self.may(Right::EditFact, scope_to_write(Kind::Enterprise, None)).map(drop)
    }

    /// Whether the caller may say which city runs a chain, so that a form for it is shown.
    ///
    /// # Errors
    /// They may not, or there is no such chain.
    pub fn offers_city(&self, chain: &str) -> Result<(), AppError> {
        let at = self.may(Right::EditFact, scope_to_write(Kind::Chain, Some(chain)))?;
        names::chain(at.graph(), chain).map(drop)
    }

    /// Whether the caller may add a squad on the way to a chain, so that a form for it is shown.
    ///
    /// # Errors
    /// They may not, or there is no such chain.
    pub fn offers_new_squad(&self, chain: &str) -> Result<(), AppError> {
        let at = self.may(Right::EditSquads, scope_to_write(Kind::Squad, None))?;
        names::chain(at.graph(), chain).map(drop)
    }

    /// The leaves of a chain, by id and name.
    ///
    /// # Errors
    /// The caller may not see it, or there is none.
    pub fn segments_of(&self, chain: &str) -> Result<Vec<(String, String)>, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(chain))?;
        let graph = at.graph();
        let leaves = graph.leaves_of(names::chain(graph, chain)?).map(|ix| graph.segment(ix));
        Ok(leaves.map(|segment| (segment.id.clone(), segment.name.clone())).collect())
    }

    /// All segments of a chain, by id and name.
    ///
    /// # Errors
    /// The caller may not see it, or there is none.
    pub fn all_segments_of(&self, chain: &str) -> Result<Vec<(String, String)>, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(chain))?;
        let graph = at.graph();
        let all = graph.segments_of(names::chain(graph, chain)?).map(|ix| graph.segment(ix));
        Ok(all.map(|segment| (segment.id.clone(), segment.name.clone())).collect())
    }

    /// The segments that one feeds, of whatever chain, by id and name.
    ///
    /// # Errors
    /// The caller may not see the chain, or there is no such segment.
    pub fn fed_by(&self, chain: &str, segment: &str) -> Result<Vec<(String, String)>, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(chain))?;
        let graph = at.graph();
        let chain = names::chain(graph, chain)?;
        let from = names::segment(graph, chain, segment)?;
        let fed = graph.feeds.iter().filter(|feed| feed.from == from).map(|feed| graph.segment(feed.to));
        let mut fed: Vec<_> = fed.filter(|to| to.chain == chain).map(|to| (to.id.clone(), to.name.clone())).collect();
        fed.dedup();
        Ok(fed)
    }

    /// The segments that a firm is said to do, by id, each with its chain.
    ///
    /// # Errors
    /// The caller may not see facts, or there is no such firm.
    pub fn done_by(&self, firm: &str) -> Result<Vec<(String, String)>, AppError> {
        let at = self.may(Right::SeeFacts, Scope::City)?;
        let graph = at.graph();
        let facts = graph.memberships(names::firm(graph, firm)?).iter().map(|fact| graph.segment(fact.segment));
        let facts = facts.filter(|segment| at.sees(segment.chain));
        let mut done: Vec<_> =
            facts.map(|s| (s.id.clone(), format!("{} · {}", graph.chain(s.chain).name, s.name))).collect();
        done.dedup();
        Ok(done)
    }

    /// Every squad, by id and name.
    ///
    /// # Errors
    /// The caller may not see them.
    pub fn all_squads(&self) -> Result<Vec<(String, String)>, AppError> {
        let at = self.may(Right::SeeChain, Scope::Somewhere)?;
        Ok(at.graph().squads.iter().map(|squad| (squad.id.clone(), squad.name.clone())).collect())
    }
}
