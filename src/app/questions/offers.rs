//! What a page offers to do: nothing that would be refused.

use crate::access::{Right, Scope};
use crate::app::{Desk, scope_to_write};
use crate::model::Kind;

/// What a page about a chain, or about no chain, offers; of a chain that is asked about as it is known now.
#[derive(Debug, Clone, Copy, Default)]
pub struct Offers {
    /// To see the target list, or a part of it.
    pub sees_list: bool,
    /// To see funds.
    pub funds: bool,
    /// To take documents of the chain away.
    pub export: bool,
    /// To list, assign and drop targets.
    pub list: bool,
    /// To show parts of the list to others by link.
    pub share: bool,
    /// To change the working group and its meetings.
    pub group: bool,
    /// To assess segments.
    pub assess: bool,
    /// To change segments and who does them.
    pub segments: bool,
    /// To add squads.
    pub squads: bool,
    /// To change facts of any firm.
    pub facts: bool,
}

impl Desk {
    /// What a page about a chain, by id, offers; blank: about no chain.
    pub fn offers(&self, chain: &str) -> Offers {
        let here = |right| !chain.is_empty() && self.holds(right, Scope::Chain(chain));
        let now = self.known_at().is_none();
        Offers {
            sees_list: !chain.is_empty() && self.holds(Right::SeeList, Scope::Part(chain)),
            funds: here(Right::SeeFunds),
            export: here(Right::Export),
            list: now && here(Right::EditList),
            share: now && here(Right::Share),
            group: now && here(Right::EditGroup),
            assess: now && here(Right::Assess),
            segments: now && here(Right::EditFact),
            squads: now && self.holds(Right::EditSquads, scope_to_write(Kind::Squad, None)),
            facts: now && self.holds(Right::EditFact, scope_to_write(Kind::Enterprise, None)),
        }
    }
}
