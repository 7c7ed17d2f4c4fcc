//! What the list says of one gap: who is on it, and what comes next, by when.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::lists::listed::{EntryLine, ListAnswer, ListQuestion};
use crate::app::{AppError, Desk};
use crate::gaps::GapAnswer;
use crate::graph::Graph;
use crate::model::{Day, EventDate, TargetState};

/// The open targets of one gap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GapWork {
    /// How many stand on the list and are not dropped.
    pub listed: usize,
    /// How far the furthest of them has got; none where none stands there.
    pub furthest: Option<TargetState>,
    /// The squads that have them, by name.
    pub squads: Vec<String>,
    /// The recruiters who have them, by name.
    pub recruiters: Vec<String>,
    /// The next step that is due first; one without a day comes last.
    pub next: Option<NextStep>,
}

/// A next step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NextStep {
    /// Id of the target.
    pub enterprise: String,
    /// Its short name; its record's id where that record is closed.
    pub name: String,
    /// What is to be done; blank where only a day is written.
    pub next: String,
    /// The day it is due, YYYY-MM-DD.
    pub due: Option<String>,
    /// Whether that day is past.
    pub late: bool,
}

impl Desk {
    /// What the list says of each gap of an answer, by its id; none where the caller sees no list, or asks about a day gone
    /// by, or what was known at another moment: the list is only known as it stands now.
    ///
    /// # Errors
    /// The chain is unknown, or the store fails.
    pub async fn gap_work(&self, answer: &GapAnswer) -> Result<Option<HashMap<String, GapWork>>, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(&answer.chain))?;
        if self.known_at().is_some() || answer.as_of < at.today() {
            return Ok(None);
        }
        let asked = ListQuestion { chain: answer.chain.clone(), ..ListQuestion::default() };
        match self.store_desk().target_list(&asked).await {
            Ok(list) => Ok(Some(work_by_gap(at.graph(), &list, at.today()))),
            Err(AppError::Forbidden(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// What a list says of each gap, by its id.
pub(in crate::app) fn work_by_gap(graph: &Graph, list: &ListAnswer, today: Day) -> HashMap<String, GapWork> {
    let gaps = list.entries.iter().filter_map(|entry| entry.segment.clone());
    gaps.map(|gap| (gap.clone(), GapWork::of(graph, &list.entries, &gap, today))).collect()
}

impl GapWork {
    /// Of the entries of a list those of one gap.
    pub(in crate::app) fn of(graph: &Graph, entries: &[EntryLine], gap: &str, today: Day) -> Self {
        let open = |entry: &&EntryLine| entry.segment.as_deref() == Some(gap) && entry.state != TargetState::Dropped;
        let open: Vec<&EntryLine> = entries.iter().filter(open).collect();
        let steps = open.iter().filter_map(|entry| step(graph, entry, today));
        let next = steps.min_by(|(x, one), (y, other)| (x, &one.enterprise).cmp(&(y, &other.enterprise)));
        Self {
            listed: open.len(),
            furthest: open.iter().map(|entry| entry.state).max(),
            squads: each_once(open.iter().filter_map(|entry| entry.squad_name.as_ref())),
            recruiters: each_once(open.iter().filter_map(|entry| entry.recruiter_name.as_ref())),
            next: next.map(|(_, step)| step),
        }
    }

    /// Who is on it; blank where nothing is listed.
    pub fn on_it(&self) -> String {
        let by =
            if self.recruiters.is_empty() { String::new() } else { format!("（{}）", self.recruiters.join("、")) };
        match (self.listed, self.squads.is_empty()) {
            (0, _) => String::new(),
            (count, true) => format!("已列入{count}家，还没派发"),
            (count, false) => format!("{}{by}，{count}家", self.squads.join("、")),
        }
    }
}

impl NextStep {
    /// By when what is to be done, and where.
    pub fn told(&self) -> String {
        let due = self.due.as_ref().map(|due| format!("{due}前")).unwrap_or_default();
        let late = if self.late { "已逾期：" } else { "" };
        let next = if self.next.is_empty() { "没有写下一步" } else { &self.next };
        format!("{late}{due}{next}（{}）", self.name)
    }
}

/// The step of an entry that is not done, with what it is ordered by.
fn step(graph: &Graph, entry: &EntryLine, today: Day) -> Option<((bool, Option<Day>), NextStep)> {
    let due = entry.due.as_ref().and_then(|due| due.parse::<EventDate>().ok()).map(EventDate::day);
    let is_told = due.is_some() || !entry.next.is_empty();
    (is_told && entry.state != TargetState::Signed).then(|| {
        let step = NextStep {
            enterprise: entry.enterprise.clone(),
            name: entry.firm.map_or(&*entry.name, |firm| graph.firm_short(firm)).to_owned(),
            next: entry.next.clone(),
            due: entry.due.clone(),
            late: due.is_some_and(|day| day < today),
        };
        ((due.is_none(), due), step)
    })
}

fn each_once<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = names.collect();
    names.into_iter().cloned().collect()
}
