//! What was said lately, to take it back.

use schemars::JsonSchema;
use serde::Serialize;

use super::records::ListedOn;
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, to_the_minute};
use crate::model::{Deed, Journal, JudgeDeed, Judgement, Kind, NodeId, Version, is_proposed};
use crate::store::ListFilter;

/// So many are told.
const TOLD: usize = 10;

/// A judgement that was made.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct JudgedLine {
    /// Its journal number, to take it back by.
    pub number: u64,
    /// Who, as the journal calls them.
    pub who: String,
    /// When, to the minute.
    pub when: String,
    /// What was done, in a sentence.
    pub told: String,
    /// Why.
    pub reason: String,
}

/// What was just said, or taken back, told on the page it leads to.
#[derive(Debug, Clone)]
pub struct JudgementTold {
    /// Its journal number.
    pub number: u64,
    /// What was done, in a sentence.
    pub told: String,
    /// Whether it can be taken back from there.
    pub can_go_back: bool,
}

impl Desk {
    /// What the caller just said of firms, or took back; none where that number is none of their own.
    ///
    /// # Errors
    /// The caller decides of none, or the store fails.
    pub async fn judgement_told(&self, number: u64) -> Result<Option<JudgementTold>, AppError> {
        let at = self.may(Right::Judge, Scope::Somewhere)?;
        if number == 0 {
            let told = "和原来一样，没有改动".to_owned();
            return Ok(Some(JudgementTold { number, told, can_go_back: false }));
        }
        let own = |who: &str| self.person().is_none_or(|person| person.login == who);
        let batch = at.store().batches_numbered(vec![Journal(number)]).await?.into_iter().flatten().next();
        let Some(batch) = batch.filter(|batch| own(&batch.who)) else { return Ok(None) };
        match &batch.deed {
            Deed::Judge { .. } => {
                let told = at.deed_told(&batch.deed).unwrap_or_default();
                Ok(Some(JudgementTold { number, told, can_go_back: true }))
            }
            Deed::Undo { import } => {
                let all = at.store().batches(Journal(0), usize::MAX).await?;
                let back = all.into_iter().find(|other| other.id == *import);
                let told = back.and_then(|back| at.deed_told(&back.deed)).map(|told| format!("撤销了：{told}"));
                Ok(told.map(|told| JudgementTold { number, told, can_go_back: false }))
            }
            _ => Ok(None),
        }
    }
}

impl GraphPermit<'_> {
    /// What a judgement was, in a sentence; none where it is something else.
    fn deed_told(&self, deed: &Deed) -> Option<String> {
        let Deed::Judge { deed, one, other } = deed else { return None };
        let called =
            |id: &str| self.graph().firm_with_id(id).map_or(id, |firm| self.graph().firm_name(firm)).to_owned();
        let (x, y) = (called(one), called(other));
        Some(match deed {
            JudgeDeed::Unmerge => format!("从「{y}」取出记录 {one}"),
            JudgeDeed::Same if x == y => format!("「{x}」的记录 {one} 和 {other} 现在是一家"),
            _ => format!("{}：「{x}」（{one}）和「{y}」（{other}）", deed.zh()),
        })
    }

    /// What was said last and still holds of firms that the caller may decide of.
    pub(super) async fn judged_lately(&self, on: &ListedOn) -> Result<Vec<JudgedLine>, AppError> {
        let filter = ListFilter { kind: Kind::Judgement, a: None, after: None, limit: usize::MAX };
        let mut rows = self.store().list(filter, Some(self.seen().await?)).await?;
        rows.retain(|row| !is_proposed(row.key.rest.as_str()) && row.values.is_some());
        rows.sort_by_key(|row| std::cmp::Reverse(row.number));
        rows.dedup_by_key(|row| row.number);
        let mut lines = Vec::new();
        for row in rows {
            if lines.len() >= TOLD {
                break;
            }
            lines.extend(self.judged_line(&row, on).await?);
        }
        Ok(lines)
    }

    async fn judged_line(&self, row: &Version, on: &ListedOn) -> Result<Option<JudgedLine>, AppError> {
        let nodes: Vec<NodeId> = vec![row.key.a, row.key.b];
        let names = self.store().node_names(nodes).await?;
        let [Some(one), Some(other)] = names.as_slice() else { return Ok(None) };
        let graph = self.graph();
        let firms: Vec<_> = [one, other].iter().filter_map(|name| graph.firm_with_id(&name.text)).collect();
        if !self.may_judge(&firms, on) {
            return Ok(None);
        }
        let batch = self.store().batches_numbered(vec![Journal(row.number.0)]).await?.into_iter().flatten().next();
        let said = row.values.as_ref().and_then(|values| Judgement::read(values.view()));
        let (Some(batch), Some(said)) = (batch, said) else { return Ok(None) };
        let Some(told) = self.deed_told(&batch.deed) else { return Ok(None) };
        Ok(Some(JudgedLine {
            number: batch.number,
            who: batch.who,
            when: to_the_minute(&batch.when),
            told,
            reason: said.reason.as_str().to_owned(),
        }))
    }
}
