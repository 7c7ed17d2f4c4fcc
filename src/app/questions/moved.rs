//! What moved in a chain between two days: as-of and known-at both at the first, then both at the second.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::{Answered, AppError, Desk, KnownAt, Question, intake};
use crate::gaps::SegmentAnswer;
use crate::graph::{FirmIx, Graph};
use crate::model::{Adcode, Day, Journal, Verdict};

/// Changed facts told in full.
const TOLD: usize = 200;

/// What moved.
#[derive(Debug, Clone, Serialize)]
pub struct Moved {
    pub chain: String,
    pub chain_name: String,
    pub home: Adcode,
    pub from: Day,
    pub to: Day,
    /// The journal numbers known at the end of both days.
    pub known_from: u64,
    pub known_to: u64,
    pub verdicts: Vec<VerdictMoved>,
    pub firms: Vec<FirmMoved>,
    /// Records written between the two numbers.
    pub facts: Vec<FactMoved>,
    pub facts_more: usize,
}

/// A segment whose effective verdict changed; none where it was not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VerdictMoved {
    pub segment: String,
    pub name: String,
    pub before: Option<Verdict>,
    pub after: Option<Verdict>,
}

/// A firm that became local in a segment, or is no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FirmMoved {
    pub segment: String,
    pub segment_name: String,
    pub enterprise: String,
    pub name: String,
    pub arrived: bool,
}

/// A record that was written or closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactMoved {
    pub number: u64,
    pub table: &'static str,
    pub key: String,
    pub closed: bool,
    /// Whether it was there before the first of the two numbers.
    pub known_before: bool,
}

impl Desk {
    /// Compares a chain at the end of two days.
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
        let (facts, facts_more) = at.facts_between(known_from, known_to).await?;
        Ok(Moved {
            chain: after.answer.chain.clone(),
            chain_name: after.answer.chain_name.clone(),
            home: after.answer.home,
            from,
            to,
            known_from: known_from.0,
            known_to: known_to.0,
            verdicts: verdicts(&before, &after),
            firms: firms(&before, &after),
            facts,
            facts_more,
        })
    }
}

impl GraphPermit<'_> {
    async fn facts_between(&self, from: Journal, to: Journal) -> Result<(Vec<FactMoved>, usize), AppError> {
        let (mut facts, mut more) = (Vec::new(), 0);
        for number in from.0 + 1..=to.0 {
            let mut after = None;
            loop {
                let rows = self.store().batch_rows(Journal(number), after, 1_000).await?;
                let Some(last) = rows.last() else { break };
                after = Some(last.key.clone());
                for row in rows {
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

fn by_id(answered: &Answered) -> BTreeMap<&str, &SegmentAnswer> {
    answered.answer.segments.iter().map(|s| (s.segment.as_str(), s)).collect()
}

/// The leaves whose verdict is another.
pub(super) fn verdicts(before: &Answered, after: &Answered) -> Vec<VerdictMoved> {
    let (old, new) = (by_id(before), by_id(after));
    let mut ids: Vec<&str> = old.keys().chain(new.keys()).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let moved = |id: &str| {
        let (before, after) = (old.get(id), new.get(id));
        let name = after.or(before).map(|s| s.name.clone()).unwrap_or_default();
        let (before, after) = (before.map(|s| s.verdict), after.map(|s| s.verdict));
        (before != after).then(|| VerdictMoved { segment: id.to_owned(), name, before, after })
    };
    ids.into_iter().filter_map(moved).collect()
}

/// The local firms of a segment by id.
fn local<'a>(graph: &'a Graph, segment: Option<&&SegmentAnswer>) -> BTreeMap<&'a str, FirmIx> {
    let firms = segment.map(|s| s.firms.local.as_slice()).unwrap_or_default();
    firms.iter().map(|(firm, _)| (graph.firm_id(*firm), *firm)).collect()
}

/// The firms that became local in a leaf, or are no more.
pub(super) fn firms(before: &Answered, after: &Answered) -> Vec<FirmMoved> {
    let (old, new) = (by_id(before), by_id(after));
    let mut moved = Vec::new();
    for (id, segment) in old.iter().chain(new.iter().filter(|(id, _)| !old.contains_key(*id))) {
        let was = local(&before.held.graph, old.get(id));
        let is = local(&after.held.graph, new.get(id));
        let mut tell = |graph: &Graph, firm: FirmIx, arrived: bool| {
            moved.push(FirmMoved {
                segment: (*id).to_owned(),
                segment_name: segment.name.clone(),
                enterprise: graph.firm_id(firm).to_owned(),
                name: graph.firm_name(firm).to_owned(),
                arrived,
            });
        };
        was.iter().filter(|(id, _)| !is.contains_key(*id)).for_each(|(_, f)| tell(&before.held.graph, *f, false));
        is.iter().filter(|(id, _)| !was.contains_key(*id)).for_each(|(_, f)| tell(&after.held.graph, *f, true));
    }
    moved.sort_by(|x, y| (&x.segment, &x.enterprise).cmp(&(&y.segment, &y.enterprise)));
    moved
}
