//! What of the target lists is the caller's own: targets that their squads have, those due first.

use crate::access::{Right, Scope};
use crate::app::lists::listed::{EntryLine, entry_lines};
use crate::app::today::{OWN, TodayLine, TodaySection};
use crate::app::{AppError, Desk};
use crate::model::{Day, TargetState};

impl Desk {
    /// Whether a squad, by id, is granted to the caller.
    pub(in crate::app::lists) fn is_own_squad(&self, squad: &str) -> bool {
        self.person().is_some_and(|person| person.squads().any(|own| own == squad))
    }

    /// The open targets of the caller's squads, those due first; none where they have no squad.
    pub(in crate::app) async fn own_targets(&self) -> Result<Option<TodaySection>, AppError> {
        let at = self.may(Right::SeeList, Scope::Somewhere)?;
        let (graph, today) = (at.graph(), at.today());
        let mut own: Vec<(Option<Day>, TodayLine)> = Vec::new();
        for chain in at.chains(Right::SeeList) {
            let known = graph.chain(chain);
            let entries = entry_lines(graph, &at.listed(graph, chain).await?);
            let open = |entry: &&EntryLine| !matches!(entry.state, TargetState::Signed | TargetState::Dropped);
            let of_squad =
                entries.iter().filter(|entry| entry.worked_by().is_some_and(|squad| self.is_own_squad(squad)));
            own.extend(of_squad.filter(open).map(|entry| {
                let text = told(entry, &known.name);
                let record = Some(entry.record.clone());
                (entry.due_on(), TodayLine { late: entry.is_late(today), record, ..TodayLine::about(&known.id, text) })
            }));
        }
        own.sort_by(|(one, x), (other, y)| (one.is_none(), one, &x.record).cmp(&(other.is_none(), other, &y.record)));
        Ok(TodaySection::of(OWN, "我的目标", own.into_iter().map(|(_, line)| line).collect()))
    }
}

fn told(entry: &EntryLine, chain: &str) -> String {
    let due = entry.due.as_ref().map(|due| format!("{due}前 ")).unwrap_or_default();
    let next = if entry.next.is_empty() { String::new() } else { format!("{due}{}：", entry.next) };
    format!("{next}{}（{}，{chain}）", entry.name, entry.state_name)
}
