//! What of claims waits today: those that lapse within three days, collisions to decide, new leads to look at.

use std::collections::BTreeSet;

use crate::access::{Right, Scope};
use crate::app::today::{TodayLine, TodaySection};
use crate::app::{AppError, Desk, lists};
use crate::model::TargetState;

impl Desk {
    /// Claims that lapse within three days: of the caller's squads, and of lists that the caller sees whole.
    pub(in crate::app) async fn claims_end_soon(&self) -> Result<Option<TodaySection>, AppError> {
        let at = self.may(Right::SeeList, Scope::Somewhere)?;
        let today = at.claim_day().await?;
        let (mut lines, mut told) = (Vec::new(), BTreeSet::new());
        for chain in at.chains(Right::SeeList) {
            let id = &at.graph().chain(chain).id;
            let whole = self.holds(Right::SeeList, Scope::Chain(id));
            for entry in at.listed(at.graph(), chain).await?.iter().filter(|entry| entry.is_open()) {
                let Some(held) = entry.claim.as_ref().filter(|held| held.claim.ends_soon(today)) else { continue };
                let squad = &held.claim.squad;
                let own = self.person().is_some_and(|person| person.squads().any(|own| own == squad));
                if !(whole || own) || !told.insert(held.key.clone()) {
                    continue;
                }
                let name = entry.firm.map_or(entry.record.as_str(), |firm| at.graph().firm_name(firm));
                let text = format!("{}到期：{name}（{}）", held.claim.until, at.squad_called(squad));
                let line = TodayLine { record: Some(entry.record.clone()), ..TodayLine::about(id, text) };
                lines.push((held.claim.until, line));
            }
        }
        lines.sort_by(|(one, x), (other, y)| (one, &x.text).cmp(&(other, &y.text)));
        Ok(TodaySection::of("claims", "三天内到期的认领", lines.into_iter().map(|(_, line)| line).collect()))
    }

    /// Collisions that the caller may decide.
    pub(in crate::app) async fn collisions_waiting(&self) -> Result<Option<TodaySection>, AppError> {
        let at = self.may(Right::Arbitrate, Scope::Somewhere)?;
        let entries = at.entries_of_firms().await?;
        let waiting = at.collisions_told(&entries).await?.into_iter().filter(|line| line.may_rule);
        let lines = waiting.map(|line| {
            let chain = at.graph().firm_with_id(&line.enterprise).and_then(|firm| entries.chains(firm).pop_first());
            let chain = chain.map_or("", |chain| at.graph().chain(chain).id.as_str());
            let text = format!("{}：{}想认领，{}已认领", line.name, line.squad_name, line.holder_name);
            TodayLine::about(chain, text)
        });
        Ok(TodaySection::of("collisions", "等待裁定的撞单", lines.collect()))
    }

    /// New leads that squads reported and the group has not given out: an entry that a squad has and that is only listed.
    pub(in crate::app) async fn leads_waiting(&self) -> Result<Option<TodaySection>, AppError> {
        let at = self.may(Right::EditList, Scope::Somewhere)?;
        let mut lines = Vec::new();
        for chain in at.chains(Right::EditList) {
            let id = &at.graph().chain(chain).id;
            if !self.holds(Right::EditList, Scope::Chain(id)) {
                continue;
            }
            for line in lists::entry_lines(at.graph(), &at.listed(at.graph(), chain).await?) {
                let (TargetState::Listed, Some(squad)) = (line.state, &line.squad_name) else { continue };
                let text = format!("{}（{squad}报来）：看过后派发或放弃", line.name);
                lines.push(TodayLine { record: Some(line.record), ..TodayLine::about(id, text) });
            }
        }
        Ok(TodaySection::of("leads", "招商队报来的新线索", lines))
    }
}
