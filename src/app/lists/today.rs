//! What of the target lists waits today: next steps that are due, and what moved since the last meeting.

use crate::access::{Right, Scope};
use crate::app::lists::listed::{EntryLine, entry_lines};
use crate::app::today::{TodayLine, TodaySection};
use crate::app::{AppError, Desk};
use crate::model::{Day, EventDate, TargetState};

/// Steps due within so many days are told.
const DAYS: i32 = 7;

impl Desk {
    /// Next steps of every list that are overdue, or due within a week, the earliest first; but for the caller's own targets,
    /// which are told whole.
    pub(in crate::app) async fn steps_due(&self) -> Result<Option<TodaySection>, AppError> {
        let at = self.may(Right::SeeList, Scope::Somewhere)?;
        let (graph, today) = (at.graph(), at.today());
        let mut due: Vec<(Day, TodayLine)> = Vec::new();
        for chain in at.chains(Right::SeeList) {
            let entries = entry_lines(graph, &at.listed(graph, chain).await?);
            let known = graph.chain(chain);
            let told = entries.iter().filter_map(|entry| {
                let day = entry.due_on()?;
                if entry.worked_by().is_some_and(|squad| self.is_own_squad(squad)) {
                    return None;
                }
                (day.number() <= today.number() + DAYS).then(|| (day, step(entry, &known.id, &known.name, day < today)))
            });
            due.extend(told);
        }
        due.sort_by(|(one, x), (other, y)| (one, &x.record).cmp(&(other, &y.record)));
        Ok(TodaySection::of("steps", "到期的下一步", due.into_iter().map(|(_, line)| line).collect()))
    }
}

impl Desk {
    /// The chains on whose list nobody stands, with the first step, a line each.
    pub(in crate::app) async fn lists_empty(&self) -> Result<Option<TodaySection>, AppError> {
        let at = self.may(Right::SeeList, Scope::Somewhere)?;
        let graph = at.graph();
        let mut lines = Vec::new();
        for chain in at.chains(Right::SeeList) {
            let known = graph.chain(chain);
            let keeps = self.holds(Right::EditList, Scope::Chain(&known.id));
            if keeps && at.listed(graph, chain).await?.is_empty() {
                let text = format!("{}：清单还是空的，打开简报，在缺口旁按“列入”", known.name);
                lines.push(TodayLine::about(&known.id, text));
            }
        }
        Ok(TodaySection::of("begin", "从这里开始", lines))
    }
}

impl EntryLine {
    /// The day the next step of an open entry is due.
    pub fn due_on(&self) -> Option<Day> {
        let open = !matches!(self.state, TargetState::Signed | TargetState::Dropped);
        let due = self.due.as_ref().filter(|_| open)?;
        Some(due.parse::<EventDate>().ok()?.day())
    }

    /// Whether its next step was due before a day.
    pub fn is_late(&self, today: Day) -> bool {
        self.due_on().is_some_and(|day| day < today)
    }
}

fn step(entry: &EntryLine, chain: &str, chain_name: &str, late: bool) -> TodayLine {
    let who = entry.squad_name.as_deref().unwrap_or("还没派发");
    let due = entry.due.as_deref().unwrap_or_default();
    let next = if entry.next.is_empty() { "没有写下一步" } else { &entry.next };
    let text = format!("{due}前 {next}：{}（{chain_name}，{who}，{}）", entry.name, entry.state_name);
    TodayLine { late, record: Some(entry.record.clone()), ..TodayLine::about(chain, text) }
}
