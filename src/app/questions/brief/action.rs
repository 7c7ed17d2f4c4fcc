//! What comes next: which gaps nobody is on, who sees to it, and by when; where squads are on all, what they are due to do.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::BriefLeaf;
use super::since::{MONTHS, last_meeting};
use crate::app::lists;
use crate::gaps::{GapAnswer, SegmentAnswer};
use crate::graph::{Chain, ChainIx, Graph};
use crate::model::{Day, MeetingKind, TargetState};

/// The next step of the chain as a whole.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BriefAction {
    /// The gaps that no squad is on: what is missing, then what is weak, each in gap order.
    pub unfollowed: Vec<BriefLeaf>,
    /// Who sees to it: 牵头单位, else 链长, else 工作组.
    pub who: String,
    /// By when: the next meeting, else two months after the last one; none where neither is still to come.
    pub by: Option<Day>,
    /// What that day is: 下次工作组会, 上次调度会后两个月; blank where there is none.
    pub by_what: String,
    /// Entries that no squad has.
    #[serde(skip)]
    pub waiting: usize,
    /// Gaps of which no target is listed, where there are firms to list.
    #[serde(skip)]
    pub unlisted: usize,
    /// Those of which none is listed for want of any.
    #[serde(skip)]
    pub without_firms: usize,
    /// The step that is due first of all the gaps.
    #[serde(skip)]
    pub next: Option<lists::NextStep>,
}

impl BriefAction {
    pub(super) fn of(graph: &Graph, chain: ChainIx, answer: &GapAnswer, list: &lists::ListAnswer, today: Day) -> Self {
        let work = lists::work_by_gap(graph, list, today);
        let unfollowed = unfollowed(answer, &work);
        let unlisted = unfollowed.iter().filter(|gap| work.get(&gap.segment).is_none_or(|work| work.listed == 0));
        let (some, none): (Vec<&SegmentAnswer>, Vec<_>) = unlisted.copied().partition(|gap| gap.candidates > 0);
        let steps = work.values().filter_map(|work| work.next.as_ref());
        let (by, by_what) =
            deadline(graph, chain, answer.as_of).map_or((None, String::new()), |(day, what)| (Some(day), what));
        let leaf = |gap: &&SegmentAnswer| BriefLeaf { segment: gap.segment.clone(), name: gap.name.clone() };
        Self {
            waiting: list.in_state(TargetState::Listed),
            unlisted: some.len(),
            without_firms: none.len(),
            next: steps.min_by_key(|step| (step.due.is_none(), &step.due, &step.enterprise)).cloned(),
            unfollowed: unfollowed.iter().map(leaf).collect(),
            who: in_charge(graph.chain(chain)).to_owned(),
            by,
            by_what,
        }
    }
}

impl BriefAction {
    /// The same as it is decided at a meeting: due by the one after it, else two months after it.
    pub(in crate::app) fn decided_at(&mut self, graph: &Graph, chain: ChainIx, meeting: Day) {
        let after = next_meeting(graph, chain, Day::of_number(meeting.number() + 1));
        let (by, by_what) = match after {
            Some(next) => (next.date.day(), format!("下次{}", MeetingKind::name(next.kind))),
            None => (meeting.months_after(MONTHS), "会后两个月".to_owned()),
        };
        (self.by, self.by_what) = (Some(by), by_what);
    }
}

/// The gaps that no squad is on, what is missing first.
pub(super) fn unfollowed<'a>(answer: &'a GapAnswer, work: &HashMap<String, lists::GapWork>) -> Vec<&'a SegmentAnswer> {
    let is_followed = |gap: &&SegmentAnswer| work.get(&gap.segment).is_some_and(|work| !work.squads.is_empty());
    let kinds = ["缺失", "薄弱"].into_iter();
    let gaps = kinds.flat_map(|kind| answer.segments.iter().filter(move |gap| gap.verdict.lack() == Some(kind)));
    gaps.filter(|gap| !is_followed(gap)).collect()
}

fn in_charge(chain: &Chain) -> &str {
    let known = [&*chain.lead_unit, &*chain.leader];
    known.into_iter().find(|who| !who.is_empty()).unwrap_or("工作组")
}

/// The day by which something must have happened, and what it is.
fn deadline(graph: &Graph, chain: ChainIx, as_of: Day) -> Option<(Day, String)> {
    if let Some(next) = next_meeting(graph, chain, as_of) {
        return Some((next.date.day(), format!("下次{}", MeetingKind::name(next.kind))));
    }
    let last = last_meeting(graph, chain, as_of)?;
    let day = last.date.day().months_before(-MONTHS);
    (day >= as_of).then(|| (day, format!("上次{}后两个月", MeetingKind::name(last.kind))))
}

/// The first meeting about a chain, or about all, from a day on; of one day the one about the chain, then the least id.
pub(in crate::app) fn next_meeting(graph: &Graph, chain: ChainIx, from: Day) -> Option<&crate::graph::Meeting> {
    let about =
        |meeting: &&crate::graph::Meeting| meeting.chain.is_none_or(|of| of == chain) && meeting.date.day() >= from;
    graph.meetings.iter().filter(about).min_by_key(|meeting| (meeting.date.day(), meeting.chain.is_none()))
}
