//! The next meeting about a chain, and whether it is due: there is one every two months.

use super::action::next_meeting;
use super::since::{MONTHS, last_meeting};
use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, names};
use crate::graph::{ChainIx, Graph};
use crate::model::{Day, EventDate, MeetingKind};

/// How the meetings about a chain stand on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingsAhead {
    last: Option<MeetingTold>,
    next: Option<MeetingTold>,
    /// Two months after the last one.
    due: Option<Day>,
    /// Whether that day is past and no next one is set.
    pub late: bool,
}

/// A meeting as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MeetingTold {
    kind: &'static str,
    date: EventDate,
    promised: String,
}

impl Desk {
    /// How the meetings about a chain stand today.
    ///
    /// # Errors
    /// The chain is unknown, or its name means several.
    pub fn meetings_of(&self, chain: &str) -> Result<MeetingsAhead, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(chain))?;
        Ok(MeetingsAhead::of(at.graph(), names::chain(at.graph(), chain)?, at.today()))
    }
}

impl MeetingsAhead {
    pub(super) fn of(graph: &Graph, chain: ChainIx, today: Day) -> Self {
        let told = |meeting: &crate::graph::Meeting| MeetingTold {
            kind: MeetingKind::name(meeting.kind),
            date: meeting.date,
            promised: meeting.promised.clone(),
        };
        let next = next_meeting(graph, chain, today).map(told);
        let last = last_meeting(graph, chain, today).map(told);
        let due = last.as_ref().map(|last| last.date.day().months_before(-MONTHS));
        let late = next.is_none() && due.is_some_and(|due| due < today);
        Self { last, next, due, late }
    }

    /// Whether the next one is set.
    pub fn is_set(&self) -> bool {
        self.next.is_some()
    }

    /// Whether any is known.
    pub fn any(&self) -> bool {
        self.next.is_some() || self.last.is_some()
    }

    /// When the next one is, or should be; what was promised at the last one where that is asked for.
    pub fn told(&self, promised: bool) -> String {
        match (&self.next, &self.last, self.due) {
            (Some(MeetingTold { kind, date, .. }), ..) => format!("下次{kind}在{date}"),
            (None, Some(last), Some(due)) => {
                let MeetingTold { kind, date, .. } = last;
                let told = Some(&last.promised).filter(|said| promised && !said.is_empty());
                let promised = told.map(|said| format!("，定下“{said}”")).unwrap_or_default();
                format!("上次{kind}在{date}{promised}；下次还没有定，两个月一次应在{due}前")
            }
            _ => "还没有记下会议".to_owned(),
        }
    }
}
