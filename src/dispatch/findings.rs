//! What is wrong with a project at a cut-off: stalled pairs (五未), health, the closed loop, nodes that are due.

use super::city_work::Holder;
use super::presets::Presets;
use super::stages::Stand;
use super::window::{CalendarPart, SheetWindow};
use crate::graph::number::for_order;
use crate::model::{Day, ProjectNode};

/// A stage that another did not follow in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StalledPair {
    /// The stage that was reached.
    pub from: ProjectNode,
    /// The one that was not.
    pub to: ProjectNode,
    /// The day of the first.
    pub on: i32,
    /// Days beyond the limit.
    pub days: i32,
    /// Who answers for it.
    pub who: Option<Holder>,
}

/// Why a project is not well, and since how many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HealthFault {
    /// `signed_not_started` or `standing_still`.
    pub check: &'static str,
    /// Days beyond the limit; since the day before the months without investment.
    pub days: i32,
    /// Who answers for it.
    pub who: Option<Holder>,
}

/// A month or quarter in which nothing was told of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissedPart {
    /// `2026-03` or `2026Q1`.
    pub name: String,
    /// Its last day.
    pub ended: i32,
}

/// A node that is planned and not reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodeDue {
    /// The node.
    pub node: ProjectNode,
    /// The last day of what is planned.
    pub planned: i32,
    /// Who answers for it.
    pub who: Option<Holder>,
}

/// Everything that is found of a project; nothing of one that was given up.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// In the order of the presets.
    pub stalled: Vec<StalledPair>,
    /// In the order of the checks.
    pub health: Vec<HealthFault>,
    /// Months, then quarters.
    pub missed: Vec<MissedPart>,
    /// In the order of nodes.
    pub overdue: Vec<NodeDue>,
    /// In the order of nodes.
    pub coming: Vec<NodeDue>,
}

/// What is looked for, the same for every project.
#[derive(Debug)]
pub struct Search<'p> {
    presets: &'p Presets,
    window: SheetWindow,
    parts: Vec<CalendarPart>,
    /// The first and the last day of the whole months last ended by the cut-off.
    standing: (i32, i32),
}

impl<'p> Search<'p> {
    /// What is looked for in a window.
    pub fn new(window: SheetWindow, presets: &'p Presets) -> Self {
        let cut = Day::of_number(window.cut);
        let ended = if cut == cut.last_of_month() { window.cut } else { cut.first_of_month().number() - 1 };
        let last = Day::of_number(ended);
        let first = last.first_of_month().months_before(presets.health.standing_months - 1);
        let standing = (first.number(), ended);
        Self { presets, window, parts: CalendarPart::ending_in(window), standing }
    }

    /// What is found of a project.
    pub fn of(&self, stand: &Stand<'_>) -> Findings {
        if !stand.active {
            return Findings::default();
        }
        let (overdue, coming) = self.due(stand);
        Findings {
            stalled: self.stalled(stand),
            health: self.health(stand),
            missed: self.missed(stand),
            overdue,
            coming,
        }
    }

    fn stalled(&self, stand: &Stand<'_>) -> Vec<StalledPair> {
        let pair = |limit: super::presets::StallLimit| {
            let on = stand.actual(limit.from).filter(|_| !stand.reached(limit.to))?;
            let days = self.window.cut - on - limit.days;
            let who = stand.responsible(Some(limit.to));
            (days > 0).then_some(StalledPair { from: limit.from, to: limit.to, on, days, who })
        };
        self.presets.stalls().filter_map(pair).collect()
    }

    fn health(&self, stand: &Stand<'_>) -> Vec<HealthFault> {
        let cut = self.window.cut;
        let signed = stand.actual(ProjectNode::Signed).filter(|_| !stand.reached(ProjectNode::Started));
        let waited = signed.map(|day| cut - day - self.presets.health.not_started_days).filter(|days| *days > 0);
        let not_started = waited.map(|days| HealthFault {
            check: "signed_not_started",
            days,
            who: stand.responsible(Some(ProjectNode::Started)),
        });
        let (first, last) = self.standing;
        let started = stand.actual(ProjectNode::Started).is_some_and(|day| day < first);
        let invested = |day| for_order(stand.project.invested(day));
        let still = started && !stand.reached(ProjectNode::Completed) && invested(last) <= invested(first - 1);
        let standing = still.then(|| HealthFault {
            check: "standing_still",
            days: cut - (first - 1),
            who: stand.responsible(Some(ProjectNode::Completed)),
        });
        not_started.into_iter().chain(standing).collect()
    }

    fn missed(&self, stand: &Stand<'_>) -> Vec<MissedPart> {
        let Some(signed) = stand.actual(ProjectNode::Signed) else { return Vec::new() };
        let producing = stand.actual(ProjectNode::Producing);
        if producing.is_none() && stand.reached(ProjectNode::Producing) {
            return Vec::new();
        }
        let signed_in = [false, true].map(|quarter| CalendarPart::with(Day::of_number(signed), quarter).to);
        let looked_at = |part: &&CalendarPart| {
            part.from > signed_in[usize::from(part.quarter)] && producing.is_none_or(|day| part.from <= day)
        };
        let parts = self.parts.iter().filter(looked_at).filter(|part| !is_told(stand, part));
        parts.map(|part| MissedPart { name: part.name.clone(), ended: part.to }).collect()
    }

    /// Nodes that are overdue, and those that are coming.
    fn due(&self, stand: &Stand<'_>) -> (Vec<NodeDue>, Vec<NodeDue>) {
        let (mut overdue, mut coming) = (Vec::new(), Vec::new());
        for &node in ProjectNode::ALL {
            let planned = stand.project.nodes[node as usize].planned.filter(|_| !stand.reached(node));
            let Some(planned) = planned else { continue };
            let due = NodeDue { node, planned, who: stand.responsible(Some(node)) };
            if planned <= self.window.cut {
                overdue.push(due);
            } else if planned <= self.window.cut + self.presets.limit.coming_days {
                coming.push(due);
            }
        }
        (overdue, coming)
    }
}

/// Whether anything was told of a project in a month or quarter.
fn is_told(stand: &Stand<'_>, part: &CalendarPart) -> bool {
    let within = |day: i32| part.from <= day && day <= part.to;
    let node = |node: &ProjectNode| (node.is_stage() || !part.quarter) && stand.actual(*node).is_some_and(within);
    if ProjectNode::ALL.iter().any(node) {
        return true;
    }
    let project = stand.project;
    if part.quarter {
        return for_order(project.invested(part.to)) > for_order(project.invested(part.from - 1));
    }
    project.progress.iter().any(|progress| within(progress.date))
}
