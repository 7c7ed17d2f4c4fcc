//! 会议材料: the meeting that material is made for, and what is to be decided there.

use crate::app::desk::GraphPermit;
use crate::app::sharing::investment_map::DocumentKind;
use crate::app::{Answered, AppError, Brief, GroupAnswer, questions};
use crate::draw::TextBlock;
use crate::graph::Meeting;
use crate::model::{Day, EventDate, MeetingKind};

/// Gaps without a fund that are named.
const NAMED: usize = 5;

/// The meeting that material is made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingHeld {
    /// 工作组会 or 调度会; 会议 where nobody wrote it.
    name: &'static str,
    /// None: it is not yet known.
    date: Option<EventDate>,
}

impl MeetingHeld {
    fn of(meeting: &Meeting) -> Self {
        Self { name: MeetingKind::name(meeting.kind), date: Some(meeting.date) }
    }

    /// The first day it may be held.
    pub fn day(&self) -> Option<Day> {
        self.date.map(EventDate::day)
    }

    /// As the cover says it.
    pub fn told(&self) -> String {
        match self.date {
            Some(date) => format!("{}，{date}", self.name),
            None => "下次会议，日期未定".to_owned(),
        }
    }
}

impl GraphPermit<'_> {
    /// The meeting that a document of this kind is made for.
    pub(super) fn meeting_of(&self, answered: &Answered, kind: &DocumentKind) -> Result<Option<MeetingHeld>, AppError> {
        let (graph, chain) = (self.graph(), answered.asked.chain);
        match kind {
            DocumentKind::Map => Ok(None),
            DocumentKind::Meeting(None) => {
                let next = questions::next_meeting(graph, chain, answered.asked.as_of).map(MeetingHeld::of);
                Ok(Some(next.unwrap_or(MeetingHeld { name: MeetingKind::name(None), date: None })))
            }
            DocumentKind::Meeting(Some(named)) => {
                let about = graph.meetings.iter().filter(|meeting| meeting.chain.is_none_or(|of| of == chain));
                let about: Vec<&Meeting> = about.collect();
                let found = about.iter().find(|meeting| meeting.id == named.trim());
                let of_day = || about.iter().find(|meeting| meeting.date.to_string() == named.trim());
                match found.or_else(of_day) {
                    Some(meeting) => Ok(Some(MeetingHeld::of(meeting))),
                    None => Err(unknown(named, &about)),
                }
            }
        }
    }
}

/// Which meetings there are.
fn unknown(named: &str, about: &[&Meeting]) -> AppError {
    let told =
        about.iter().map(|meeting| format!("{}（{} {}）", meeting.id, meeting.date, MeetingKind::name(meeting.kind)));
    let near = told.collect();
    AppError::NotFound { what: "会议", text: named.to_owned(), near }
}

/// What is to be decided: what was promised and is to be reported, what comes next, what nobody has looked at, what no
/// fund reaches, what is not written down.
pub fn matters(brief: &Brief, group: &GroupAnswer) -> TextBlock {
    let promised = brief.since.promised().map(|promised| format!("{promised}办得怎样，请各牵头人说明。"));
    let next = brief.action.as_ref().and_then(|action| action.told());
    let late = brief.list.iter().flat_map(|list| list.late()).map(|late| format!("已逾期：{late}"));
    let reached = group.uncovered.iter().filter_map(|id| group.gaps.iter().find(|gap| gap.segment == *id));
    let uncovered: Vec<String> = reached.map(|gap| gap.name.clone()).collect();
    let uncovered =
        (!uncovered.is_empty()).then(|| format!("没有基金覆盖的缺口：{}。", questions::few(uncovered, "个", NAMED)));
    let unlooked = brief.nobody_looked().into_iter().filter(|told| told != "没有。");
    let missing = group.notices.iter().map(|notice| format!("{notice}。"));
    let told = promised.into_iter().chain(next).chain(late).chain(unlooked).chain(uncovered).chain(missing);
    let told: Vec<String> = (1..).zip(told).map(|(place, told)| format!("{place}. {told}")).collect();
    if told.is_empty() {
        return TextBlock::plain("待议事项", vec!["没有。".to_owned()]);
    }
    TextBlock::equal(format!("待议事项：{}项", told.len()), told)
}
