//! Importing files: read, resolve, stage, and one commit that makes all of it visible.

mod compare;
mod contacts;
mod draft_segments;
mod gone;
pub(in crate::app) mod known;
mod notices;
mod options;
mod rejected;
mod rejected_source;
mod resolve;
mod run;
mod segments;
mod settle;
mod snapshot;
mod stored;
mod table;

pub use options::{ImportOptions, OnError, Progress};

use std::sync::Arc;

use crate::access::{Right, Scope};
use crate::app::{AppError, Clock, StoreDesk};
use crate::ingest::{ImportReport, Inputs};
use crate::store::{Store, StoreError};
use run::Run;

/// How often an import resolves again when facts moved under it.
const ATTEMPTS: usize = 5;

impl StoreDesk {
    /// Imports files into a store. Problems of rows and files are in the report; `Err` means that the store failed.
    ///
    /// Nothing is visible before the one commit at the end; an error or a crash leaves nothing.
    pub async fn import(
        &self,
        options: ImportOptions,
        progress: Arc<dyn Fn(Progress) + Send + Sync>,
    ) -> Result<ImportReport, AppError> {
        let at = self.may(Right::Import, Scope::City)?;
        let inputs = options.inputs();
        if let Some(path) = &options.rejected {
            rejected::refuse_target(path, &inputs.files)?;
        }
        let options = ImportOptions {
            who: at.who(Some(&options.who).filter(|who| !who.is_empty()).map(String::as_str))?,
            ..options
        };
        import_inputs(at.store(), options, inputs, at.clock(), progress).await
    }
}

async fn import_inputs(
    store: &Store,
    options: ImportOptions,
    inputs: Inputs,
    clock: Clock,
    progress: Arc<dyn Fn(Progress) + Send + Sync>,
) -> Result<ImportReport, AppError> {
    let (options, inputs) = (Arc::new(options), Arc::new(inputs));
    for attempt in 1.. {
        let run = Run::new(store.clone(), Arc::clone(&options), Arc::clone(&inputs), clock, Arc::clone(&progress));
        let handle = tokio::runtime::Handle::current();
        let done = tokio::task::spawn_blocking(move || run.finish(&handle)).await;
        match done.map_err(|error| AppError::Internal(error.to_string()))? {
            Err(AppError::Store(StoreError::Conflict(detail))) if attempt < ATTEMPTS => {
                tracing::info!(detail, "facts moved under the import; resolving again");
                store.sweep().await?;
            }
            Err(error) => {
                store.sweep().await?;
                return Err(error);
            }
            Ok(report) => return Ok(report),
        }
    }
    Err(AppError::Store(StoreError::Conflict("事实一直在变，五次都没有赶上".into())))
}
