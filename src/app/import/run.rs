//! One attempt at an import, from the first file to the commit.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::runtime::Handle;

use super::compare::Mentioned;
use super::known::{Known, REFERRED, zone};
use super::notices::{self, Watch};
use super::options::{ImportOptions, OnError, Progress};
use super::rejected::{self, RejectedRows};
use super::resolve::Numbering;
use super::snapshot::Snapshots;
use crate::app::{AppError, Clock, random_id};
use crate::ingest::{CellReader, Counts, Fault, FileFault, FileReport, ImportReport, Input, Inputs, Notices, Problem};
use crate::model::{Deed, Kind, NodeId, Origin, RowKey};
use crate::normalize::Regions;
use crate::store::{ImportFile, NewBatch, NewContact, Staging, Store};

/// How long an import waits for another one to end.
const PATIENCE: Duration = Duration::from_secs(60);

/// The state of one attempt.
pub struct Run {
    pub store: Store,
    pub options: Arc<ImportOptions>,
    pub inputs: Arc<Inputs>,
    clock: Clock,
    progress: Arc<dyn Fn(Progress) + Send + Sync>,
    pub known: Known,
    pub numbering: Numbering,
    pub reader: CellReader,
    pub report: ImportReport,
    pub notices: Notices,
    pub staging: Option<Staging>,
    /// Which columns each file speaks of.
    pub mentioned: Vec<Option<Mentioned>>,
    pub rejected: RejectedRows,
    pub watch: Watch,
    /// What is closed because a list no longer holds it.
    pub snapshots: Snapshots,
    pub contact_key: Vec<u8>,
    /// Contacts read, by the key of the row that stands for them.
    pub contacts: HashMap<RowKey, NewContact>,
    /// A file could not be read to its end: nothing may be loaded.
    broken: bool,
    so_far: Progress,
}

impl Run {
    /// Prepares an attempt.
    pub fn new(
        store: Store,
        options: Arc<ImportOptions>,
        inputs: Arc<Inputs>,
        clock: Clock,
        progress: Arc<dyn Fn(Progress) + Send + Sync>,
    ) -> Self {
        let files = inputs.files.len();
        let snapshots = Snapshots::of(&inputs.files);
        let bytes_total = inputs.files.iter().filter(|f| f.sheet.is_none()).map(|f| f.size).sum();
        Self {
            numbering: Numbering::new(options.dry_run),
            report: ImportReport { dry_run: options.dry_run, import: random_id(), ..ImportReport::default() },
            broken: !inputs.problems.is_empty(),
            notices: Notices::default(),
            store,
            options,
            inputs,
            clock,
            progress,
            known: Known::default(),
            reader: CellReader::new(Regions::default()),
            staging: None,
            mentioned: vec![None; files],
            rejected: vec![Vec::new(); files],
            watch: Watch::default(),
            snapshots,
            contact_key: Vec::new(),
            contacts: HashMap::new(),
            so_far: Progress { bytes_total, ..Progress::default() },
        }
    }

    /// Does all of it. Blocks; store calls go through `handle`.
    pub fn finish(mut self, handle: &Handle) -> Result<ImportReport, AppError> {
        self.report.problems.extend(self.inputs.problems.iter().cloned());
        self.inputs.notices.iter().for_each(|notice| self.notices.add(notice.clone()));
        self.report.files = self.inputs.files.iter().map(file_report).collect();
        if !self.options.dry_run && !self.inputs.files.is_empty() {
            self.begin(handle)?;
        }
        self.known = handle.block_on(Known::load(&self.store))?;
        self.contact_key = handle.block_on(self.store.contact_key())?;
        self.reader = CellReader::new(self.known.regions());
        for kind in Kind::records() {
            self.read_kind(kind, handle)?;
        }
        self.conclude(handle)
    }

    /// Takes the lease, waiting for another import to end.
    fn begin(&mut self, handle: &Handle) -> Result<(), AppError> {
        let files = self.inputs.files.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(" ");
        let batch = NewBatch {
            id: self.report.import.clone(),
            who: self.options.who.clone(),
            when: self.clock.now(),
            deed: Deed::Import { files },
        };
        let file = |f: &Input| ImportFile { name: f.name.clone(), sheet: f.sheet.clone() };
        let files: Vec<ImportFile> = self.inputs.files.iter().map(file).collect();
        let started = Instant::now();
        loop {
            self.staging = handle.block_on(self.store.begin(batch.clone(), files.clone()))?;
            if self.staging.is_some() {
                return Ok(());
            }
            if started.elapsed() > PATIENCE {
                return Err(AppError::BadRequest("另一个导入正在进行，等了一分钟仍未结束；请稍后再导入".into()));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn read_kind(&mut self, kind: Kind, handle: &Handle) -> Result<(), AppError> {
        let files: Vec<usize> = (0..self.inputs.files.len()).filter(|i| self.inputs.files[*i].kind == kind).collect();
        if files.is_empty() {
            return Ok(());
        }
        let sorter = if kind == Kind::Segment { self.segments(&files, handle)? } else { self.rows(&files, handle)? };
        let accepted = self.settle(kind, sorter, handle)?;
        if REFERRED.contains(&kind) {
            let mut records = self.known.lookup.take(kind);
            if !accepted.replaced.is_empty() {
                records = records.without(&accepted.replaced);
            }
            records.extend(&accepted.records);
            self.known.lookup.set(kind, records);
        }
        if kind == Kind::Segment && self.snapshots.get(kind).is_some() {
            self.known.segments.retain(|node| self.known.lookup.has(kind, node));
        }
        if kind == Kind::Region {
            let notices = std::mem::take(&mut self.reader.notices);
            self.reader = CellReader::new(self.known.regions());
            self.reader.notices = notices;
        }
        Ok(())
    }

    /// Whether nothing will be loaded any more, so that staging is in vain.
    pub fn doomed(&self) -> bool {
        self.broken
            || self.report.removals_refused
            || (self.options.on_error == OnError::Abort && self.report.counts.rejected > 0)
    }

    /// Whether a file could not be read to its end: what is missing in it is not gone.
    pub fn unreadable(&self) -> bool {
        self.broken
    }

    fn conclude(mut self, handle: &Handle) -> Result<ImportReport, AppError> {
        notices::tell(&self.watch, &self.known, &mut self.notices);
        self.notices.append(std::mem::take(&mut self.reader.notices));
        (self.report.notices, self.report.notices_more) = std::mem::take(&mut self.notices).into_parts();
        let changes = self.report.counts.new + self.report.counts.changed + self.report.removed > 0;
        self.report.loads = !self.doomed();
        self.report.unreadable = self.broken;
        let load = changes && self.report.loads;
        if let Some(staging) = self.staging.take() {
            if load {
                let number = handle.block_on(self.store.commit(staging, self.known.base))?;
                self.report.number = Some(number.0);
                self.report.committed = true;
            } else {
                handle.block_on(self.store.abandon(staging))?;
                self.report.committed = self.report.loads;
            }
        }
        if let Err(error) = self.write_rejected() {
            // The import itself stands; its report must be told.
            self.report.notices.push(error.to_string());
        }
        if self.snapshots.any() && !self.report.rejected_files.is_empty() {
            let told =
                "退回的行只是名单的一部分：请在原来的名单里改正后整份再导入；单独按 snapshot 导入会把其余的行当作消失";
            self.report.notices.push(told.to_owned());
        }
        (self.progress)(self.so_far);
        Ok(self.report)
    }

    fn write_rejected(&mut self) -> Result<(), AppError> {
        let Some(path) = &self.options.rejected else { return Ok(()) };
        let written = rejected::write(path, &self.inputs.files, &self.rejected, self.options.encoding.as_deref())?;
        self.report.rejected_files = written.iter().map(|p| p.display().to_string()).collect();
        Ok(())
    }

    /// Counts a row of a file and of the whole.
    pub fn count(&mut self, file: u16, add: Counts) {
        self.report.files[usize::from(file)].counts += add;
        self.report.counts += add;
    }

    /// Counts a row read, and tells how far it is now and then.
    pub fn tell_read(&mut self, origin: Origin, bytes: u64) {
        self.count(origin.file, Counts { read: 1, ..Counts::default() });
        self.so_far.rows += 1;
        if self.so_far.rows.is_multiple_of(4_096) {
            (self.progress)(Progress { bytes: self.so_far.bytes + bytes, ..self.so_far });
        }
    }

    /// A file has been read.
    pub fn tell_file(&mut self, file: usize) {
        if self.inputs.files[file].sheet.is_none() {
            self.so_far.bytes += self.inputs.files[file].size;
        }
        (self.progress)(self.so_far);
    }

    /// Rejects a row.
    pub fn reject(&mut self, origin: Origin, fault: Fault) {
        self.count(origin.file, Counts { rejected: 1, ..Counts::default() });
        self.rejected[usize::from(origin.file)].push(u64::from(origin.row));
        let input = &self.inputs.files[usize::from(origin.file)];
        self.report.problem(Problem {
            file: input.name.clone(),
            sheet: input.sheet.clone(),
            row: Some(u64::from(origin.row)),
            column: fault.column.map(|column| source_column(input, column)),
            value: fault.column.map(|_| fault.value),
            reason: fault.reason,
            suggestion: fault.suggestion,
        });
    }

    /// A file can be read no further: the import loads nothing.
    pub fn reject_file(&mut self, file: usize, fault: FileFault) {
        self.broken = true;
        let input = &self.inputs.files[file];
        self.report.problems.insert(
            0,
            Problem {
                file: input.name.clone(),
                sheet: input.sheet.clone(),
                row: fault.row,
                column: None,
                value: None,
                reason: fault.reason,
                suggestion: fault.suggestion,
            },
        );
    }

    /// Takes note of a zone the city declares.
    pub fn note_zone(&mut self, node: NodeId, values: crate::model::ValuesView<'_>) {
        self.known.zones.extend(zone(&self.known.dictionary, node, values));
    }
}

/// A column as the source calls it.
fn source_column(input: &Input, column: &str) -> String {
    input.rule.as_ref().and_then(|rule| rule.source_column(column)).unwrap_or_else(|| column.to_owned())
}

fn file_report(input: &Input) -> FileReport {
    FileReport {
        file: input.name.clone(),
        sheet: input.sheet.clone(),
        table: input.kind.code(),
        counts: Counts::default(),
        unknown_columns: Vec::new(),
    }
}
