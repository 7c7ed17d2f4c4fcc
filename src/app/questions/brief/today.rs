//! What moved on the lists since the last meeting about each chain; the verdicts that moved are told in its brief.

use super::since::{entries, last_meeting};
use super::words::list_moved;
use crate::access::{Right, Scope};
use crate::app::today::{TodayLine, TodaySection};
use crate::app::{AppError, Desk, ErrorKind, lists};
use crate::graph::ChainIx;

impl Desk {
    /// The chains whose list moved since their last meeting, a line each.
    pub(in crate::app) async fn lists_moved(&self) -> Result<Option<TodaySection>, AppError> {
        let at = self.may(Right::SeeList, Scope::City)?;
        let (graph, today) = (at.graph(), at.today());
        let mut lines = Vec::new();
        for ix in (0..graph.chains.len()).map(ChainIx::from_position) {
            let Some(meeting) = last_meeting(graph, ix, today) else { continue };
            let chain = graph.chain(ix);
            let before = match self.store_desk().states_at(&chain.id, meeting.date.day()).await {
                // Nothing was known then, so nothing moved.
                Err(error) if error.kind() == ErrorKind::BadRequest => continue,
                other => other?,
            };
            let question = lists::ListQuestion { chain: chain.id.clone(), ..lists::ListQuestion::default() };
            let moved = list_moved(&entries(&self.store_desk().target_list(&question).await?, &before));
            if moved.is_empty() {
                continue;
            }
            let kind = meeting.kind.map_or("会议", |kind| kind.zh());
            let text = format!("{}，上次{kind}（{}）以来：{moved}", chain.name, meeting.date);
            lines.push(TodayLine { text, late: false, chain: chain.id.clone(), record: None });
        }
        Ok(TodaySection::of("moved", "上次会议以来清单的变化", lines))
    }
}
