//! Claims on firms as they are read from the store.
//!
//! Invariant: a claim is on an enterprise and not on a record of it. Of two that hold after two records turned out to be one
//! firm, the earlier one counts.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::AppError;
use crate::app::desk::Permit;
use crate::graph::{FirmIx, Graph};
use crate::model::{Day, Journal, Kind, LOCAL, NewRow, NodeId, Origin, Rest, RowKey, Version};
use crate::store::{Change, Expected, ListFilter};
use crate::work::Claim;

/// Which squad has a firm, and until when: what is told of a claim across rights, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TakenBy {
    /// Id of the squad.
    pub squad: String,
    /// Its name.
    pub squad_name: String,
    /// The last day it has it.
    pub until: Day,
}

impl TakenBy {
    /// What is told of a claim.
    pub(in crate::app) fn of(graph: &Graph, claim: &Claim) -> Self {
        let known = graph.squads.iter().find(|squad| squad.id == claim.squad);
        let squad_name = known.map_or(&claim.squad, |squad| &squad.name).clone();
        Self { squad: claim.squad.clone(), squad_name, until: claim.until }
    }

    /// In a sentence's part: 示例一队认领到2026-12-01.
    pub fn told(&self) -> String {
        format!("{}认领到{}", self.squad_name, self.until)
    }
}

/// A claim as it stands.
#[derive(Debug, Clone)]
pub(in crate::app) struct ClaimRow {
    pub key: RowKey,
    /// Text of the record it hangs on.
    pub record: String,
    pub version: Journal,
    pub claim: Claim,
}

impl ClaimRow {
    /// The row once the claim says something else.
    pub fn changed(&self, claim: &Claim) -> Change {
        let row = NewRow { key: self.key.clone(), values: Some(claim.values()), origin: Origin::default() };
        Change { row, expected: Expected::At(self.version) }
    }
}

/// The key of the claim on a firm, by its founding record.
pub(in crate::app) fn claim_key(record: NodeId) -> RowKey {
    RowKey { kind: Kind::Claim, a: record, b: NodeId::NONE, rest: Rest::new([], LOCAL) }
}

/// The claims that hold on a day, by firm and by record.
#[derive(Debug, Default)]
pub(in crate::app::lists) struct ClaimsHeld {
    by_firm: HashMap<FirmIx, ClaimRow>,
    by_record: HashMap<NodeId, ClaimRow>,
}

impl ClaimsHeld {
    pub fn of(graph: &Graph, mut rows: Vec<ClaimRow>, today: Day) -> Self {
        rows.retain(|row| row.claim.holds(today));
        rows.sort_by(|x, y| (x.claim.since, &x.key).cmp(&(y.claim.since, &y.key)));
        let mut held = Self::default();
        for row in rows {
            if let Some(firm) = graph.firm_with_id(&row.record) {
                held.by_firm.entry(firm).or_insert_with(|| row.clone());
            }
            held.by_record.insert(row.key.a, row);
        }
        held
    }

    /// The one on a firm, or on a record whose firm is not known any more.
    pub fn on(&self, firm: Option<FirmIx>, record: NodeId) -> Option<&ClaimRow> {
        firm.and_then(|firm| self.by_firm.get(&firm)).or_else(|| self.by_record.get(&record))
    }
}

impl Permit<'_> {
    /// The day by which it is said whether a claim holds: today, or the day of the last entry of the journal where the clock
    /// went back since, so that what lapsed does not come back.
    pub(in crate::app) async fn claim_day(&self) -> Result<Day, AppError> {
        let last = self.store().batches_numbered(vec![self.seen().await?]).await?.into_iter().flatten().next();
        let written = last.and_then(|batch| batch.when.get(..10)?.parse::<Day>().ok());
        Ok(written.map_or(self.today(), |day| day.max(self.today())))
    }

    /// The claims that hold on firms of a graph.
    pub(in crate::app::lists) async fn claims_held(&self, graph: &Graph) -> Result<ClaimsHeld, AppError> {
        let rows = self.claim_rows(None).await?;
        if rows.is_empty() {
            return Ok(ClaimsHeld::default());
        }
        Ok(ClaimsHeld::of(graph, rows, self.claim_day().await?))
    }

    /// The last claim on each firm, or on those with these records, holding or not.
    pub(in crate::app) async fn claim_rows(&self, records: Option<&[NodeId]>) -> Result<Vec<ClaimRow>, AppError> {
        let at = self.seen().await?;
        let filter = |a| ListFilter { kind: Kind::Claim, a, after: None, limit: usize::MAX };
        let filters = match records {
            Some(records) => records.iter().map(|record| filter(Some(*record))).collect(),
            None => vec![filter(None)],
        };
        let rows: Vec<Version> = self.store().lists(filters, Some(at)).await?.into_iter().flatten().collect();
        self.read_claims(rows).await
    }

    /// The same of a firm as it stands at this moment, whatever else the desk shows.
    pub(in crate::app) async fn claims_now(&self, records: &[NodeId]) -> Result<Vec<ClaimRow>, AppError> {
        let mut keys: Vec<RowKey> = records.iter().map(|record| claim_key(*record)).collect();
        keys.sort_unstable();
        let found = self.store().current(keys.clone()).await?;
        let row = |(key, found): (RowKey, crate::store::Current)| {
            let (number, values) = found?;
            Some(Version { key, values: Some(values?), number, first: number, origin: Origin::default() })
        };
        self.read_claims(keys.into_iter().zip(found).filter_map(row).collect()).await
    }

    async fn read_claims(&self, rows: Vec<Version>) -> Result<Vec<ClaimRow>, AppError> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let records = self.store().node_names(rows.iter().map(|row| row.key.a).collect()).await?;
        let read = |(row, record): (Version, Option<crate::model::NodeName>)| {
            let claim = Claim::read(row.values?.view())?;
            Some(ClaimRow { key: row.key, record: record?.text, version: row.number, claim })
        };
        Ok(rows.into_iter().zip(records).filter_map(read).collect())
    }
}
