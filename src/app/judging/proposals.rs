//! What is proposed by somebody who may not decide of both firms, and what becomes of it.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::around::{Around, change};
use super::asked::{JudgeDone, ProposalAsked};
use super::records::{ListedOn, RecordMeant};
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk};
use crate::model::{Day, JudgeDeed, JudgedAs, Judgement, Kind, NodeId, is_proposed, proposal_key};
use crate::store::ListFilter;

/// Something that is proposed of two firms.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProposalLine {
    /// Id of one record.
    pub one: String,
    /// What its firm is called.
    pub one_name: String,
    /// Id of the other.
    pub other: String,
    /// What its firm is called.
    pub other_name: String,
    /// What is proposed.
    pub said: JudgedAs,
    /// The same as people read it.
    pub said_name: &'static str,
    /// Who proposes it, as the journal calls them.
    pub by: String,
    /// The day of it.
    pub on: Day,
    /// Why.
    pub reason: String,
    /// Whether the caller may accept or refuse it.
    pub may_judge: bool,
}

impl Desk {
    /// Does not accept what is proposed of two firms.
    ///
    /// # Errors
    /// The caller may not decide of them, or a name means nothing or several.
    pub async fn proposal_refuse(&self, asked: &ProposalAsked) -> Result<JudgeDone, AppError> {
        let at = self.may(Right::Judge, Scope::Somewhere)?;
        let (one, other) = (at.record_meant(&asked.one).await?, at.record_meant(&asked.other).await?);
        if !at.may_judge(&[one.firm, other.firm], &at.listed_on().await?) {
            return Err(AppError::Forbidden(Right::Judge));
        }
        let around = Around::read(at.store(), &[one.node, other.node]).await?;
        let enterprise = at.graph().firm_id(one.firm).to_owned();
        let who = at.who(asked.who.as_deref())?;
        let Some(settled) = around.settles(one.node, other.node) else {
            let told = vec!["这两家现在没有待处理的提议，没有改动".to_owned()];
            return Ok(JudgeDone { told, number: None, proposed: false, enterprise });
        };
        let number = at.write_judgement((JudgeDeed::Refuse, &one.id, &other.id), who, vec![settled]).await?;
        let told = vec![format!("没有采纳：{}、{}保持原样", at.firm_called(one.firm), at.firm_called(other.firm))];
        Ok(JudgeDone { told, number: Some(number.0), proposed: false, enterprise })
    }
}

impl GraphPermit<'_> {
    /// Keeps what somebody says who may not decide.
    pub(super) async fn propose_judgement(
        &self,
        around: &Around,
        (one, other): (&RecordMeant, &RecordMeant),
        said: Judgement,
    ) -> Result<JudgeDone, AppError> {
        let key = proposal_key(one.node, other.node);
        let row = change(around.last_proposal(one.node, other.node), key, Some(said.values()));
        let deed = (JudgeDeed::Propose, one.id.as_str(), other.id.as_str());
        let number = self.write_judgement(deed, said.by, vec![row]).await?;
        let text = "这两家也在您不能判断的产业链上，已记为提议；等能判断的人采纳后才生效";
        let enterprise = self.graph().firm_id(one.firm).to_owned();
        Ok(JudgeDone { told: vec![text.to_owned()], number: Some(number.0), proposed: true, enterprise })
    }

    /// What is proposed and the caller may see: who may decide of it, and who proposed it.
    pub(super) async fn proposals(&self, on: &ListedOn) -> Result<Vec<ProposalLine>, AppError> {
        let filter = ListFilter { kind: Kind::Judgement, a: None, after: None, limit: usize::MAX };
        let mut rows = self.store().list(filter, Some(self.seen().await?)).await?;
        rows.retain(|row| is_proposed(row.key.rest.as_str()) && row.values.is_some());
        rows.sort_by_key(|row| std::cmp::Reverse(row.number));
        let nodes: Vec<NodeId> = rows.iter().flat_map(|row| [row.key.a, row.key.b]).collect();
        let names = self.store().node_names(nodes.clone()).await?;
        let names: HashMap<NodeId, String> =
            nodes.into_iter().zip(names).filter_map(|(node, name)| Some((node, name?.text))).collect();
        let graph = self.graph();
        let line = |row: &crate::model::Version| {
            let said = Judgement::read(row.values.as_ref()?.view())?;
            let (one, other) = (names.get(&row.key.a)?, names.get(&row.key.b)?);
            let (x, y) = (graph.firm_with_id(one)?, graph.firm_with_id(other)?);
            let may_judge = self.may_judge(&[x, y], on);
            (may_judge || said.by == self.caller()).then(|| ProposalLine {
                one: one.clone(),
                one_name: graph.firm_name(x).to_owned(),
                other: other.clone(),
                other_name: graph.firm_name(y).to_owned(),
                said: said.said,
                said_name: said.said.zh(),
                by: said.by.clone(),
                on: said.on,
                reason: said.reason.as_str().to_owned(),
                may_judge,
            })
        };
        Ok(rows.iter().filter_map(line).collect())
    }
}
