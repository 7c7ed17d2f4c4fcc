//! Whose contacts a caller may see, add to and take away: those of firms of their chains, or of their squad's entries.

use super::positions::chains_of;
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, names};
use crate::graph::FirmIx;

impl Desk {
    /// Asks for a right over the contacts of a firm.
    ///
    /// # Errors
    /// The caller does not hold it, or the store fails.
    pub(in crate::app) async fn may_contacts(&self, right: Right, firm: FirmIx) -> Result<GraphPermit<'_>, AppError> {
        let at = self.may(right, Scope::Somewhere)?;
        if at.holds_contacts(right, firm).await? { Ok(at) } else { Err(AppError::Forbidden(right)) }
    }

    /// Asks for the right to write down whom to call at a firm, as a person names it; of what is no firm, over everything.
    ///
    /// # Errors
    /// The caller does not hold it, or the store fails.
    pub(in crate::app) async fn may_add_contact(&self, of: &str) -> Result<GraphPermit<'_>, AppError> {
        let at = self.may(Right::EditContacts, Scope::Somewhere)?;
        match names::firm(at.graph(), of) {
            Ok(firm) => self.may_contacts(Right::EditContacts, firm).await,
            Err(_) => self.may(Right::EditContacts, Scope::City),
        }
    }

    /// Whether the caller may write down whom to call at every firm of a chain, by id.
    pub fn adds_some_contacts(&self, chain: &str) -> bool {
        self.known_at().is_none() && self.holds(Right::EditContacts, Scope::Chain(chain))
    }

    /// Whether the caller may write down whom to call at a firm.
    ///
    /// # Errors
    /// The store fails.
    pub async fn adds_contacts(&self, firm: &str) -> Result<bool, AppError> {
        if self.known_at().is_some() {
            return Ok(false);
        }
        match self.may_add_contact(firm).await {
            Err(AppError::Forbidden(_)) => Ok(false),
            may => may.map(|_| true),
        }
    }
}

impl GraphPermit<'_> {
    /// Whether a right over contacts is held over those of a firm: it does something in a chain that is the caller's, or stands
    /// on its list, in the part that is theirs.
    pub(in crate::app) async fn holds_contacts(&self, right: Right, firm: FirmIx) -> Result<bool, AppError> {
        let graph = self.graph();
        let of_chain = |chain| self.holds(right, Scope::Chain(&graph.chain(chain).id));
        if self.holds(right, Scope::City) || chains_of(graph, firm).into_iter().any(of_chain) {
            return Ok(true);
        }
        for chain in self.chains(right) {
            let listed = self.listed(graph, chain).await?;
            let mut own = listed.iter().filter(|listed| listed.firm == Some(firm));
            if own.any(|listed| self.holds(right, listed.scope(&graph.chain(chain).id))) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
