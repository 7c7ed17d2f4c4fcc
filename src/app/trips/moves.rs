//! What a visit offers: that the entry of the firm on a list comes so far. It is asked first, and never goes back.

use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, ErrorKind, lists};
use crate::model::{TargetState, VisitKind};

/// An entry that a visit could move.
#[derive(Debug, Clone)]
pub struct MoveOffered {
    /// Id of the chain on whose list it is.
    pub chain: String,
    /// Its name.
    pub chain_name: String,
    /// The record it hangs on, and the version that is shown.
    pub record: String,
    /// The same as a form says it.
    pub version: u64,
    /// What people call the firm.
    pub name: String,
    /// How far it is.
    pub from: TargetState,
    /// How far it would be.
    pub to: TargetState,
}

impl Desk {
    /// The entries of a firm, by id, that a visit of this kind could move forward, as far as the caller may move them.
    ///
    /// # Errors
    /// The store fails.
    pub async fn moves_after(&self, enterprise: &str, kind: VisitKind) -> Result<Vec<MoveOffered>, AppError> {
        let at = match self.may(Right::SeeList, Scope::Somewhere) {
            Err(error) if error.kind() == ErrorKind::Forbidden => return Ok(Vec::new()),
            at => at?,
        };
        let to = if kind == VisitKind::Called { TargetState::Contacted } else { TargetState::Visited };
        let (graph, mut offered) = (at.graph(), Vec::new());
        let Some(firm) = graph.firm_with_id(enterprise) else { return Ok(offered) };
        for chain in at.chains(Right::SeeList) {
            let known = graph.chain(chain);
            let mut listed = at.listed(graph, chain).await?;
            listed.retain(|entry| entry.firm == Some(firm) && entry.is_open() && entry.entry.state() < to);
            let entries = lists::entry_lines(graph, &listed);
            offered.extend(entries.into_iter().filter(|entry| self.may_step(&known.id, entry)).map(|entry| {
                MoveOffered {
                    chain: known.id.clone(),
                    chain_name: known.name.clone(),
                    record: entry.record,
                    version: entry.version,
                    name: entry.name,
                    from: entry.state,
                    to,
                }
            }));
        }
        Ok(offered)
    }
}
