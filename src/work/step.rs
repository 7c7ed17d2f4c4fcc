//! Which way a target's state may go.

use super::Entry;
use crate::model::{EntryField, TargetState};

/// A state that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepRefused {
    /// Going back is a correction and needs a reason.
    #[error("现在是“{}”，不能退回“{}”；确要退回，请写明理由", .from.zh(), .to.zh())]
    Backwards {
        /// The state as it is.
        from: TargetState,
        /// The state asked for.
        to: TargetState,
    },
    /// Dropping always needs one.
    #[error("放弃要写明理由")]
    DropWithoutReason,
    /// A dropped target comes back by being listed again.
    #[error("已放弃，不能改为“{}”；请先重新列入清单", .0.zh())]
    Dropped(TargetState),
    /// Nobody to be assigned to.
    #[error("还没有派给招商队，不能改为“已派发”；请先派发")]
    NoSquad,
}

/// Checks a step of an entry, whose other fields say already what they will; `reason` is given with this step.
///
/// # Errors
/// The step may not be taken so; the error says why.
pub fn step(from: TargetState, after: &Entry, reason: &str) -> Result<(), StepRefused> {
    let to = after.state();
    if to == from {
        return Ok(());
    }
    match (from, to) {
        (_, TargetState::Dropped) if reason.is_empty() => Err(StepRefused::DropWithoutReason),
        (_, TargetState::Dropped) => Ok(()),
        (TargetState::Dropped, _) => Err(StepRefused::Dropped(to)),
        (_, TargetState::Assigned) if after.get(EntryField::Squad).is_empty() => Err(StepRefused::NoSquad),
        _ if to < from && reason.is_empty() => Err(StepRefused::Backwards { from, to }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use TargetState::{Assigned, Contacted, Dropped, Listed, Negotiating, Signed, Visited};

    fn after(state: TargetState) -> Entry {
        let mut entry = Entry::default();
        entry.set(EntryField::State, state.code());
        entry.set(EntryField::Squad, "q");
        entry
    }

    #[test]
    fn forward_is_free_and_back_needs_a_reason() {
        let way = [Listed, Assigned, Contacted, Visited, Negotiating, Signed];
        for (i, from) in way.into_iter().enumerate() {
            for (j, to) in way.into_iter().enumerate() {
                assert_eq!(step(from, &after(to), "").is_ok(), j >= i, "{from} {to}");
                assert_eq!(step(from, &after(to), "写错了"), Ok(()));
            }
            assert_eq!(step(from, &after(Dropped), ""), Err(StepRefused::DropWithoutReason));
            assert_eq!(step(Dropped, &after(from), "再谈"), Err(StepRefused::Dropped(from)));
        }
    }

    #[test]
    fn nothing_is_assigned_to_nobody() {
        let mut entry = after(Assigned);
        entry.set(EntryField::Squad, "");
        assert_eq!(step(Listed, &entry, ""), Err(StepRefused::NoSquad));
    }
}
