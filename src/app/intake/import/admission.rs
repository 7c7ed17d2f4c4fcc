//! Which drafts are admitted as rows. A rejected one is reported, and what it may speak of stays open.

use std::sync::Arc;

use super::job::ImportJob;
use super::known::NewFirms;
use super::resolve::Resolver;
use super::running_report::RunningReport;
use super::snapshots::Snapshots;
use crate::app::AppError;
use crate::ingest::{Draft, Fault, RefusedRow};
use crate::model::{Kind, NewRow, Origin, RowKey, Values};

/// What the rows of every table are held against, and where rejections go.
pub struct Admission {
    pub resolver: Resolver,
    pub snapshots: Snapshots,
    pub firms: NewFirms,
    pub report: RunningReport,
    /// What is imported, and what of it the caller may not write.
    pub job: Arc<ImportJob>,
}

impl Admission {
    /// The row of a draft; none where it is rejected.
    pub fn row(&mut self, draft: &Draft, origin: Origin) -> Result<Option<NewRow>, AppError> {
        if let Some(fault) = self.job.may_not.fault(draft) {
            self.reject(draft, origin, fault);
            return Ok(None);
        }
        let row = self.resolver.row(draft, origin)?.and_then(|row| match self.beyond(&row.key, row.values.as_ref()) {
            Some(fault) => Err(fault),
            None => Ok(row),
        });
        match row {
            Ok(row) => Ok(Some(row)),
            Err(fault) => {
                self.reject(draft, origin, fault);
                Ok(None)
            }
        }
    }

    /// Why the caller may not write a row that says this, for what it is about.
    pub fn beyond(&self, key: &RowKey, values: Option<&Values>) -> Option<Fault> {
        self.job.may_not.fault_of(key, values.map(Values::view), &self.resolver.known)
    }

    /// Rejects a row whose draft is known.
    pub fn reject(&mut self, draft: &Draft, origin: Origin, fault: Fault) {
        self.keep(draft);
        self.report.reject(origin, fault);
    }

    /// Rejects a row that could not be read.
    pub fn refuse(&mut self, kind: Kind, RefusedRow { fault, key }: &RefusedRow, origin: Origin) {
        match key {
            Some(draft) => self.keep(draft),
            None => self.snapshots.keep_all(kind),
        }
        self.report.reject(origin, fault.clone());
    }

    /// A rejected row is still in the list: whatever record it may speak of stays open.
    pub fn keep(&mut self, draft: &Draft) {
        if self.snapshots.get(draft.kind).is_some() {
            self.resolver.keys_of(draft).iter().for_each(|key| self.snapshots.keep(key));
        }
    }
}
