//! Two people at one assessment: whoever did not see the last one is told of it first.

use crate::access::{Right, Scope};
use crate::app::desk::Permit;
use crate::app::{AppError, Desk, Question, names};
use crate::model::{Adcode, CanonicalTable, Kind, NodeId, Verdict, Version};
use crate::store::{ListFilter, StoreError};

impl Desk {
    /// The version of what people hold a segment to be, for a form to name; 0 where nobody ever said.
    ///
    /// # Errors
    /// The caller may not see the chain, or a name is unknown.
    pub async fn judged_version(&self, question: &Question, segment: &str) -> Result<u64, AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(&question.chain))?;
        let graph = at.graph();
        let chain = names::chain(graph, &question.chain)?;
        let id = &graph.segment(names::segment(graph, chain, segment)?).id;
        let home = match &question.home {
            Some(home) => names::region(graph, home)?,
            None => names::city_of(graph, chain)?,
        };
        let Some(node) = at.node(Kind::Segment, id).await? else { return Ok(0) };
        Ok(at.last_judged(node, home).await?.map_or(0, |last| last.number.0))
    }
}

impl Permit<'_> {
    /// Refuses where somebody assessed a segment, or took that back, since the version seen; none: nothing was seen.
    pub(in crate::app) async fn refuse_judged_since(
        &self,
        segment: NodeId,
        home: Adcode,
        seen: Option<u64>,
    ) -> Result<(), AppError> {
        let Some(seen) = seen else { return Ok(()) };
        let last = self.last_judged(segment, home).await?;
        let number = last.as_ref().map(|last| last.number).unwrap_or_default();
        if number.0 == seen {
            return Ok(());
        }
        let batch = self.store().batches_numbered(vec![number]).await?.into_iter().flatten().next();
        let who = batch.map_or_else(|| "别人".to_owned(), |batch| batch.who);
        let done = last
            .as_ref()
            .and_then(verdict)
            .map_or_else(|| "收回了认定".to_owned(), |(verdict, reason)| format!("认定为{}（{reason}）", verdict.zh()));
        let told = format!("{who}刚{done}，这次没有写入。请看过再决定；仍要照您写的，就再提交一次");
        Err(AppError::Store(StoreError::Conflict(told)))
    }

    /// The row of a segment's assessments for a home that was written last, whether it holds or was taken back.
    async fn last_judged(&self, segment: NodeId, home: Adcode) -> Result<Option<Version>, AppError> {
        let filter = ListFilter { kind: Kind::Assessment, a: Some(segment), after: None, limit: usize::MAX };
        let (rows, home) = (self.store().list(filter, None).await?, home.to_string());
        let of_home =
            |row: &Version| row.key.rest.columns().next().is_none_or(|place| place.is_empty() || place == home);
        Ok(rows.into_iter().filter(of_home).max_by_key(|row| row.number))
    }
}

/// What an assessment says, and why; none where it was taken back.
fn verdict(row: &Version) -> Option<(Verdict, String)> {
    let (table, values) = (CanonicalTable::of(Kind::Assessment), row.values.as_ref()?.view());
    let said = |name: &str| values.text(table.field(name)?);
    Some((said("verdict")?.parse().ok()?, said("reason").unwrap_or_default().to_owned()))
}
