//! 简报: one page on which the leader of a chain sees what is missing, why it matters and who is on it.
//!
//! Nothing is computed here that another question does not answer: verdicts and reasons, the best targets, whom to call
//! first and the target list are each asked at the desk, by their own rights.

mod action;
mod contact;
mod gap;
mod list;
mod moments;
mod sheet;
mod since;
mod today;
mod trend;
mod unlooked;
mod words;

pub use action::BriefAction;
pub(in crate::app) use gap::GapFirms;
pub use gap::{BriefContact, BriefEntry, BriefGap, BriefLack, BriefTarget};
pub use list::{BriefList, Overdue, StateCount};
pub use moments::MeetingDay;
pub(in crate::app) use sheet::item as gap_item;
pub use since::{BriefMeeting, BriefSince, EntryMoved};
pub use trend::{TrendAnswer, TrendMonth};
pub use unlooked::{BriefLeaf, BriefUnlooked};

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::{AppError, Asked, Desk, Head, Question, lists};
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
    /// What the reader should know.
    pub notices: Vec<String>,
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
        let Asked { chain: ix, as_of, .. } = answered.asked;
        let list = self.list_now(&asked.question.chain, as_of).await?;
        let entries = list.as_ref().map(|list| &*list.entries);
        let since = at.since(&answered, asked.since, list.as_ref()).await?;
        let (missing, weak) = at.lacks(&answered, &asked.question, entries).await?;
        let chain = at.graph().chain(ix);
        let action = list.as_ref().map(|list| BriefAction::of(at.graph(), ix, &answered.answer, list, at.today()));
        Ok(Brief {
            head: Head::of(&answered.answer),
            leader: chain.leader.clone(),
            lead_unit: chain.lead_unit.clone(),
            verdicts: answered.answer.summary.verdicts,
            missing,
            weak,
            action,
            since,
            unlooked: BriefUnlooked::of(&answered.answer, list.as_ref()),
            list: list.map(|list| BriefList::of(&list, at.today())),
            any_surveyed: answered.answer.any_surveyed,
            notices: answered.answer.notices,
        })
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
