//! 会议材料: the meeting that material is made for, and what is to be decided there.

use std::collections::HashSet;

use crate::app::desk::GraphPermit;
use crate::app::sharing::investment_map::DocumentKind;
use crate::app::{Answered, AppError, Brief, BriefGap, GroupAnswer, questions};
use crate::draw::{TextBlock, TextItem};
use crate::graph::Meeting;
use crate::model::{Day, EventDate, MeetingKind};

/// Names of a list that are told.
const NAMED: usize = 5;
/// Below each matter, to be written in at the meeting.
const DECIDED: [&str; 1] = ["议定：____________________________　责任单位：______________　时限：__________"];

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
            None => "下次会议，______年____月____日".to_owned(),
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

/// What is to be decided: what was promised and is to be reported, what comes next, who surveys what nobody looked at, who
/// finds whom to call first, what no fund reaches, what is not written down.
pub fn matters(brief: &Brief, group: &GroupAnswer, gaps: &[BriefGap], reported: Option<String>) -> TextBlock {
    let since = brief.since.list_since().map(|told| format!("此后清单上{told}。")).unwrap_or_default();
    let promised = brief.since.promised().map(|promised| format!("听取上次议定事项办理情况：{promised}。{since}"));
    let next = brief.action.as_ref().and_then(|action| action.told());
    let next = next.map(|next| format!("审定下一步工作：{}", next.strip_prefix("下一步：").unwrap_or(&next)));
    let late = brief.list.iter().flat_map(|list| list.late()).map(|late| format!("已逾期：{late}"));
    let names = |names: Vec<String>| questions::few(names, "个", NAMED);
    let unsurveyed: Vec<String> = brief.unlooked.unsurveyed.iter().map(|leaf| leaf.name.clone()).collect();
    let unsurveyed = (!unsurveyed.is_empty()).then(|| format!("审定摸排的责任单位和完成时限：{}。", names(unsurveyed)));
    let unlocated = brief.unlooked.unlocated;
    let unlocated = (unlocated > 0).then(|| format!("审定核实{unlocated}家次企业所在地的责任单位。"));
    let reached = group.uncovered.iter().filter_map(|id| group.gaps.iter().find(|gap| gap.segment == *id));
    let uncovered: Vec<String> = reached.map(|gap| gap.name.clone()).collect();
    let uncovered =
        (!uncovered.is_empty()).then(|| format!("审定为没有基金覆盖的缺口对接基金的责任单位：{}。", names(uncovered)));
    let missing = group.notices.iter().map(|notice| format!("{notice}。"));
    let told = promised.into_iter().chain(reported).chain(next).chain(late).chain(unsurveyed).chain(unlocated);
    let told = told.chain(without_contact(gaps)).chain(uncovered).chain(missing);
    let items = (1..).zip(told).map(|(place, told)| TextItem {
        head: format!("{place}. {told}"),
        ..TextItem::plain(DECIDED.map(str::to_owned).to_vec())
    });
    let items: Vec<TextItem> = items.collect();
    if items.is_empty() {
        return TextBlock::plain("待议事项", vec!["没有。".to_owned()]);
    }
    TextBlock { heading: format!("待议事项：{}项", items.len()), items }
}

/// Who could introduce us, but nobody knows whom to call there: most targets first, then as they come.
fn without_contact(gaps: &[BriefGap]) -> Option<String> {
    let mut doors: Vec<(&str, HashSet<&str>)> = Vec::new();
    for target in gaps.iter().flat_map(|gap| &gap.targets) {
        let unknown = target.call_first.as_ref().is_some_and(|call| call.party.is_none());
        let Some(door) = target.door.as_deref().filter(|_| unknown) else { continue };
        match doors.iter_mut().find(|(name, _)| *name == door) {
            Some((_, firms)) => {
                firms.insert(&target.enterprise);
            }
            None => doors.push((door, HashSet::from([&*target.enterprise]))),
        }
    }
    doors.sort_by_key(|(_, firms)| std::cmp::Reverse(firms.len()));
    let told: Vec<String> = doors.iter().map(|(door, firms)| format!("{door}（可引荐{}家）", firms.len())).collect();
    (!told.is_empty()).then(|| format!("请下列单位各明确一位联系人：{}。", questions::few(told, "家", NAMED)))
}
