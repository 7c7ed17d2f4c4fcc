//! What follows when a target goes to another squad.

use super::Entry;
use crate::model::{EntryField, TargetState};

/// The recruiter of the squad before goes, and what was listed is assigned; but what the same change says itself stays.
pub fn follow_squad(before: &Entry, after: &mut Entry, said: &[EntryField]) {
    if after.get(EntryField::Squad) == before.get(EntryField::Squad) {
        return;
    }
    if !said.contains(&EntryField::Recruiter) {
        after.set(EntryField::Recruiter, "");
    }
    let assigned = before.state() == TargetState::Listed && !after.get(EntryField::Squad).is_empty();
    if assigned && !said.contains(&EntryField::State) {
        after.set(EntryField::State, TargetState::Assigned.code());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use EntryField::{Recruiter, Squad, State};

    fn entry(squad: &str, recruiter: &str, state: TargetState) -> Entry {
        let mut entry = Entry::default();
        for (field, text) in [(Squad, squad), (Recruiter, recruiter), (State, state.code())] {
            entry.set(field, text);
        }
        entry
    }

    fn followed(before: &Entry, squad: &str, said: &[EntryField]) -> Entry {
        let mut after = before.clone();
        after.set(Squad, squad);
        follow_squad(before, &mut after, said);
        after
    }

    #[test]
    fn the_recruiter_goes_with_the_squad() {
        let before = entry("q1", "r1", TargetState::Visited);
        assert_eq!(followed(&before, "q2", &[]), entry("q2", "", TargetState::Visited));
        assert_eq!(followed(&before, "", &[]), entry("", "", TargetState::Visited));
        assert_eq!(followed(&before, "q1", &[]), before);
    }

    #[test]
    fn what_was_listed_is_assigned() {
        let before = entry("", "", TargetState::Listed);
        assert_eq!(followed(&before, "q1", &[]), entry("q1", "", TargetState::Assigned));
        let before = entry("q1", "", TargetState::Listed);
        assert_eq!(followed(&before, "", &[]), entry("", "", TargetState::Listed), "nobody has it");
    }

    #[test]
    fn what_the_change_says_itself_stays() {
        let before = entry("q1", "r2", TargetState::Listed);
        assert_eq!(followed(&before, "q2", &[Recruiter, State]), entry("q2", "r2", TargetState::Listed));
    }
}
