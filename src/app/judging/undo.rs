//! Taking a judgement back: every row it wrote says again what it said before.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, undo_batch};
use crate::graph::FirmIx;
use crate::model::{Deed, Journal, Kind, NodeId};

impl Desk {
    /// Takes what was said of firms back, by its journal number.
    ///
    /// # Errors
    /// The caller may not decide of the firms, there is no such judgement, or all of it was changed since.
    pub async fn judgement_undo(&self, number: u64) -> Result<(u64, Vec<String>), AppError> {
        let at = self.may(Right::Judge, Scope::Somewhere)?;
        let none = || AppError::NotFound { what: "判断", text: number.to_string(), near: Vec::new() };
        let batch = at.store().batches_numbered(vec![Journal(number)]).await?.into_iter().flatten().next();
        let batch = batch.filter(|batch| matches!(batch.deed, Deed::Judge { .. })).ok_or_else(none)?;
        let own = matches!(&batch.deed, Deed::Judge { deed: crate::model::JudgeDeed::Propose, .. })
            && batch.who == at.caller();
        if !own && !at.may_judge(&at.firms_judged(Journal(number)).await?, &at.listed_on().await?) {
            return Err(AppError::Forbidden(Right::Judge));
        }
        let report = undo_batch(at.store(), &batch.id, at.who(None)?, at.clock()).await?;
        at.follow().await;
        let Some(undo) = report.undo else {
            return Err(AppError::BadRequest("这一处后来又判断过，没有撤销；请先撤销后面那一次".to_owned()));
        };
        let mut told = vec![format!("撤销了日志号 {number} 的判断，两边的内容和从前一样")];
        if !report.left.is_empty() {
            told.push(format!("其中 {} 处后来又改过，留着没有动", report.left.len()));
        }
        Ok((undo, told))
    }
}

impl GraphPermit<'_> {
    /// The firms that a batch of judgements is about.
    async fn firms_judged(&self, number: Journal) -> Result<Vec<FirmIx>, AppError> {
        let rows = self.store().batch_rows(number, None, usize::MAX).await?;
        let rows = rows.iter().filter(|row| row.key.kind == Kind::Judgement);
        let nodes: Vec<NodeId> = rows.flat_map(|row| [row.key.a, row.key.b]).collect();
        let names = self.store().node_names(nodes).await?;
        Ok(names.into_iter().flatten().filter_map(|name| self.graph().firm_with_id(&name.text)).collect())
    }
}
