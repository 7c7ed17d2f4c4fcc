//! What a form offers to choose from.

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, names};

impl Desk {
    /// Whether the caller may add a firm, so that a form for it is shown.
    ///
    /// # Errors
    /// They may not.
    pub fn offers_new_firm(&self) -> Result<(), AppError> {
        self.may(Right::EditFact, Scope::City).map(drop)
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

    /// Every squad, by id and name.
    ///
    /// # Errors
    /// The caller may not see them.
    pub fn all_squads(&self) -> Result<Vec<(String, String)>, AppError> {
        let at = self.may(Right::SeeChain, Scope::City)?;
        Ok(at.graph().squads.iter().map(|squad| (squad.id.clone(), squad.name.clone())).collect())
    }
}
