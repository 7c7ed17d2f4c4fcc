//! What the briefs of all chains say on one page: what matters, the next meeting, and what moved on the lists since the
//! last one; the verdicts that moved are told in the brief of a chain.

use super::action::unfollowed;
use super::ahead::MeetingsAhead;
use super::gap::GAPS;
use super::since::{entries, last_meeting};
use super::words::{MovedLength, list_moved, what_matters};
use crate::access::{Right, Scope};
use crate::app::today::{TodayLine, TodaySection};
use crate::app::{AppError, Desk, ErrorKind, lists};
use crate::gaps::{GapAnswer, SegmentAnswer};
use crate::model::MeetingKind;

impl Desk {
    /// The gaps that matter of every chain that has a city, and whether anybody is on them, a line each.
    pub(in crate::app) async fn gaps_that_matter(&self) -> Result<Option<TodaySection>, AppError> {
        let mut lines = Vec::new();
        for answer in self.overview(None, None)? {
            let text = format!("{}：{}", answer.chain_name, self.matters(&answer).await?);
            lines.push(TodayLine::about(&answer.chain, text));
        }
        Ok(TodaySection::of("gaps", "每条链最要紧的", lines))
    }

    /// What matters most of a chain, and whether anybody is on it, in one sentence.
    ///
    /// # Errors
    /// The store fails.
    pub async fn matters(&self, answer: &GapAnswer) -> Result<String, AppError> {
        // Of a part of a list nobody can say who is on what.
        let whole = self.holds(Right::SeeList, Scope::Chain(&answer.chain));
        let work = if whole { self.gap_work(answer).await? } else { None };
        let [missing, weak] = ["缺失", "薄弱"].map(|kind| {
            let gaps: Vec<&SegmentAnswer> =
                answer.segments.iter().filter(|gap| gap.verdict.lack() == Some(kind)).collect();
            (gaps.len(), gaps.into_iter().take(GAPS).collect::<Vec<_>>())
        });
        let unfollowed = work.map(|work| unfollowed(answer, &work).into_iter().map(|gap| gap.name.clone()).collect());
        let names = |(total, gaps): (usize, Vec<&SegmentAnswer>)| {
            (total, gaps.into_iter().map(|gap| gap.name.clone()).collect())
        };
        Ok(what_matters(names(missing), names(weak), unfollowed))
    }

    /// The next meeting about every chain; where none is recorded and the last one lies two months back, that it is due.
    pub(in crate::app) fn meetings_ahead(&self) -> Result<Option<TodaySection>, AppError> {
        let at = self.may(Right::SeeChain, Scope::Somewhere)?;
        let (graph, today) = (at.graph(), at.today());
        let told = at.chains(Right::SeeChain).filter_map(|chain| {
            let (name, id) = (&graph.chain(chain).name, &graph.chain(chain).id);
            let ahead = MeetingsAhead::of(graph, chain, today);
            let text = format!("{name}：{}", ahead.told(true));
            ahead.any().then(|| TodayLine { late: ahead.late, ..TodayLine::about(id, text) })
        });
        Ok(TodaySection::of("meetings", "下次会议", told.collect()))
    }

    /// The chains whose list moved since their last meeting, a line each.
    pub(in crate::app) async fn lists_moved(&self) -> Result<Option<TodaySection>, AppError> {
        let at = self.may(Right::SeeList, Scope::Somewhere)?;
        let (graph, today) = (at.graph(), at.today());
        let mut lines = Vec::new();
        for ix in at.chains(Right::SeeList) {
            let Some(meeting) = last_meeting(graph, ix, today) else { continue };
            let chain = graph.chain(ix);
            let before = match self.store_desk().states_at(&chain.id, meeting.date.day()).await {
                // Nothing was known then, so nothing moved.
                Err(error) if error.kind() == ErrorKind::BadRequest => continue,
                other => other?,
            };
            let question = lists::ListQuestion { chain: chain.id.clone(), ..lists::ListQuestion::default() };
            let moved =
                list_moved(&entries(&self.store_desk().target_list(&question).await?, &before), MovedLength::Short);
            if moved.is_empty() {
                continue;
            }
            let kind = MeetingKind::name(meeting.kind);
            let text = format!("{}，上次{kind}（{}）以来：{moved}", chain.name, meeting.date);
            lines.push(TodayLine::about(&chain.id, text));
        }
        Ok(TodaySection::of("moved", "上次会议以来清单的变化", lines))
    }
}
