//! What an import is given: the store it writes to, what was asked of it, and the files.

use std::future::Future;
use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use super::edit::TypedEdit;
use super::options::{ImportOptions, Progress};
use crate::app::intake::may_not::MayNot;
use crate::app::{AppError, Clock};
use crate::ingest::Inputs;
use crate::model::{Kind, RowKey};
use crate::store::{self, Current, Store};

/// What every attempt at an import is given. No stage changes it.
pub struct ImportJob {
    pub store: BlockingStore,
    pub options: ImportOptions,
    pub inputs: Inputs,
    /// What the caller may not write.
    pub may_not: MayNot,
    /// What is to be told of it where a person changes something in place; none of files.
    pub edit: Option<TypedEdit>,
    pub clock: Clock,
    /// Hears how far the import is.
    pub progress: Arc<dyn Fn(Progress) + Send + Sync>,
}

impl ImportJob {
    /// The files of a kind, by their places in the list of inputs.
    pub fn files_of(&self, kind: Kind) -> Vec<usize> {
        (0..self.inputs.files.len()).filter(|place| self.inputs.files[*place].kind == kind).collect()
    }
}

/// A store as a thread asks it that may wait for the answer.
#[derive(Debug, Clone)]
pub struct BlockingStore {
    store: Store,
    runtime: Handle,
}

impl BlockingStore {
    /// The store, asked through the runtime of the caller.
    pub fn new(store: Store) -> Self {
        Self { store, runtime: Handle::current() }
    }

    /// Asks, and waits for the answer.
    pub fn call<'s, T, E, F>(&'s self, ask: impl FnOnce(&'s Store) -> F) -> Result<T, AppError>
    where
        E: Into<AppError>,
        F: Future<Output = Result<T, E>>,
    {
        self.runtime.block_on(ask(&self.store)).map_err(Into::into)
    }

    /// Asks what is current for keys in ascending order, without waiting.
    pub fn ask_current(&self, keys: Vec<RowKey>) -> JoinHandle<store::Result<Vec<Current>>> {
        let store = self.store.clone();
        self.runtime.spawn(async move { store.current(keys).await })
    }

    /// Waits for what was asked before.
    pub fn wait<T>(&self, asked: JoinHandle<store::Result<T>>) -> Result<T, AppError> {
        let answer = self.runtime.block_on(asked).map_err(|error| AppError::Internal(error.to_string()))?;
        Ok(answer?)
    }
}
