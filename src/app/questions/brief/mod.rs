//! 简报: one page on which the leader of a chain sees what is missing, why it matters and who is on it.
//!
//! Nothing is computed here that another question does not answer: verdicts and reasons, the best targets, whom to call
//! first and the target list are each asked at the desk, by their own rights.

mod action;
mod ahead;
mod contact;
mod dispatch;
mod gap;
mod list;
mod moments;
mod sheet;
mod since;
mod target_words;
mod today;
mod trend;
mod unlooked;
mod words;

pub use action::BriefAction;
pub(in crate::app) use action::next_meeting;
pub use ahead::MeetingsAhead;
pub(in crate::app) use gap::GapFirms;
pub use gap::{BriefContact, BriefEntry, BriefGap, BriefLack, BriefTarget};
pub use list::{BriefList, Overdue, StateCount};
pub use moments::MeetingDay;
pub(in crate::app) use sheet::item as gap_item;
pub use since::{BriefMeeting, BriefSince, EntryMoved};
pub use trend::{TrendAnswer, TrendMonth};
pub use unlooked::{BriefDoubt, BriefLeaf, BriefUnlooked};
pub(in crate::app) use words::{MovedLength, few, whom_to_ask};

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::questions::introduction::BestPaths;
use crate::app::{Answered, AppError, AssumedLine, Desk, Head, Question, lists};
use crate::draw::{self, Pages};
use crate::gaps::VerdictCounts;
use crate::model::Day;

/// Which brief is asked for.
#[derive(Debug, Clone, Default)]
pub struct BriefQuestion {
    /// Chain, home and day.
    pub question: Question,
    /// The day to compare with; by default that of the last meeting, else two months before.
    pub since: Option<Day>,
}

/// The brief of a chain.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Brief {
    /// Whose brief it is, of which day, by which rules.
    #[serde(flatten)]
    pub head: Head,
    /// 链长 and 牵头单位; blank where nobody is recorded.
    pub leader: String,
    /// 牵头单位.
    pub lead_unit: String,
    /// Leaves by effective verdict.
    pub verdicts: VerdictCounts,
    /// The first three of what is missing, and of what is weak, each in gap order.
    pub missing: BriefLack,
    /// What is there but weak (薄弱·强链).
    pub weak: BriefLack,
    /// What comes next, and by when; none where the list is not told.
    pub action: Option<BriefAction>,
    /// The target list as it stands now; none where the question is about a day gone by, or what was known at another
    /// moment.
    pub list: Option<BriefList>,
    /// What moved since the last meeting, or the day asked for.
    pub since: BriefSince,
    /// What nobody has looked at yet.
    pub unlooked: BriefUnlooked,
    /// What of dispatch is told: what was done, problems by name; nothing where the caller may not see it, or there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dispatch: Vec<String>,
    /// What is assumed: all but the list and what moved is told as it would be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<AssumedLine>,
    /// Leaves by effective verdict as they are; without an assumption the same.
    #[serde(skip)]
    pub verdicts_as_they_are: VerdictCounts,
    /// What the reader should know.
    pub notices: Vec<String>,
    /// The next meeting, and whether it is due.
    #[serde(skip)]
    pub ahead: MeetingsAhead,
    /// Whether any leaf is surveyed for this home; else the verdicts are marked （未摸排）.
    #[serde(skip)]
    pub any_surveyed: bool,
}

impl Desk {
    /// The brief of a chain.
    ///
    /// # Errors
    /// A name is unknown or means several things, or the day to compare with is after the day of the data.
    pub async fn brief(&self, asked: &BriefQuestion) -> Result<Brief, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(&asked.question.chain))?;
        let mut answered = at.gaps(&asked.question)?;
        at.give_reasons(answered.asked, &mut answered.answer.segments)?;
        let as_of = answered.asked.as_of;
        let list = self.list_now(&asked.question.chain, as_of).await?;
        let other = self.gaps_as_they_are(&asked.question)?;
        let as_it_is = other.as_ref().unwrap_or(&answered);
        let since = at.since(as_it_is, asked.since, as_of, list.as_ref()).await?;
        let best = &mut BestPaths::of(self, &asked.question);
        let brief = at.brief_of(&answered, list.as_ref(), since, best).await?;
        let verdicts_as_they_are = as_it_is.answer.summary.verdicts;
        let dispatch = at.dispatch_told(answered.asked.chain, as_of).await?;
        Ok(Brief { assumed: self.assumed(), verdicts_as_they_are, dispatch, ..brief })
    }

    /// The gaps without what is assumed; none where nothing is.
    fn gaps_as_they_are(&self, question: &Question) -> Result<Option<Answered>, AppError> {
        if self.assumption().is_none() {
            return Ok(None);
        }
        let as_it_is = self.as_it_is();
        as_it_is.may(Right::SeeChain, Scope::Chain(&question.chain))?.gaps(question).map(Some)
    }

    /// The brief of a chain, with its sheet of A4.
    ///
    /// # Errors
    /// The caller may take nothing away, or may not see the chain; there is none.
    pub async fn brief_for_paper(&self, asked: &BriefQuestion) -> Result<(Brief, Pages), AppError> {
        self.may(Right::Export, Scope::Chain(&asked.question.chain))?;
        let brief = self.brief(asked).await?;
        let pages = self.printed_brief(&brief)?;
        Ok((brief, pages))
    }

    /// A brief on one sheet of A4.
    ///
    /// # Errors
    /// The caller may take nothing away; or it tells contacts, and they may take none of these away.
    pub fn printed_brief(&self, brief: &Brief) -> Result<Pages, AppError> {
        let right = if brief.tells_contacts() { Right::ExportContacts } else { Right::Export };
        self.may(right, Scope::Chain(&brief.head.chain))?;
        Ok(draw::brief(&brief.sheet()))
    }

    /// The chain's list, where the caller may see it; people's work is never told as it was then.
    pub(in crate::app) async fn list_now(
        &self,
        chain: &str,
        as_of: Day,
    ) -> Result<Option<lists::ListAnswer>, AppError> {
        if self.known_at().is_some() || as_of < self.today() {
            return Ok(None);
        }
        let question = lists::ListQuestion { chain: chain.to_owned(), ..lists::ListQuestion::default() };
        match self.store_desk().target_list(&question).await {
            Err(AppError::Forbidden(_)) => Ok(None),
            list => list.map(Some),
        }
    }
}

impl GraphPermit<'_> {
    /// The brief of an answer that gives reasons; `list` as it stands now, where it is told.
    pub(in crate::app) async fn brief_of(
        &self,
        answered: &Answered,
        list: Option<&lists::ListAnswer>,
        since: BriefSince,
        best: &mut BestPaths<'_>,
    ) -> Result<Brief, AppError> {
        let (graph, ix, today) = (self.graph(), answered.asked.chain, self.today());
        let (missing, weak) = self.lacks(answered, list, best).await?;
        let answer = &answered.answer;
        Ok(Brief {
            head: Head::of(answer),
            ahead: MeetingsAhead::of(graph, ix, answered.asked.as_of),
            leader: graph.chain(ix).leader.clone(),
            lead_unit: graph.chain(ix).lead_unit.clone(),
            verdicts: answer.summary.verdicts,
            verdicts_as_they_are: answer.summary.verdicts,
            assumed: Vec::new(),
            dispatch: Vec::new(),
            missing,
            weak,
            action: list.filter(|list| list.whole).map(|list| BriefAction::of(graph, ix, answer, list, today)),
            since,
            unlooked: BriefUnlooked::of(graph, answer, list),
            list: list.map(|list| BriefList::of(list, today)),
            any_surveyed: answer.any_surveyed,
            notices: answer.notices.clone(),
        })
    }
}
