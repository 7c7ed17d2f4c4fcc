//! What comes next: which of the told gaps nobody is on, who sees to it, and by when.

use schemars::JsonSchema;
use serde::Serialize;

use super::since::{MONTHS, last_meeting, meeting_name};
use super::{BriefLack, BriefLeaf};
use crate::graph::{Chain, ChainIx, Graph};
use crate::model::Day;

/// The next step of the chain as a whole.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BriefAction {
    /// The told gaps that no squad is on.
    pub unfollowed: Vec<BriefLeaf>,
    /// Who sees to it: 牵头单位, else 链长, else 工作组.
    pub who: String,
    /// By when: the next meeting, else two months after the last one; none where neither is still to come.
    pub by: Option<Day>,
    /// What that day is: 下次工作组会, 上次调度会后两个月; blank where there is none.
    pub by_what: String,
}

impl BriefAction {
    pub(super) fn of(graph: &Graph, chain: ChainIx, as_of: Day, lacks: [&BriefLack; 2]) -> Self {
        let gaps = lacks.into_iter().flat_map(|lack| &lack.first).filter(|gap| gap.squads.is_empty());
        let leaf = |gap: &super::BriefGap| BriefLeaf { segment: gap.segment.clone(), name: gap.name.clone() };
        let (by, by_what) =
            deadline(graph, chain, as_of).map_or((None, String::new()), |(day, what)| (Some(day), what));
        Self { unfollowed: gaps.map(leaf).collect(), who: in_charge(graph.chain(chain)).to_owned(), by, by_what }
    }
}

fn in_charge(chain: &Chain) -> &str {
    let known = [&*chain.lead_unit, &*chain.leader];
    known.into_iter().find(|who| !who.is_empty()).unwrap_or("工作组")
}

/// The day by which something must have happened, and what it is.
fn deadline(graph: &Graph, chain: ChainIx, as_of: Day) -> Option<(Day, String)> {
    if let Some(next) = next_meeting(graph, chain, as_of) {
        return Some((next.date.day(), format!("下次{}", meeting_name(next.kind))));
    }
    let last = last_meeting(graph, chain, as_of)?;
    let day = last.date.day().months_before(-MONTHS);
    (day >= as_of).then(|| (day, format!("上次{}后两个月", meeting_name(last.kind))))
}

/// The first meeting about a chain, or about all, from a day on; of one day the one about the chain, then the least id.
pub(super) fn next_meeting(graph: &Graph, chain: ChainIx, from: Day) -> Option<&crate::graph::Meeting> {
    let about =
        |meeting: &&crate::graph::Meeting| meeting.chain.is_none_or(|of| of == chain) && meeting.date.day() >= from;
    graph.meetings.iter().filter(about).min_by_key(|meeting| (meeting.date.day(), meeting.chain.is_none()))
}
