//! What moved since the last meeting about a chain: verdicts, firms, and the target list.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::held::digest;
use crate::app::questions::moved::{firms, verdicts};
use crate::app::{Answered, AppError, ChainThen, ErrorKind, FirmMoved, KnownAt, Question, VerdictMoved, lists};
use crate::gaps::VerdictCounts;
use crate::graph::{ChainIx, Graph, Meeting};
use crate::model::{Day, EventDate, MeetingKind, TargetState};

/// From one meeting of the chains to the next, where none is recorded.
pub(super) const MONTHS: i32 = 2;

/// Two states of a chain compared.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BriefSince {
    /// The day compared with.
    pub day: Day,
    /// The meeting of that day, where the day is chosen by it.
    pub meeting: Option<BriefMeeting>,
    /// Why nothing can be compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown: Option<String>,
    /// The verdicts of that day as known then.
    pub verdicts_before: Option<VerdictCounts>,
    /// Segments whose effective verdict changed.
    pub verdicts: Vec<VerdictMoved>,
    /// Firms that became local in a segment, or are no more.
    pub firms: Vec<FirmMoved>,
    /// Targets that are new on the list, or in another state.
    pub entries: Vec<EntryMoved>,
}

/// A meeting.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BriefMeeting {
    /// Id.
    pub meeting: String,
    /// As exact as written.
    pub date: EventDate,
    /// 调度会 or 工作组会; none: nobody wrote it.
    pub kind: Option<MeetingKind>,
    /// What was promised there, as it was written down.
    pub promised: String,
}

impl BriefMeeting {
    fn of(meeting: &Meeting) -> Self {
        Self { meeting: meeting.id.clone(), date: meeting.date, kind: meeting.kind, promised: meeting.promised.clone() }
    }
}

/// An entry of the list that is new, or in another state.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EntryMoved {
    /// Id.
    pub enterprise: String,
    /// Its legal name; its record's id where that record is closed.
    pub name: String,
    /// None where it was not listed.
    pub before: Option<TargetState>,
    /// Its state now.
    pub after: TargetState,
}

impl GraphPermit<'_> {
    /// What moved since a day: the one given, else that of the last meeting before `before`.
    pub(in crate::app) async fn since(
        &self,
        answered: &Answered,
        given: Option<Day>,
        before: Day,
        list: Option<&lists::ListAnswer>,
    ) -> Result<BriefSince, AppError> {
        let (day, meeting) = self.compared_with(answered, given, before)?;
        let nothing = BriefSince {
            day,
            meeting,
            unknown: None,
            verdicts_before: None,
            verdicts: Vec::new(),
            firms: Vec::new(),
            entries: Vec::new(),
        };
        // The list has its own journal: it moves also where nothing was known of the chain.
        let entries = match list {
            Some(list) => self.entries_since(list, day).await?,
            None => Vec::new(),
        };
        // The question is answered for now: what is wrong with it was wrong then.
        let before = match self.chain_then(answered, day).await {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::BadRequest) => {
                return Ok(BriefSince { unknown: Some(error.to_string()), entries, ..nothing });
            }
            other => other?,
        };
        let now = ChainThen::of(&answered.answer, &answered.held.graph);
        Ok(BriefSince {
            verdicts_before: Some(before.verdicts),
            verdicts: verdicts(&before, &now),
            firms: firms(&before, &now),
            entries,
            ..nothing
        })
    }

    /// What moved on the list since a day; all of it where nothing at all was known then.
    async fn entries_since(&self, list: &lists::ListAnswer, day: Day) -> Result<Vec<EntryMoved>, AppError> {
        match self.desk().store_desk().states_at(&list.chain, day).await {
            Err(error) if error.kind() == ErrorKind::BadRequest => Ok(entries(list, &[])),
            before => Ok(entries(list, &before?)),
        }
    }

    /// The day to compare with, and the meeting it is of: the one given, else that of the last meeting before `before`,
    /// else two months before the day of the data.
    pub(in crate::app) fn compared_with(
        &self,
        answered: &Answered,
        given: Option<Day>,
        before: Day,
    ) -> Result<(Day, Option<BriefMeeting>), AppError> {
        let as_of = answered.asked.as_of;
        if let Some(day) = given.filter(|day| *day > as_of) {
            return Err(AppError::BadRequest(format!("对比日期 {day} 在数据截止日期 {as_of} 之后（--since）")));
        }
        let meeting = last_meeting(self.graph(), answered.asked.chain, before).filter(|_| given.is_none());
        let day = given.or(meeting.map(|meeting| meeting.date.day())).unwrap_or_else(|| as_of.months_before(MONTHS));
        Ok((day, meeting.map(BriefMeeting::of)))
    }

    /// The chain at the end of another day as known then; a graph of that day is only needed where nobody asked before.
    async fn chain_then(&self, answered: &Answered, day: Day) -> Result<Arc<ChainThen>, AppError> {
        let number = KnownAt::Day(day).number(self.store(), self.today()).await?;
        let (chain, home) = (&answered.answer.chain, answered.answer.home);
        let key = (digest(self.store(), number).await?, chain.clone(), home, day);
        if let Some(known) = self.chains_then().known(&key) {
            return Ok(known);
        }
        let then = self.desk().as_known_at(KnownAt::Day(day)).await?;
        let question = Question { chain: chain.clone(), home: Some(home.to_string()), as_of: Some(day) };
        let then = then.may(Right::SeeChain, Scope::Chain(chain))?.gaps(&question)?;
        Ok(self.chains_then().keep(key, ChainThen::of(&then.answer, &then.held.graph)))
    }
}

/// The last meeting about a chain, or about all, before a day; of one day the one about the chain, then the least id.
pub(super) fn last_meeting(graph: &Graph, chain: ChainIx, before: Day) -> Option<&Meeting> {
    let about = |meeting: &&Meeting| meeting.chain.is_none_or(|of| of == chain) && meeting.date.day() < before;
    let meetings = graph.meetings.iter().rev().filter(about);
    meetings.max_by_key(|meeting| (meeting.date.day(), meeting.chain.is_some()))
}

/// The entries that are new, or in another state.
pub(super) fn entries(list: &lists::ListAnswer, before: &[(String, TargetState)]) -> Vec<EntryMoved> {
    let moved = |entry: &lists::EntryLine| {
        let before = before.iter().find(|(record, _)| *record == entry.record).map(|(_, state)| *state);
        (before != Some(entry.state)).then(|| EntryMoved {
            enterprise: entry.enterprise.clone(),
            name: entry.name.clone(),
            before,
            after: entry.state,
        })
    };
    list.entries.iter().filter_map(moved).collect()
}
