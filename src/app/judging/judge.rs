//! Saying of two records whether they are one firm.

use std::collections::BTreeSet;

use super::around::{Around, Together};
use super::asked::{JudgeAsked, JudgeDone, reason};
use super::records::RecordMeant;
use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, random_id};
use crate::model::{Deed, ErasableText, Journal, JudgeDeed, JudgedAs, Judgement, NodeId};
use crate::resolve::Judgements;
use crate::store::{Change, NewBatch, StoreError};

impl Desk {
    /// Says of two firms, or records, whether they are one; where that is about chains the caller may not decide of, it is kept as a
    /// proposal.
    ///
    /// # Errors
    /// The caller may not, a name means nothing or several, both are one record, two squads claim the firms and nobody said whose
    /// claim stays, or somebody else said something of them meanwhile.
    pub async fn judge(&self, asked: &JudgeAsked) -> Result<JudgeDone, AppError> {
        let at = self.may(Right::Judge, Scope::Somewhere)?;
        let (one, other) = (at.record_meant(&asked.one).await?, at.record_meant(&asked.other).await?);
        if one.node == other.node {
            let text = format!("两边是同一条记录（{}），没有什么要判断", one.id);
            return Err(AppError::BadRequest(text));
        }
        let said = Judgement {
            said: asked.said,
            by: at.who(asked.who.as_deref())?,
            on: at.today(),
            reason: ErasableText::Said(reason(&asked.reason)?),
        };
        let around = Around::read(at.store(), &[one.node, other.node]).await?;
        if !at.may_judge(&[one.firm, other.firm], &at.listed_on().await?) {
            return at.propose_judgement(&around, (&one, &other), said).await;
        }
        at.judged_by(&around, (&one, &other), said, asked.claim.as_deref()).await
    }
}

impl GraphPermit<'_> {
    async fn judged_by(
        &self,
        around: &Around,
        (one, other): (&RecordMeant, &RecordMeant),
        said: Judgement,
        claim: Option<&str>,
    ) -> Result<JudgeDone, AppError> {
        let mut judgements = around.judgements().clone();
        let before = around.together(&judgements);
        let stood = judgements.of(one.node, other.node);
        let settled = around.settles(one.node, other.node);
        if stood == Some(said.said) && settled.is_none() {
            return Ok(unchanged(self.graph().firm_id(one.firm), said.said));
        }
        let mut changes: Vec<Change> = settled.into_iter().collect();
        let mut told = Vec::new();
        if said.said == JudgedAs::Same {
            let against = against(&judgements, &before, (one.node, other.node));
            for (x, y) in &against {
                judgements.forget(*x, *y);
                changes.push(around.unsays(*x, *y));
            }
            told.extend((!against.is_empty()).then(|| format!("以前的 {} 个“不是一家”改过来了", against.len())));
        }
        if said.said == JudgedAs::Same && one.firm != other.firm {
            let (claims, kept) = self.claims_join((one.firm, other.firm), claim).await?;
            changes.extend(claims);
            told.extend(kept);
        }
        changes.push(around.says(one.node, other.node, &said));
        judgements.set(around.judged(one.node, other.node, said.said));
        let after = around.together(&judgements);
        if said.said != JudgedAs::Same && one.firm == other.firm {
            let (claims, back) = self.claims_part(one.firm, &after).await?;
            changes.extend(claims);
            told.extend((back > 0).then(|| "合并时让出的认领回来了".to_owned()));
        }
        told.splice(0..0, effect(around, (&before, &after), (one.node, other.node), said.said)?);
        crate::store::stop_point("judge:decided");
        let number = self.write_judgement((deed(said.said), &one.id, &other.id), said.by, changes).await?;
        let enterprise = self.enterprise_now(one).await?;
        Ok(JudgeDone { told, number: Some(number.0), proposed: false, enterprise })
    }

    /// Writes what is said in one batch, and shows it to whoever asks next.
    pub(super) async fn write_judgement(
        &self,
        (deed, one, other): (JudgeDeed, &str, &str),
        who: String,
        mut changes: Vec<Change>,
    ) -> Result<Journal, AppError> {
        changes.sort_by(|x, y| x.row.key.cmp(&y.row.key));
        let deed = Deed::Judge { deed, one: one.to_owned(), other: other.to_owned() };
        let batch = NewBatch { id: random_id(), who, when: self.clock().now(), deed };
        let written = self.store().apply(batch, Vec::new(), changes).await.map_err(|error| match error {
            StoreError::Conflict(_) => {
                let text = "这两家刚有人判断过，这次没有写入；请看一眼再来";
                AppError::Store(StoreError::Conflict(text.to_owned()))
            }
            other => AppError::Store(other),
        })?;
        self.follow().await;
        Ok(written)
    }
}

fn unchanged(enterprise: &str, said: JudgedAs) -> JudgeDone {
    let told = vec![format!("已经判为{}，没有改动", said.zh())];
    JudgeDone { told, number: None, proposed: false, enterprise: enterprise.to_owned() }
}

fn deed(said: JudgedAs) -> JudgeDeed {
    match said {
        JudgedAs::Same => JudgeDeed::Same,
        JudgedAs::Different => JudgeDeed::Different,
        JudgedAs::Unsure => JudgeDeed::Unsure,
    }
}

/// Pairs that are called different, one of each with either of two records: whoever says that these are one says so of them, too.
fn against(judgements: &Judgements, together: &Together, (one, other): (NodeId, NodeId)) -> Vec<(NodeId, NodeId)> {
    let is_of = |node: NodeId, of: NodeId| {
        node == of || together.get(&of).is_some_and(|firm| together.get(&node) == Some(firm))
    };
    let different = judgements.that_are(JudgedAs::Different).into_iter();
    let across =
        different.filter(|(x, y)| (is_of(*x, one) && is_of(*y, other)) || (is_of(*x, other) && is_of(*y, one)));
    across.filter(|pair| *pair != super::around::pair(one, other)).collect()
}

/// What a judgement does to the firms around, in sentences.
fn effect(
    around: &Around,
    (before, after): (&Together, &Together),
    (one, other): (NodeId, NodeId),
    said: JudgedAs,
) -> Result<Vec<String>, AppError> {
    let is_one = |all: &Together| all.get(&one).is_some_and(|firm| all.get(&other) == Some(firm));
    let (x, y) = (around.name(one), around.name(other));
    let told = match (said, is_one(before), is_one(after)) {
        (JudgedAs::Same, false, false) if before.contains_key(&one) && before.contains_key(&other) => {
            let text = format!("别处判断过的“不是一家”使「{x}」和「{y}」不能合并；请先改那一处判断");
            return Err(AppError::BadRequest(text));
        }
        (JudgedAs::Same, true, _) => format!("「{x}」和「{y}」本来就算一家；已记下是人判断的"),
        (JudgedAs::Same, false, _) => format!("「{x}」和「{y}」现在是一家；两边的编号都还查得到"),
        (JudgedAs::Different, true, _) => format!("「{x}」和「{y}」分开了，以后也不会自动并到一起"),
        (JudgedAs::Different, false, _) => format!("已记下「{x}」和「{y}」不是一家，以后不会自动并到一起"),
        (JudgedAs::Unsure, ..) => format!("已记下「{x}」和「{y}」说不准，现在怎样还怎样"),
    };
    let apart = parted(before, after, (one, other));
    let beside = (!apart.is_empty())
        .then(|| format!("原来一家的{}哪边都像，先分开了，请再判断", around.names_of(apart.into_iter())));
    Ok([Some(told), beside].into_iter().flatten().collect())
}

/// Records that were one firm with both, and now are with neither.
fn parted(before: &Together, after: &Together, (one, other): (NodeId, NodeId)) -> BTreeSet<NodeId> {
    let with = |all: &Together, node: NodeId, of: NodeId| all.get(&of).is_some_and(|firm| all.get(&node) == Some(firm));
    let third = before.keys().copied().filter(|node| *node != one && *node != other);
    third
        .filter(|node| with(before, *node, one) || with(before, *node, other))
        .filter(|node| !with(after, *node, one) && !with(after, *node, other))
        .collect()
}
