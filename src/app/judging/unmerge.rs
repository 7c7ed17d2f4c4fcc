//! Taking records out of the firm they belong to.

use super::around::Around;
use super::asked::{JudgeDone, UnmergeAsked, reason};
use super::records::RecordMeant;
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk};
use crate::model::{ErasableText, JudgeDeed, JudgedAs, Judgement, NodeId};
use crate::resolve::Judgements;
use crate::store::Change;

/// So many pairs are called different at once; who takes more apart does it in parts.
const MOST: usize = 2_000;

/// What takes records out of a firm.
struct TakenOut {
    judgements: Judgements,
    /// Pairs that people called the same, and that are so no more.
    ended: Vec<(NodeId, NodeId)>,
    /// Pairs that are called different since something else joins them.
    different: Vec<(NodeId, NodeId)>,
}

impl Desk {
    /// Takes records out of their firm: what people called the same of them and the rest ends, and where a code, a stock code or a
    /// name joins them they are called different.
    ///
    /// # Errors
    /// The caller may not decide of the firm, the records are none of one firm, or nothing would be left of it.
    pub async fn unmerge(&self, asked: &UnmergeAsked) -> Result<JudgeDone, AppError> {
        let at = self.may(Right::Judge, Scope::Somewhere)?;
        let mut out = Vec::new();
        for given in &asked.records {
            out.push(at.record_meant(given).await?);
        }
        let bad = |text: String| Err(AppError::BadRequest(text));
        let Some(first) = out.first() else { return bad("没有写明取出哪条记录".to_owned()) };
        if let Some(foreign) = out.iter().find(|record| record.firm != first.firm) {
            return bad(format!("{} 和 {} 不是同一家企业的记录；请分几次取出", first.id, foreign.id));
        }
        if !at.may_judge(&[first.firm], &at.listed_on().await?) {
            return Err(AppError::Forbidden(Right::Judge));
        }
        let of_firm = at.records_of(first.firm).await?;
        let (own, rest): (Vec<_>, Vec<_>) =
            of_firm.iter().map(|(node, _)| *node).partition(|node| out.iter().any(|record| record.node == *node));
        if rest.is_empty() {
            let name = at.firm_called(first.firm);
            return bad(format!("「{name}」只有要取出的记录，取出后什么都不剩；没有改动"));
        }
        at.take_out(&out, (own, rest), asked).await
    }
}

impl GraphPermit<'_> {
    async fn take_out(
        &self,
        out: &[RecordMeant],
        (own, rest): (Vec<NodeId>, Vec<NodeId>),
        asked: &UnmergeAsked,
    ) -> Result<JudgeDone, AppError> {
        let nodes: Vec<NodeId> = own.iter().chain(&rest).copied().collect();
        let around = Around::read(self.store(), &nodes).await?;
        let taken = taken_out(&around, &own, &rest)?;
        let said = Judgement {
            said: JudgedAs::Different,
            by: self.who(asked.who.as_deref())?,
            on: self.today(),
            reason: ErasableText::Said(reason(&asked.reason)?),
        };
        let mut changes: Vec<Change> = taken.ended.iter().map(|(x, y)| around.unsays(*x, *y)).collect();
        changes.extend(taken.different.iter().map(|(x, y)| around.says(*x, *y, &said)));
        let after = around.together(&taken.judgements);
        let firm = out[0].firm;
        let (claims, back) = self.claims_part(firm, &after).await?;
        changes.extend(claims);
        let mut told = told(&around, &taken, &own);
        told.extend((back > 0).then(|| "合并时让出的认领回来了".to_owned()));
        let founder = self.graph().firm_id(firm);
        crate::store::stop_point("judge:taken-out");
        let deed = (JudgeDeed::Unmerge, out[0].id.as_str(), founder);
        let number = self.write_judgement(deed, said.by, changes).await?;
        let enterprise = self.enterprise_now(&out[0]).await?;
        Ok(JudgeDone { told, number: Some(number.0), proposed: false, enterprise })
    }
}

fn taken_out(around: &Around, own: &[NodeId], rest: &[NodeId]) -> Result<TakenOut, AppError> {
    let mut judgements = around.judgements().clone();
    let across =
        |(x, y): &(NodeId, NodeId)| (own.contains(x) && rest.contains(y)) || (own.contains(y) && rest.contains(x));
    let ended: Vec<_> = judgements.that_are(JudgedAs::Same).into_iter().filter(across).collect();
    ended.iter().for_each(|(x, y)| judgements.forget(*x, *y));
    let mut different = Vec::new();
    // What is called different may leave others a name that fits but one: looked at until nothing joins.
    loop {
        let together = around.together(&judgements);
        let joined = |x: &NodeId, y: &NodeId| together.get(x).is_some_and(|firm| together.get(y) == Some(firm));
        let pairs = own.iter().flat_map(|x| rest.iter().map(move |y| (*x, *y)));
        let still: Vec<_> = pairs.filter(|(x, y)| joined(x, y)).collect();
        if still.is_empty() {
            return Ok(TakenOut { judgements, ended, different });
        }
        if different.len() + still.len() > MOST {
            let text = format!("要分开的记录超过 {MOST} 对；请分几次取出");
            return Err(AppError::BadRequest(text));
        }
        still.iter().for_each(|(x, y)| judgements.set(around.judged(*x, *y, JudgedAs::Different)));
        different.extend(still);
    }
}

fn told(around: &Around, taken: &TakenOut, own: &[NodeId]) -> Vec<String> {
    let mut told = vec![format!("取出了{}", around.names_of(own.iter().copied()))];
    if !taken.ended.is_empty() {
        told.push(format!("收回 {} 个“同一家”的判断", taken.ended.len()));
    }
    if !taken.different.is_empty() {
        let count = taken.different.len();
        told.push(format!("信用代码、股票代码或全称相同的 {count} 对已判为不是一家，以后也不会自动并到一起"));
    }
    told
}
