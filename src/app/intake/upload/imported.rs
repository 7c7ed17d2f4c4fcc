//! What an upload would change, and changing it.

use std::sync::Arc;
use std::time::Duration;

use super::report_tables::wrong_rows;
use super::units::refuse_unsaid;
use crate::access::{Right, Scope};
use crate::app::intake::import::{ImportOptions, OnError, Progress, ReadSoFar};
use crate::app::{AppError, StoreDesk, random_id};
use crate::app::{ImportRun, ReadAs, ToldRows, Upload, UploadedFile, Uploads, private_folder};
use crate::ingest::{ImportReport, Inputs};
use crate::store::stop_point;

/// What a person decided before an import.
#[derive(Debug, Clone, Default)]
pub struct ApplyAsked {
    /// Let rows make another of a record.
    pub accept_renames: bool,
    /// Close however many rows a snapshot no longer holds.
    pub confirm_removals: bool,
    /// Import the others where rows wait for segments that are not there yet.
    pub leave_waiting: bool,
    /// Who imports; by default the caller.
    pub who: Option<String>,
}

/// How an upload stands.
#[derive(Debug, Clone)]
pub struct UploadRun {
    /// The import, or its preview.
    pub run: Arc<ImportRun>,
    /// Whether it is the import itself, or only what it would do.
    pub applied: bool,
    /// How it ended, where it has.
    pub ended: Option<Result<Arc<ImportReport>, String>>,
}

/// What a run is to do.
struct RunAsked {
    apply: Option<ApplyAsked>,
    files: Vec<UploadedFile>,
}

impl StoreDesk {
    /// How an upload stands: what it would change, which is worked out where nobody has asked before, or its import. Waits
    /// so long for the end.
    ///
    /// # Errors
    /// There is no such upload, or the store fails.
    pub async fn upload_run(&self, id: &str, patience: Duration) -> Result<UploadRun, AppError> {
        let at = self.may(Right::Import, Scope::Somewhere)?;
        let upload = self.upload(id)?;
        let (run, applied) = match upload.applied() {
            Some(run) => (run, true),
            None => {
                let now = at.store().journal().await?;
                let begin = |files: &[UploadedFile]| {
                    self.begin(&upload, at.uploads(), RunAsked { apply: None, files: files.to_vec() }, None)
                };
                (upload.preview_at(now, begin), false)
            }
        };
        let ended = run.ended_within(patience).await;
        Ok(UploadRun { run, applied, ended })
    }

    /// Imports an upload: the good rows of it. Whoever comes back to it finds the report.
    ///
    /// # Errors
    /// There is no such upload, a file of it cannot be read yet, a unit is still to be said, rows wait for segments and nobody said
    /// to leave them, or who imports cannot be called so.
    pub fn apply_upload(&self, id: &str, asked: ApplyAsked) -> Result<(), AppError> {
        let at = self.may(Right::Import, Scope::Somewhere)?;
        let upload = self.upload(id)?;
        if let Some(file) =
            upload.files().iter().find(|file| matches!(file.read_as, ReadAs::Unknown(_) | ReadAs::Unreadable(_)))
        {
            let told = format!("{} 还不会读：请先说明各列是什么，或选“不导入这个文件”；没有写入任何内容", file.name);
            return Err(AppError::BadRequest(told));
        }
        refuse_unsaid(&upload.files())?;
        let looked_at = upload.preview().and_then(|run| run.ended()).and_then(Result::ok);
        let waiting = looked_at.as_ref().map_or(0, |report| wrong_rows(report)[1]);
        if waiting > 0 && !asked.leave_waiting {
            let told =
                format!("{waiting} 行等着还没有的环节：请先新建这些环节，或按“先导入其余的行”；没有写入任何内容");
            return Err(AppError::BadRequest(told));
        }
        for file in upload.files() {
            if let ReadAs::Mapped(mapping) = &file.read_as {
                self.remember(&file.name, mapping)?;
            }
        }
        let asked = ApplyAsked { who: Some(at.who(asked.who.as_deref())?), ..asked };
        let rows = looked_at.map(|report| report.counts.read);
        upload.apply_once(|files| {
            self.begin(&upload, at.uploads(), RunAsked { apply: Some(asked), files: files.to_vec() }, rows)
        });
        Ok(())
    }

    /// An import that loaded nothing is over: the upload may be changed again.
    ///
    /// # Errors
    /// There is no such upload.
    pub fn reopen_upload(&self, id: &str) -> Result<(), AppError> {
        let upload = self.upload(id)?;
        let ended = upload.applied().and_then(|run| run.ended());
        if ended.is_some_and(|ended| ended.map_or(true, |report| !report.committed)) {
            upload.not_applied();
        }
        Ok(())
    }

    fn begin(
        &self,
        upload: &Arc<Upload>,
        uploads: Result<&Arc<Uploads>, AppError>,
        asked: RunAsked,
        rows: Option<u64>,
    ) -> Arc<ImportRun> {
        let run = Arc::new(ImportRun::new(rows));
        match uploads {
            Err(error) => run.ends(Err(error.to_string())),
            Ok(uploads) => {
                let work = work(self.clone(), Arc::clone(uploads), Arc::clone(upload), asked, Arc::clone(&run));
                let (work, run) = (tokio::spawn(work), Arc::clone(&run));
                tokio::spawn(async move {
                    let done = work.await.map_err(|error| AppError::Internal(error.to_string()));
                    run.ends(done.and_then(|done| done).map(Arc::new).map_err(|error| told(&error)));
                });
            }
        }
        run
    }
}

/// A fault of ours is in the log; people are told what to do.
fn told(error: &AppError) -> String {
    match error {
        AppError::Internal(detail) => {
            tracing::error!(detail, "an import of an upload failed");
            "内部错误，没有导入任何内容；请再试一次，仍不行请告诉管理员".to_owned()
        }
        error => error.to_string(),
    }
}

async fn work(
    desk: StoreDesk,
    uploads: Arc<Uploads>,
    upload: Arc<Upload>,
    asked: RunAsked,
    run: Arc<ImportRun>,
) -> Result<ImportReport, AppError> {
    let dry_run = asked.apply.is_none();
    let options = options(&upload, asked.apply.unwrap_or_default(), dry_run, asked.files.clone()).await?;
    let (heard, read_again) = (Arc::clone(&run), options.inputs.clone());
    let progress = Arc::new(move |at: Progress| match at {
        Progress::Read(ReadSoFar { rows, bytes, bytes_total }) => heard.has_read(rows, bytes, bytes_total),
        Progress::Compared { firms, of } => heard.has_compared(firms, of),
    });
    if dry_run {
        // The semaphore is never closed.
        let _turn = uploads.previews.acquire().await;
        let report = desk.import(options, progress).await?;
        stop_point("upload:previewed");
        return tell_rows(&run, read_again, report).await;
    }
    let brought = upload.brought().len();
    let whose = format!("{}（{brought} 个文件）", options.who);
    let _turn = uploads.queue.turn(&run, &whose).await;
    let report = desk.import(options, progress).await?;
    let report = tell_rows(&run, read_again, report).await?;
    if report.committed && report.absent_segments.is_empty() {
        // A list that came back is still to be looked at; rows that wait for segments are read again. Whatever cannot be removed now goes with the upload.
        let imported = asked.files.iter().filter(|file| !matches!(file.read_as, ReadAs::Returned));
        imported.for_each(|file| drop(std::fs::remove_file(&file.path)));
    }
    Ok(report)
}

/// What an import is to do; its rejected rows go into a folder of their own.
async fn options(
    upload: &Upload,
    apply: ApplyAsked,
    dry_run: bool,
    files: Vec<UploadedFile>,
) -> Result<ImportOptions, AppError> {
    let internal = |error: String| AppError::Internal(error);
    let folder = upload.folder().join(random_id());
    let rejected = folder.join("退回.csv");
    let read = tokio::task::spawn_blocking(move || private_folder(&folder).map(|()| inputs(&files)));
    let read = read.await.map_err(|error| internal(error.to_string()))?;
    Ok(ImportOptions {
        inputs: read.map_err(|error| internal(error.to_string()))?,
        dry_run,
        on_error: OnError::Skip,
        confirm_removals: apply.confirm_removals,
        accept_renames: apply.accept_renames,
        rejected: Some(rejected),
        encoding: None,
        who: apply.who.unwrap_or_default(),
    })
}

/// Keeps the rows with errors beside the report of a run.
async fn tell_rows(run: &ImportRun, inputs: Inputs, report: ImportReport) -> Result<ImportReport, AppError> {
    if report.problems.is_empty() {
        return Ok(report);
    }
    let read = tokio::task::spawn_blocking(move || (ToldRows::read(&inputs, &report), report));
    let (rows, report) = read.await.map_err(|error| AppError::Internal(error.to_string()))?;
    run.tells(rows);
    Ok(report)
}

/// The files of an upload as an import reads them.
fn inputs(files: &[UploadedFile]) -> Inputs {
    let mut inputs = Inputs::default();
    for UploadedFile { name, path, read_as, .. } in files {
        match read_as {
            ReadAs::Canonical => inputs.file(path, name, None),
            ReadAs::Mapped(mapping) => inputs.file_mapped(path, name, &mapping.mapping),
            ReadAs::Unknown(_) | ReadAs::Unreadable(_) | ReadAs::Returned | ReadAs::TakenBack(_) | ReadAs::LeftOut => {}
        }
    }
    inputs.files.sort_by(|x, y| (x.kind, &x.name, &x.sheet).cmp(&(y.kind, &y.name, &y.sheet)));
    inputs
}
