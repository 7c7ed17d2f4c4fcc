//! Importing files. The data goes one way, which `attempt.rs` shows from end to end:
//!
//! | stage | takes | gives |
//! | --- | --- | --- |
//! | `FileReader` | files | drafts |
//! | `Admission` with its `Resolver` | drafts | rows, or rejections in the report |
//! | `ingest::Sorter` | rows of a table | the same in key order |
//! | `KeyWalk` | rows in key order, stored rows beside them | one outcome a key: doubles settled, gone rows found |
//! | `Comparison` | outcomes, what is current in the store | changed rows |
//! | `OpenBatch` | changed rows | staged unseen, then one commit |
//!
//! Each table goes through all of them before the next, since references go to earlier tables.
//!
//! Invariant: **An import reads ahead.** One thread reads rows and cells (`ingest/ahead.rs`) while another resolves
//! and sorts them; what is current for a chunk is asked while the next one comes together (`comparison.rs`).
//! Memory goes back to the thread that took it.
//!
//! Invariant: **Order does not matter.** One import gives the same graph whatever the order of its files and rows:
//! files are read in the order of kinds (what is referred to first), a kind is finished (sorted, doubles settled)
//! before the next begins, rows of one key that differ are *all* rejected, and the partition depends on the set of
//! records only.

mod admission;
mod attempt;
mod comparison;
mod contradiction;
mod edit;
mod file_reader;
mod held_row;
mod job;
mod key_walk;
mod known;
mod mentioned_columns;
mod open_batch;
mod options;
mod rejected;
mod resolve;
mod row_change;
mod running_report;
mod segment_rows;
mod snapshots;
mod takeover;

pub(in crate::app) use edit::{SeenRecord, TypedEdit, note_rows};
pub(in crate::app) use known::KnownRecords;
pub use options::{ImportOptions, OnError, Progress, ReadSoFar};

use std::sync::Arc;

use crate::access::{Right, Scope};
use crate::app::desk::Permit;
use crate::app::intake::may_not::MayNot;
use crate::app::{AppError, StoreDesk, apart};
use crate::app::{BroughtFirm, BroughtTold, brought_beside};
use crate::ingest::{ImportReport, Input, Inputs, TOLD};
use crate::store::{Store, StoreError};
use attempt::Attempt;
use job::{BlockingStore, ImportJob};

/// How often an import resolves again when facts moved under it.
const ATTEMPTS: usize = 5;

impl StoreDesk {
    /// Imports files into a store. Problems of rows and files are in the report; `Err` means that the store failed.
    ///
    /// Nothing is visible before the one commit at the end; an error or a crash leaves nothing.
    ///
    /// # Errors
    /// The caller may bring nothing in, the store fails, or another import is under way. Rows that the caller may not write
    /// are rejected by name.
    pub async fn import(
        &self,
        mut options: ImportOptions,
        progress: Arc<dyn Fn(Progress) + Send + Sync>,
    ) -> Result<ImportReport, AppError> {
        let at = self.may(Right::Import, Scope::Somewhere)?;
        let inputs = std::mem::take(&mut options.inputs);
        let may_not = at.may_not(inputs.files.iter().map(|file| file.kind)).await?;
        if let Some(path) = &options.rejected {
            rejected::refuse_target(path, &inputs.files)?;
        }
        let options = ImportOptions {
            who: at.who(Some(&options.who).filter(|who| !who.is_empty()).map(String::as_str))?,
            ..options
        };
        let store = BlockingStore::new(at.store().clone());
        let clock = at.clock();
        let heard = Arc::clone(&progress);
        let job = ImportJob { store, options, inputs, may_not, edit: None, clock, progress };
        let (mut report, brought) = import_files(at.store(), job).await?;
        if !brought.is_empty() {
            let told = look_alike(at, brought, heard).await?;
            report.tell_alike(told.lines, told.more);
        }
        Ok(report)
    }
}

/// Which new firms may be firms that are known, or one with each other.
async fn look_alike(
    at: Permit<'_>,
    brought: Vec<BroughtFirm>,
    progress: Arc<dyn Fn(Progress) + Send + Sync>,
) -> Result<BroughtTold, AppError> {
    let of = brought.len() as u64;
    progress(Progress::Compared { firms: 0, of });
    let (graph, alike) = at.alike().await?;
    apart(move || {
        let heard = |firms| progress(Progress::Compared { firms, of });
        brought_beside(&graph, &alike, &brought, TOLD, &heard)
    })
    .await
}

/// Writes what a person typed into a form: the caller's right was asked for before. What is wrong with it is in the report.
pub(in crate::app) async fn write_edit(
    at: Permit<'_>,
    who: &str,
    typed: Vec<Input>,
    edit: TypedEdit,
) -> Result<ImportReport, AppError> {
    let inputs = Inputs { files: typed, ..Inputs::default() };
    let (store, options) = (BlockingStore::new(at.store().clone()), edit::options(who));
    let (may_not, edit, clock) = (MayNot::nothing(), Some(edit), at.clock());
    let job = ImportJob { store, options, inputs, may_not, edit, clock, progress: Arc::new(|_| ()) };
    import_files(at.store(), job).await.map(|(report, _)| report)
}

async fn import_files(store: &Store, job: ImportJob) -> Result<(ImportReport, Vec<BroughtFirm>), AppError> {
    let job = Arc::new(job);
    for attempt in 1.. {
        let of_attempt = Arc::clone(&job);
        let done = tokio::task::spawn_blocking(move || Attempt::run(&of_attempt)).await;
        match done.map_err(|error| AppError::Internal(error.to_string()))? {
            Err(AppError::Store(StoreError::Conflict(detail))) if attempt < ATTEMPTS => {
                tracing::info!(detail, "facts moved under the import; resolving again");
                store.sweep().await?;
            }
            Err(error) => {
                store.sweep().await?;
                return Err(error);
            }
            Ok(done) => return Ok(done),
        }
    }
    Err(AppError::Store(StoreError::Conflict("事实一直在变，五次都没有赶上".into())))
}
