//! What the parts of a document are made of: only what is asked for, each worked out once.

use crate::app::desk::GraphPermit;
use crate::app::sharing::investment_map::dispatch::DispatchTold;
use crate::app::sharing::investment_map::meeting::MeetingHeld;
use crate::app::sharing::investment_map::target_rows::ChainTargets;
use crate::app::sharing::investment_map::{DocumentKind, DocumentQuestion};
use crate::app::{
    Answered, AppError, Brief, BriefGap, BriefSince, FundsAnswer, GroupAnswer, MapAnswer, ProjectsQuestion, lists,
    questions,
};
use crate::draw::Section;
use crate::model::Day;

/// Answers to other questions; those that no part asks for are not there.
pub struct Materials<'a> {
    /// The gaps, with their reasons.
    pub answered: Answered,
    /// The meeting it is made for.
    pub meeting: Option<MeetingHeld>,
    /// The list as it stands now, where it is told.
    pub list: Option<lists::ListAnswer>,
    /// The day to compare with.
    pub compared: Day,
    pub since: Option<BriefSince>,
    pub brief: Option<Brief>,
    /// The map, and the targets of its gaps.
    pub gaps: Option<(MapAnswer, ChainTargets)>,
    /// Those gaps as they are told, with whom to find and who goes.
    pub told: Vec<BriefGap>,
    pub group: Option<GroupAnswer>,
    pub funds: Option<FundsAnswer>,
    /// What of dispatch the caller may see of the chain.
    pub dispatch: Option<DispatchTold>,
    /// The best ways to targets found so far.
    pub best: questions::BestPaths<'a>,
}

impl<'a> Materials<'a> {
    pub(super) async fn of(at: &GraphPermit<'a>, asked: &'a DocumentQuestion) -> Result<Self, AppError> {
        let question = &asked.map.question;
        let mut answered = at.gaps(question)?;
        at.give_reasons(answered.asked, &mut answered.answer.segments)?;
        let meeting = at.meeting_of(&answered, &asked.kind)?;
        let as_of = answered.asked.as_of;
        let before = meeting.as_ref().and_then(MeetingHeld::day).map_or(as_of, |day| day.min(as_of));
        let (compared, _) = at.compared_with(&answered, asked.since, before)?;
        let best = questions::BestPaths::of(at.desk(), question);
        let (list, since, brief, gaps, group, funds, dispatch) = (None, None, None, None, None, None, None);
        let told = Vec::new();
        let mut made =
            Self { answered, meeting, list, compared, since, brief, gaps, told, group, funds, dispatch, best };
        made.compare(at, asked, before).await?;
        made.find_targets(at, asked).await?;
        if reads_any(asked, &[Section::Invitations, Section::Matters]) || asked.tells_rows(Section::Invitations) {
            made.group = Some(at.desk().group(question)?);
        }
        if asked.reads(Section::Funds) || asked.tells_rows(Section::Funds) {
            made.funds = Some(at.desk().funds(question).await?);
        }
        if asked.kind != DocumentKind::Map && asked.sections.contains(&Section::Dispatch) {
            let meeting = made.meeting.as_ref().and_then(MeetingHeld::day);
            made.dispatch = dispatch_told(at, &made.answered, before, meeting).await?;
        }
        Ok(made)
    }

    /// The list, what moved, and the brief that tells both.
    async fn compare(&mut self, at: &GraphPermit<'a>, asked: &DocumentQuestion, before: Day) -> Result<(), AppError> {
        if reads_any(asked, &[Section::Brief, Section::Moved, Section::Matters, Section::Gaps]) {
            self.list = at.desk().list_now(&asked.map.question.chain, self.answered.asked.as_of).await?;
        }
        if !reads_any(asked, &[Section::Brief, Section::Moved, Section::Matters]) {
            return Ok(());
        }
        let since = at.since(&self.answered, asked.since, before, self.list.as_ref()).await?;
        if reads_any(asked, &[Section::Brief, Section::Matters]) {
            let mut brief = at.brief_of(&self.answered, self.list.as_ref(), since.clone(), &mut self.best).await?;
            let meeting = self.meeting.as_ref().and_then(MeetingHeld::day);
            if let (Some(action), Some(meeting)) = (&mut brief.action, meeting) {
                action.decided_at(at.graph(), self.answered.asked.chain, meeting);
            }
            self.brief = Some(brief);
        }
        self.since = Some(since);
        Ok(())
    }

    /// The brief, where it is read.
    pub(super) fn brief_read(&self, asked: &DocumentQuestion) -> Option<&Brief> {
        self.brief.as_ref().filter(|_| asked.reads(Section::Brief))
    }

    async fn find_targets(&mut self, at: &GraphPermit<'a>, asked: &DocumentQuestion) -> Result<(), AppError> {
        if asked.reads(Section::Gaps) || asked.tells_rows(Section::Gaps) {
            let mut map = at.map_of(&self.answered, &asked.map).await?;
            let targets = at.gap_targets(&self.answered, asked, &map).await?;
            if reads_any(asked, &[Section::Gaps]) {
                let entries = self.list.as_ref().map(|list| &*list.entries);
                self.told = at.gaps_told(&self.answered, asked, &map, &targets, entries, &mut self.best).await?;
                // Who is told to go is drawn where they are.
                let proposed =
                    self.told.iter().flat_map(|gap| &gap.targets).filter_map(|target| target.proposed.as_ref());
                let proposed = proposed.filter_map(|proposed| proposed.squad.clone());
                let ids = map.squads.iter().map(|squad| squad.squad.clone()).chain(proposed).collect();
                map.squads = questions::squads_of(&self.answered, &ids);
            }
            self.gaps = Some((map, targets));
        }
        Ok(())
    }
}

fn reads_any(asked: &DocumentQuestion, sections: &[Section]) -> bool {
    sections.iter().any(|section| asked.reads(*section))
}

/// What of dispatch the caller may see of the chain on a day, before a meeting; none where that is nothing.
async fn dispatch_told(
    at: &GraphPermit<'_>,
    answered: &Answered,
    day: Day,
    meeting: Option<Day>,
) -> Result<Option<DispatchTold>, AppError> {
    let Some(own) = at.dispatch_of_chain(answered.asked.chain, day, meeting, true).await? else { return Ok(None) };
    let question =
        ProjectsQuestion { chain: Some(answered.answer.chain.clone()), day: Some(day), ..ProjectsQuestion::default() };
    Ok(Some(DispatchTold { own, projects: at.desk().projects(&question).await? }))
}
