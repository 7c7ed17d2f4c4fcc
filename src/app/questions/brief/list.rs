//! The target list in a brief: how many are how far, and what is overdue.

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::lists;
use crate::model::{Day, TargetState};

/// The list of a chain in short.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BriefList {
    /// Entries that are not dropped.
    pub open: usize,
    /// Every state in the order of the way, the dropped ones last.
    pub states: Vec<StateCount>,
    /// Entries whose next step was due before today, the oldest first.
    pub overdue: Vec<Overdue>,
    /// Whether it is all of the list, and not the part of somebody's squad alone.
    #[serde(skip)]
    pub whole: bool,
}

/// The entries of one state.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StateCount {
    /// How far they are.
    pub state: TargetState,
    /// The state as people read it.
    pub state_name: &'static str,
    /// How many entries.
    pub count: usize,
    /// 预计投资额 in 万元, of so many entries that tell one.
    pub amount: f64,
    /// How many of them tell an amount.
    pub amount_known: usize,
}

/// A next step that was due.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Overdue {
    /// Id.
    pub enterprise: String,
    /// The record the entry hangs on.
    pub record: String,
    /// Its legal name; its record's id where that record is closed.
    pub name: String,
    /// Who has it; none: nobody yet.
    pub squad_name: Option<String>,
    /// How far it is, as people read it.
    pub state_name: &'static str,
    /// The step that was due.
    pub next: String,
    /// YYYY-MM-DD, before the day of the brief.
    pub due: String,
}

impl BriefList {
    /// A list in short, as it stands today.
    pub(super) fn of(list: &lists::ListAnswer, today: Day) -> Self {
        let states = TargetState::ALL.iter().map(|state| StateCount::of(*state, &list.entries)).collect();
        let mut overdue: Vec<(Day, Overdue)> = list.entries.iter().filter_map(|entry| late(entry, today)).collect();
        overdue.sort_by(|(one, x), (other, y)| (one, &x.record).cmp(&(other, &y.record)));
        let open = list.entries.iter().filter(|entry| entry.state != TargetState::Dropped).count();
        Self { open, states, overdue: overdue.into_iter().map(|(_, one)| one).collect(), whole: list.whole }
    }
}

impl StateCount {
    /// Those of some entries that are so far.
    pub fn of(state: TargetState, entries: &[lists::EntryLine]) -> Self {
        let of = entries.iter().filter(|entry| entry.state == state);
        let amounts = of.clone().filter_map(|entry| entry.amount);
        Self {
            state,
            state_name: state.zh(),
            count: of.count(),
            amount: amounts.clone().fold(0.0, |sum, amount| sum + amount),
            amount_known: amounts.count(),
        }
    }
}

fn late(entry: &lists::EntryLine, today: Day) -> Option<(Day, Overdue)> {
    let (due, day) = (entry.due.as_ref()?, entry.due_on()?);
    (day < today).then(|| {
        let told = Overdue {
            enterprise: entry.enterprise.clone(),
            record: entry.record.clone(),
            name: entry.name.clone(),
            squad_name: entry.squad_name.clone(),
            state_name: entry.state_name,
            next: entry.next.clone(),
            due: due.clone(),
        };
        (day, told)
    })
}
