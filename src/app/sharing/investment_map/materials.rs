//! What the parts of a document are made of: only what is asked for, each worked out once.

use crate::app::desk::GraphPermit;
use crate::app::questions::BestPaths;
use crate::app::sharing::investment_map::DocumentQuestion;
use crate::app::sharing::investment_map::meeting::MeetingHeld;
use crate::app::sharing::investment_map::target_rows::ChainTargets;
use crate::app::{Answered, AppError, Brief, BriefSince, FundsAnswer, GroupAnswer, MapAnswer, lists};
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
    pub group: Option<GroupAnswer>,
    pub funds: Option<FundsAnswer>,
    /// The best ways to targets found so far.
    pub best: BestPaths<'a>,
}

impl<'a> Materials<'a> {
    pub(super) async fn of(at: &GraphPermit<'a>, asked: &'a DocumentQuestion) -> Result<Self, AppError> {
        let (desk, question) = (at.desk(), &asked.map.question);
        let mut answered = at.gaps(question)?;
        at.give_reasons(answered.asked, &mut answered.answer.segments)?;
        let meeting = at.meeting_of(&answered, &asked.kind)?;
        let mut best = BestPaths::of(desk, question);
        let any = |sections: &[Section]| sections.iter().any(|section| asked.reads(*section));
        let as_of = answered.asked.as_of;
        let list = match any(&[Section::Brief, Section::Moved, Section::Matters, Section::Gaps]) {
            true => desk.list_now(&question.chain, as_of).await?,
            false => None,
        };
        let before = meeting.as_ref().and_then(MeetingHeld::day).map_or(as_of, |day| day.min(as_of));
        let (compared, _) = at.compared_with(&answered, asked.since, before)?;
        let since = match any(&[Section::Brief, Section::Moved, Section::Matters]) {
            true => Some(at.since(&answered, asked.since, before, list.as_ref()).await?),
            false => None,
        };
        let brief = match since.clone().filter(|_| any(&[Section::Brief, Section::Matters])) {
            Some(since) => Some(at.brief_of(&answered, list.as_ref(), since, &mut best).await?),
            None => None,
        };
        let gaps = match asked.reads(Section::Gaps) || asked.tells_rows(Section::Gaps) {
            true => {
                let map = at.map_of(&answered, &asked.map).await?;
                let targets = at.gap_targets(&answered, asked, &map).await?;
                Some((map, targets))
            }
            false => None,
        };
        let invites = any(&[Section::Invitations, Section::Matters]) || asked.tells_rows(Section::Invitations);
        let group = if invites { Some(desk.group(question)?) } else { None };
        let funds = match asked.reads(Section::Funds) || asked.tells_rows(Section::Funds) {
            true => Some(desk.funds(question).await?),
            false => None,
        };
        Ok(Self { answered, meeting, list, compared, since, brief, gaps, group, funds, best })
    }
}
