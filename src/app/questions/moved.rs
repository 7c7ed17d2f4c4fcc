//! What moved in a chain between two days: as-of and known-at both at the first, then both at the second.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::{AppError, ChainThen, Desk, KnownAt, Question, intake, names};
use crate::gaps::LeftOut;
use crate::graph::ChainIx;
use crate::model::{Adcode, Day, Journal, Kind, NodeId, RowKey, Verdict};

/// Changed facts told in full.
const TOLD: usize = 200;

/// What moved.
#[derive(Debug, Clone, Serialize)]
pub struct Moved {
    /// Id.
    pub chain: String,
    /// Name of the chain: 集成电路.
    pub chain_name: String,
    /// The city or county the chain is seen from.
    pub home: Adcode,
    /// The first day, at its end.
    pub from: Day,
    /// The second day, at its end.
    pub to: Day,
    /// The journal numbers known at the end of both days.
    pub known_from: u64,
    /// Of the second day.
    pub known_to: u64,
    /// Segments whose effective verdict changed.
    pub verdicts: Vec<VerdictMoved>,
    /// Firms that became local in a segment, or are no more.
    pub firms: Vec<FirmMoved>,
    /// Records written between the two numbers.
    pub facts: Vec<FactMoved>,
    /// How many more records there are than are told.
    pub facts_more: usize,
}

/// A segment whose effective verdict changed; none where it was not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VerdictMoved {
    /// Id of the leaf.
    pub segment: String,
    /// Name of the segment: 光刻胶.
    pub name: String,
    /// The effective verdict on the first day, as known then.
    pub before: Option<Verdict>,
    /// The effective verdict on the second day, as known then.
    pub after: Option<Verdict>,
}

/// A firm that became local in a segment, or is no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FirmMoved {
    /// Id of the leaf.
    pub segment: String,
    /// Name of the segment: 光刻胶.
    pub segment_name: String,
    /// Id.
    pub enterprise: String,
    /// Its name as known on that day.
    pub name: String,
    /// False: it was local and is no more.
    pub arrived: bool,
}

/// A record that was written or closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactMoved {
    /// Journal number.
    pub number: u64,
    /// The canonical table it is of.
    pub table: &'static str,
    /// What tells it from others of the table.
    pub key: String,
    /// Whether it was closed.
    pub closed: bool,
    /// Whether it was there before the first of the two numbers.
    pub known_before: bool,
}

impl Desk {
    /// Compares a chain at the end of two days.
    ///
    /// # Errors
    /// `from` is after `to`, the caller may not see the chain, a name is unknown, or the store cannot be read.
    pub async fn moved(&self, chain: &str, home: Option<String>, from: Day, to: Day) -> Result<Moved, AppError> {
        if from > to {
            return Err(AppError::BadRequest(format!("起始日期 {from} 在截止日期 {to} 之后")));
        }
        let (right, scope) = (Right::SeeChain, Scope::Chain(chain));
        let at = self.may(right, scope)?;
        let asked = |day| Question { chain: chain.to_owned(), home: home.clone(), as_of: Some(day) };
        let before = self.as_known_at(KnownAt::Day(from)).await?.may(right, scope)?.gaps(&asked(from))?;
        let after = self.as_known_at(KnownAt::Day(to)).await?.may(right, scope)?.gaps(&asked(to))?;
        let (known_from, known_to) = (before.held.journal, after.held.journal);
        let (facts, facts_more) = at.facts_between(names::chain(at.graph(), chain)?, (known_from, known_to)).await?;
        let [then, now] = [&before, &after].map(|answered| ChainThen::of(&answered.answer, &answered.held.graph));
        Ok(Moved {
            chain: after.answer.chain.clone(),
            chain_name: after.answer.chain_name.clone(),
            home: after.answer.home,
            from,
            to,
            known_from: known_from.0,
            known_to: known_to.0,
            verdicts: verdicts(&then, &now),
            firms: firms(&then, &now),
            facts,
            facts_more,
        })
    }
}

impl GraphPermit<'_> {
    /// Whether the caller may see what a row is about: people's work where they may see every list, a chain and its parts where
    /// they may see it, people and funds where they are not left out.
    async fn tells_of(&self, key: &RowKey, left_out: LeftOut) -> Result<bool, AppError> {
        let everywhere = |right| self.desk().holds(right, Scope::City);
        if key.kind.is_dispatch() {
            return Ok(everywhere(Right::SeeDispatch));
        }
        if key.kind.is_work() {
            return Ok(everywhere(Right::SeeList));
        }
        if key.kind == Kind::Meeting && !everywhere(Right::SeeChain) {
            let name = self.store().node_names(vec![key.a]).await?.into_iter().flatten().next();
            let meeting = name.and_then(|name| self.graph().meeting(&name.text).map(|meeting| meeting.chain));
            return Ok(meeting.is_some_and(|chain| chain.is_none_or(|chain| self.sees(chain))));
        }
        let unseen = match key.kind {
            Kind::Person | Kind::Office | Kind::AssociationMember => left_out.people,
            Kind::Fund | Kind::FundGroup | Kind::Investment => left_out.funds,
            _ => false,
        };
        if unseen || everywhere(Right::SeeChain) {
            return Ok(!unseen);
        }
        let graph = self.graph();
        for node in [key.a, key.b].into_iter().filter(|node| *node != NodeId::NONE) {
            if let Some(segment) = graph.segment_with_node(node) {
                if !self.sees(graph.segment(segment).chain) {
                    return Ok(false);
                }
                continue;
            }
            let name = self.store().node_names(vec![node]).await?.into_iter().flatten().next();
            let chain = name.filter(|name| name.kind == Kind::Chain).map(|name| name.text);
            if chain.is_some_and(|chain| !self.desk().holds(Right::SeeChain, Scope::Chain(&chain))) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn facts_between(
        &self,
        chain: ChainIx,
        (from, to): (Journal, Journal),
    ) -> Result<(Vec<FactMoved>, usize), AppError> {
        let left_out = self.left_out(chain);
        let (mut facts, mut more) = (Vec::new(), 0);
        for number in from.0 + 1..=to.0 {
            let mut after = None;
            loop {
                let rows = self.store().batch_rows(Journal(number), after, 1_000).await?;
                let Some(last) = rows.last() else { break };
                after = Some(last.key.clone());
                // Why something was changed in place is no fact of its own.
                for row in rows.into_iter().filter(|row| row.key.kind != Kind::Edit) {
                    if !self.tells_of(&row.key, left_out).await? {
                        continue;
                    }
                    if facts.len() >= TOLD {
                        more += 1;
                        continue;
                    }
                    let closed = self.store().versions(row.key.clone()).await?;
                    let closed = closed.iter().any(|v| v.number.0 == number && v.values.is_none());
                    let key = intake::key_text(self.store(), &row.key).await?;
                    let (table, known_before) = (row.key.kind.code(), row.before.is_some());
                    facts.push(FactMoved { number, table, key, closed, known_before });
                }
            }
        }
        Ok((facts, more))
    }
}

/// The leaves whose verdict is another.
pub(super) fn verdicts(before: &ChainThen, after: &ChainThen) -> Vec<VerdictMoved> {
    let ids: BTreeSet<&String> = before.leaves.keys().chain(after.leaves.keys()).collect();
    let moved = |id: &String| {
        let (old, new) = (before.leaves.get(id), after.leaves.get(id));
        let name = new.or(old).map(|leaf| leaf.name.clone()).unwrap_or_default();
        let (before, after) = (old.map(|leaf| leaf.verdict), new.map(|leaf| leaf.verdict));
        (before != after).then(|| VerdictMoved { segment: id.clone(), name, before, after })
    };
    ids.into_iter().filter_map(moved).collect()
}

/// The firms that became local in a leaf, or are no more, by leaf and id.
pub(super) fn firms(before: &ChainThen, after: &ChainThen) -> Vec<FirmMoved> {
    let mut moved = only_in(before, after, false);
    moved.extend(only_in(after, before, true));
    moved.sort_by(|x, y| (&x.segment, &x.enterprise).cmp(&(&y.segment, &y.enterprise)));
    moved
}

/// The local firms of one that are not those of the other; a leaf is called as it is called before, where it was there.
fn only_in(one: &ChainThen, other: &ChainThen, arrived: bool) -> Vec<FirmMoved> {
    let firms = one.leaves.iter().flat_map(|(segment, leaf)| leaf.local.iter().map(move |firm| (segment, leaf, firm)));
    let known = |segment: &String| other.leaves.get(segment);
    let only = firms.filter(|(segment, _, (id, _))| known(segment).is_none_or(|leaf| !leaf.local.contains_key(*id)));
    let told = only.map(|(segment, leaf, (id, name))| FirmMoved {
        segment: segment.clone(),
        segment_name: known(segment).filter(|_| arrived).unwrap_or(leaf).name.clone(),
        enterprise: id.clone(),
        name: name.clone(),
        arrived,
    });
    told.collect()
}
