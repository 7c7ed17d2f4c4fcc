//! What a change of an entry does beside: who talked first is kept, and a claim on the firm is renewed or ends.

use std::collections::BTreeMap;

use crate::app::AppError;
use crate::app::desk::Permit;
use crate::app::lists::rows::claims::ClaimRow;
use crate::app::lists::rows::listed::Listed;
use crate::graph::Graph;
use crate::model::{ClaimEnd, Day, EntryField, RowKey, TargetState};
use crate::store::Change;
use crate::work::{Claim, Entry};

/// Keeps 首谈: the squad that works at an entry when it is first talked to.
pub(in crate::app) fn talked(before: &Listed, after: &mut Entry) {
    let talked = |state: TargetState| state >= TargetState::Contacted && state != TargetState::Dropped;
    let first = after.get(EntryField::FirstTalk).is_empty() && talked(after.state()) && !talked(before.entry.state());
    if first {
        let squad = match after.get(EntryField::Squad) {
            "" => before.worked_by(),
            squad => squad,
        };
        let squad = squad.to_owned();
        after.set(EntryField::FirstTalk, &squad);
    }
}

impl Permit<'_> {
    /// What changes of entries do to the claims on their firms: a state that the holder's squad changed renews, and where the
    /// last open entry that a claim covers is signed or dropped, it ends. `squad` is whose work is written down; where none is
    /// named, the caller's own.
    pub(in crate::app) async fn claims_following(
        &self,
        graph: &Graph,
        changed: &[(&Listed, &Entry)],
        squad: Option<&str>,
    ) -> Result<Vec<Change>, AppError> {
        let mut said: BTreeMap<RowKey, (&ClaimRow, Claim)> = BTreeMap::new();
        for (before, after) in changed {
            let Some(held) = before.claim.as_ref() else { continue };
            if before.entry.state() == after.state() || !covers(held, before) {
                continue;
            }
            let today = self.claim_day().await?;
            let claim = match ended_by(after.state()) {
                Some(end) if !self.covers_another(graph, held, changed).await? => held.claim.ended(end, today),
                _ if self.does(squad, &held.claim.squad) => renewed(&said, held, today),
                _ => continue,
            };
            said.insert(held.key.clone(), (held, claim));
        }
        let said = said.into_values().filter(|(held, claim)| held.claim != *claim);
        Ok(said.map(|(held, claim)| held.changed(&claim)).collect())
    }

    /// Whether what is written down is a squad's own work.
    fn does(&self, named: Option<&str>, squad: &str) -> bool {
        named.map_or_else(|| self.acts_for(squad), |named| named == squad)
    }

    /// Whether a claim covers an open entry of its firm that these changes leave open.
    async fn covers_another(
        &self,
        graph: &Graph,
        held: &ClaimRow,
        changed: &[(&Listed, &Entry)],
    ) -> Result<bool, AppError> {
        let all = self.every_entry(graph).await?;
        Ok(all.iter().any(|entry| {
            let after = changed.iter().find(|(before, _)| before.key == entry.key).map(|(_, after)| after.state());
            let open = ended_by(after.unwrap_or(entry.entry.state())).is_none();
            let same = entry.claim.as_ref().is_some_and(|claim| claim.key == held.key);
            open && same && covers(held, entry)
        }))
    }
}

/// A claim covers what its squad has of the firm, and what no squad has.
fn covers(held: &ClaimRow, entry: &Listed) -> bool {
    entry.worked_by() == held.claim.squad
}

fn ended_by(state: TargetState) -> Option<ClaimEnd> {
    match state {
        TargetState::Signed => Some(ClaimEnd::Signed),
        TargetState::Dropped => Some(ClaimEnd::Dropped),
        _ => None,
    }
}

/// One that another change of the same batch ended stays ended.
fn renewed(said: &BTreeMap<RowKey, (&ClaimRow, Claim)>, held: &ClaimRow, today: Day) -> Claim {
    said.get(&held.key).map_or(&held.claim, |(_, claim)| claim).renewed(today)
}
