//! The batch of an import: rows staged unseen, then one commit or none.

use std::time::{Duration, Instant};

use super::admission::Admission;
use super::job::{BlockingStore, ImportJob};
use crate::app::AppError;
use crate::ingest::Input;
use crate::model::{Deed, Journal};
use crate::store::{Chunk, ImportFile, NewBatch, Staging};

/// How long an import waits for another one to end.
const PATIENCE: Duration = Duration::from_secs(60);

/// The batch an attempt writes. A dry run has one that writes nothing.
pub struct OpenBatch {
    store: BlockingStore,
    staging: Option<Staging>,
}

impl OpenBatch {
    /// Takes the lease, waiting for another import to end.
    pub fn begin(job: &ImportJob, import_id: &str) -> Result<Self, AppError> {
        let mut batch = Self { store: job.store.clone(), staging: None };
        if job.options.dry_run || job.inputs.files.is_empty() {
            return Ok(batch);
        }
        let names = job.inputs.files.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(" ");
        let new = NewBatch {
            id: import_id.to_owned(),
            who: job.options.who.clone(),
            when: job.clock.now(),
            deed: Deed::Import { files: names },
        };
        let file = |f: &Input| ImportFile { name: f.name.clone(), sheet: f.sheet.clone() };
        let files: Vec<ImportFile> = job.inputs.files.iter().map(file).collect();
        let started = Instant::now();
        while batch.staging.is_none() {
            batch.staging = batch.store.call(|store| store.begin(new.clone(), files.clone()))?;
            if batch.staging.is_some() {
                break;
            }
            if started.elapsed() > PATIENCE {
                return Err(AppError::BadRequest("另一个导入正在进行，等了一分钟仍未结束；请稍后再导入".into()));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(batch)
    }

    /// Whether what is staged may come to be seen.
    pub fn writes(&self) -> bool {
        self.staging.is_some()
    }

    /// Stages changed rows with the new texts they name; nothing where the import will load nothing.
    pub fn stage(&mut self, mut chunk: Chunk, admission: &mut Admission) -> Result<(), AppError> {
        if chunk.rows.is_empty() || admission.report.doomed() {
            return Ok(());
        }
        let Some(staging) = self.staging.take() else { return Ok(()) };
        chunk.nodes = admission.resolver.take_new_names();
        self.staging = Some(self.store.call(|store| store.stage(staging, chunk))?);
        Ok(())
    }

    /// Makes all that was staged visible, and gives its number. References were resolved at `base`.
    pub fn commit(self, base: Journal) -> Result<Option<Journal>, AppError> {
        let Some(staging) = self.staging else { return Ok(None) };
        self.store.call(|store| store.commit(staging, base)).map(Some)
    }

    /// Drops all that was staged: there is no number.
    pub fn abandon(self) -> Result<Option<Journal>, AppError> {
        if let Some(staging) = self.staging {
            self.store.call(|store| store.abandon(staging))?;
        }
        Ok(None)
    }
}
