//! One attempt at an import: the way of the data, from the first file to the commit.

use std::sync::Arc;

use super::admission::Admission;
use super::comparison::{AskedChunk, Comparison};
use super::file_reader::{FileReader, spill_failed};
use super::job::ImportJob;
use super::key_walk::KeyWalk;
use super::known::{AcceptedRecords, KnownRecords, NewFirms};
use super::open_batch::OpenBatch;
use super::resolve::Resolver;
use super::running_report::RunningReport;
use super::segment_rows;
use super::snapshots::{Snapshots, StoredRows, report_removals};
use crate::app::AppError;
use crate::app::BroughtFirm;
use crate::app::intake::TRACES_LEFT;
use crate::ingest::{ImportReport, Sorter};
use crate::model::Kind;
use crate::store::Store;

/// The stages that last from the first table to the last.
pub struct Attempt {
    job: Arc<ImportJob>,
    /// Files to drafts.
    files: FileReader,
    /// Drafts to rows, or to rejections.
    admission: Admission,
    /// Changed rows to the store, unseen until the commit.
    batch: OpenBatch,
}

impl Attempt {
    /// Does all of it: each kind of record in turn, since references go to earlier kinds; then one commit. Beside the report, the
    /// new firms of a dry run. Blocks.
    pub fn run(job: &Arc<ImportJob>) -> Result<(ImportReport, Vec<BroughtFirm>), AppError> {
        let mut attempt = Self::begin(job)?;
        for kind in Kind::records() {
            let files = job.files_of(kind);
            if !files.is_empty() {
                let accepted = attempt.import_table(kind, &files)?;
                attempt.pass_on(kind, accepted);
            }
        }
        attempt.close()
    }

    /// Takes the lease before anything is read of the store, so that no other import moves facts under this one.
    fn begin(job: &Arc<ImportJob>) -> Result<Self, AppError> {
        let report = RunningReport::begin(Arc::clone(job));
        let batch = OpenBatch::begin(job, report.import_id())?;
        let mut known = job.store.call(KnownRecords::load)?;
        if let Some(seen) = &job.may_not.seen {
            known.see_only(seen);
        }
        let files = FileReader::new(Arc::clone(job), known.regions());
        let resolver = Resolver::new(job.store.clone(), known, job.options.dry_run)?;
        let firms = NewFirms::keeping(job.options.dry_run);
        let mut snapshots = Snapshots::of(&job.inputs.files);
        job.may_not.tables().for_each(|kind| snapshots.keep_all(kind));
        let admission = Admission { resolver, snapshots, firms, report, job: Arc::clone(job) };
        Ok(Self { job: Arc::clone(job), files, admission, batch })
    }

    /// Takes one table from its files to the batch: rows are read, resolved and sorted; the doubles among them settled;
    /// what differs from the store is staged. The store is asked about one chunk while the next comes together.
    fn import_table(&mut self, kind: Kind, files: &[usize]) -> Result<AcceptedRecords, AppError> {
        let sorted = self.read(kind, files)?.finish().map_err(|error| spill_failed(&error))?;
        let mut keys = KeyWalk::along(sorted, self.held_against(kind))?;
        let mut comparison = Comparison::new(self.files.mentioned(), self.job.options.accept_renames);
        let mut asked: Option<AskedChunk> = None;
        loop {
            let outcomes = keys.next_chunk(&mut self.admission)?;
            if let Some(asked) = asked.take() {
                let chunk = comparison.changes(asked, &self.job.store, &mut self.admission)?;
                self.batch.stage(chunk, &mut self.admission)?;
            }
            if outcomes.is_empty() {
                break;
            }
            asked = Some(AskedChunk::ask(outcomes, &self.job.store));
        }
        let accepted = comparison.into_accepted();
        let Admission { snapshots, report, .. } = &mut self.admission;
        report_removals(kind, snapshots, report, self.job.options.confirm_removals);
        Ok(accepted)
    }

    /// The rows of a table, ready to be sorted. Those of segments refer to each other, so they are read otherwise.
    fn read(&mut self, kind: Kind, files: &[usize]) -> Result<Sorter, AppError> {
        match kind {
            Kind::Segment => segment_rows::read(files, &mut self.files, &mut self.admission),
            _ => self.files.rows(files, &mut self.admission),
        }
    }

    /// The stored rows that a snapshot of this kind is held against; none where there is no snapshot.
    fn held_against(&self, kind: Kind) -> Option<StoredRows> {
        let Admission { resolver, snapshots, report, .. } = &self.admission;
        snapshots.get(kind).filter(|_| !report.unreadable())?;
        Some(StoredRows::at(kind, resolver.known.base, self.job.store.clone()))
    }

    /// Lets the tables that follow refer to what this one brought.
    fn pass_on(&mut self, kind: Kind, accepted: AcceptedRecords) {
        let Admission { resolver, snapshots, .. } = &mut self.admission;
        resolver.known.accept(kind, accepted);
        if kind == Kind::Segment && snapshots.get(kind).is_some() {
            resolver.known.forget_closed_segments();
        }
        if kind == Kind::Region {
            self.files.use_regions(resolver.known.regions());
        }
    }

    /// Makes everything visible at once where it may be loaded, and reports.
    fn close(self) -> Result<(ImportReport, Vec<BroughtFirm>), AppError> {
        let Admission { resolver, snapshots, firms, mut report, .. } = self.admission;
        let Resolver { known, oddities, .. } = resolver;
        report.note_lacking(firms.lacking(&known));
        report.note_not_compared(firms.called.left_out());
        let brought = firms.called.firms(&known, |origin| report.place(origin));
        oddities.add_notices(&known, &mut report.notices);
        report.note_absent_segments(oddities.absent_segments);
        report.notices.append(self.files.into_notices());
        let (writes, loads) = (self.batch.writes(), !report.doomed());
        let number = match loads && report.has_changes() {
            true => self.batch.commit(known.base)?,
            false => self.batch.abandon()?,
        };
        if number.is_some() && self.job.store.call(Store::traces_left)? {
            report.notices.add(TRACES_LEFT.to_owned());
        }
        report.end_batch(loads, writes && loads, number);
        Ok((report.conclude(snapshots.any()), brought))
    }
}
