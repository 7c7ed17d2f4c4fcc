//! The part of a chain's list that a caller sees and changes: all of it, or what their squad has, and what no squad has.
//!
//! Invariant: **whoever sees a part is told of no other entry**: it is left out where rows are read, before anything is
//! counted, filtered or named.

use std::collections::{BTreeSet, HashMap};

use crate::access::{Right, Scope};
use crate::app::desk::Permit;
use crate::app::lists::listed::{EntryLine, entry_lines};
use crate::app::lists::rows::Listed;
use crate::app::{AppError, Desk};
use crate::graph::{ChainIx, Graph};
use crate::model::{EntryField, NodeId, TargetState, Version};
use crate::work::Entry;

/// What whoever works at an entry may say of it: how far it is, what comes next, and why it went back.
const STEPS: [EntryField; 6] =
    [EntryField::State, EntryField::Note, EntryField::Next, EntryField::Due, EntryField::Amount, EntryField::Reason];

impl Permit<'_> {
    /// Of the rows of entries, each with its record, those that the caller may see.
    pub(super) async fn seen_of(&self, mut rows: Vec<(Version, String)>) -> Result<Vec<(Version, String)>, AppError> {
        if self.holds(Right::SeeList, Scope::City) {
            return Ok(rows);
        }
        let chains: BTreeSet<NodeId> = rows.iter().map(|(row, _)| row.key.a).collect();
        let chains: Vec<NodeId> = chains.into_iter().collect();
        let names = self.store().node_names(chains.clone()).await?;
        let named = chains.into_iter().zip(names).filter_map(|(node, name)| Some((node, name?.text)));
        let named: HashMap<NodeId, String> = named.collect();
        let mut asked: HashMap<(NodeId, String), bool> = HashMap::new();
        rows.retain(|(row, _)| {
            let entry = row.values.as_ref().map(|values| Entry::read(values.view())).unwrap_or_default();
            let Some(chain) = named.get(&row.key.a) else { return false };
            let of = (row.key.a, entry.get(EntryField::Squad).to_owned());
            *asked.entry(of).or_insert_with(|| self.sees_entry(chain, &entry))
        });
        Ok(rows)
    }

    /// Whether the caller sees an entry of a chain, by id, as it stands or stood.
    pub(in crate::app) fn sees_entry(&self, chain: &str, entry: &Entry) -> bool {
        self.holds(Right::SeeList, Scope::entry(chain, entry.get(EntryField::Squad)))
    }

    /// Entries of a chain as the caller reads them: why one was listed may name funds and people, and is told to those alone who
    /// may see both.
    pub(in crate::app) fn lines_of(&self, graph: &Graph, chain: ChainIx, listed: &[Listed]) -> Vec<EntryLine> {
        let mut lines = entry_lines(graph, listed);
        if !self.tells_why(&graph.chain(chain).id) {
            lines.iter_mut().for_each(|line| line.why.clear());
        }
        lines
    }

    /// Whether the caller is told why firms were listed on a chain, by id.
    pub(super) fn tells_why(&self, chain: &str) -> bool {
        [Right::SeeFunds, Right::SeePeople].into_iter().all(|right| self.holds(right, Scope::Chain(chain)))
    }

    /// Asks for the right to a change of an entry of a chain, by id: who has it says how far it is, the rest is the list's.
    /// The squad that claimed its firm has an entry that no squad was given.
    pub(super) fn may_change(&self, chain: &str, listed: &Listed, after: &Entry) -> Result<(), AppError> {
        let before = &listed.entry;
        let dropped = [before, after].iter().any(|entry| entry.state() == TargetState::Dropped);
        let steps = !dropped && said_of(before, after).all(|field| STEPS.contains(&field));
        let (right, scope) = match steps {
            true => (Right::EditEntry, Scope::entry(chain, listed.worked_by())),
            false => (Right::EditList, Scope::Chain(chain)),
        };
        if self.holds(right, scope) { Ok(()) } else { Err(AppError::Forbidden(right)) }
    }
}

/// What people say of an entry that says something else; the program's own words follow.
fn said_of(before: &Entry, after: &Entry) -> impl Iterator<Item = EntryField> {
    before.changed(after).into_iter().filter(|field| !field.schema().computed)
}

impl Desk {
    /// Whether the caller may say how far an entry of a chain is.
    pub fn may_step(&self, chain: &str, entry: &EntryLine) -> bool {
        self.holds(Right::EditEntry, Scope::entry(chain, entry.worked_by().unwrap_or_default()))
    }

    /// The states that the caller may move an entry of a chain to.
    pub fn next_states(&self, chain: &str, entry: &EntryLine) -> Vec<TargetState> {
        let keeps = self.holds(Right::EditList, Scope::Chain(chain));
        let steps = entry.state != TargetState::Dropped && self.may_step(chain, entry);
        let may = |state: TargetState| if state == TargetState::Dropped { keeps } else { keeps || steps };
        TargetState::ALL.iter().copied().filter(|state| *state != entry.state && may(*state)).collect()
    }

    /// What they may say of it.
    pub fn steps() -> &'static [EntryField] {
        &STEPS
    }
}

impl Listed {
    /// The scope of the work at the entry on a chain's list.
    pub(in crate::app) fn scope<'a>(&'a self, chain: &'a str) -> Scope<'a> {
        Scope::entry(chain, self.worked_by())
    }
}
