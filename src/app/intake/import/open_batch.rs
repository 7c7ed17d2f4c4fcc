//! The batch of an import: rows staged unseen, then one commit or none.

use std::time::{Duration, Instant};

use super::admission::Admission;
use super::edit::{SeenRecord, TypedEdit, note_rows};
use super::job::{BlockingStore, ImportJob};
use crate::app::AppError;
use crate::ingest::Input;
use crate::model::{Deed, Journal, Kind, RowKey};
use crate::store::{Chunk, ImportFile, NewBatch, Staging, StoreError};

/// How long an import waits for another one to end, and somebody at a form.
const PATIENCE: Duration = Duration::from_secs(60);
const PATIENCE_OF_A_FORM: Duration = Duration::from_secs(3);

/// The batch an attempt writes. A dry run has one that writes nothing.
pub struct OpenBatch {
    store: BlockingStore,
    staging: Option<Staging>,
    /// Of an edit: its note, to be written under the first record it wrote.
    edit: Option<(TypedEdit, Option<RowKey>)>,
    id: String,
}

impl OpenBatch {
    /// Takes the lease, waiting for another import to end.
    pub fn begin(job: &ImportJob, import_id: &str) -> Result<Self, AppError> {
        let edit = job.edit.clone().map(|edit| (edit, None));
        let mut batch = Self { store: job.store.clone(), staging: None, edit, id: import_id.to_owned() };
        if job.options.dry_run || job.inputs.files.is_empty() {
            return Ok(batch);
        }
        let names = || job.inputs.files.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(" ");
        let of_files = || Deed::Import { files: names() };
        let deed = job.edit.as_ref().map_or_else(of_files, |edit| edit.deed.clone());
        let new = NewBatch { id: import_id.to_owned(), who: job.options.who.clone(), when: job.clock.now(), deed };
        let file = |f: &Input| ImportFile { name: f.name.clone(), sheet: f.sheet.clone() };
        let files: Vec<ImportFile> = job.inputs.files.iter().filter(|f| f.typed.is_none()).map(file).collect();
        batch.wait_for_the_lease(&new, &files)?;
        match &job.edit {
            Some(edit) => refuse_stale(edit, &job.store).map(|()| batch),
            None => Ok(batch),
        }
    }

    /// Takes the lease, or tells after a while that another import has it.
    fn wait_for_the_lease(&mut self, new: &NewBatch, files: &[ImportFile]) -> Result<(), AppError> {
        let (patience, told) = match self.edit {
            None => (PATIENCE, "另一个导入正在进行，等了一分钟仍未结束；请稍后再导入"),
            Some(_) => (PATIENCE_OF_A_FORM, "正在导入文件，这一处没有写入；请等导入结束后再提交"),
        };
        let started = Instant::now();
        loop {
            self.staging = self.store.call(|store| store.begin(new.clone(), files.to_vec()))?;
            if self.staging.is_some() {
                return Ok(());
            }
            if started.elapsed() > patience {
                return Err(AppError::BadRequest(told.into()));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
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
        self.note(&mut chunk);
        self.staging = Some(self.store.call(|store| store.stage(staging, chunk))?);
        Ok(())
    }

    /// Sees to the note of an edit: rows stand in the order of their keys, so what comes before other rows than those of notes
    /// comes with them, and else at the end.
    fn note(&mut self, chunk: &mut Chunk) {
        let Some((edit, first @ None)) = &mut self.edit else { return };
        let Some(written) = chunk.rows.first().map(|row| row.key.clone()) else { return };
        if written.kind < Kind::Edit {
            *first = Some(written);
            return;
        }
        let note = note_rows(&edit.note, &self.id, &written, &edit.beside);
        chunk.rows.splice(0..0, note);
        self.edit = None;
    }

    /// Makes all that was staged visible, and gives its number. References were resolved at `base`.
    pub fn commit(self, base: Journal) -> Result<Option<Journal>, AppError> {
        let Some(mut staging) = self.staging else { return Ok(None) };
        if let Some((edit, Some(written))) = &self.edit {
            let note = Chunk { rows: note_rows(&edit.note, &self.id, written, &edit.beside), ..Chunk::default() };
            staging = self.store.call(|store| store.stage(staging, note))?;
        }
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

/// Refuses an edit of what somebody changed since its writer saw it. The lease is held, so nobody does meanwhile.
fn refuse_stale(edit: &TypedEdit, store: &BlockingStore) -> Result<(), AppError> {
    let Some(seen) = &edit.seen else { return Ok(()) };
    let now = store.call(|store| SeenRecord::version_of(store, seen.kind, &seen.nodes))?;
    if now == seen.version {
        return Ok(());
    }
    Err(StoreError::Conflict("这一处刚被别人改过，没有写入；请看现在的值，再改".into()).into())
}
