//! What people did, read once for as long as nothing is written that could change it.

use std::ops::Deref;
use std::sync::{Arc, Weak};

use tokio::sync::Mutex;

use crate::app::{AppError, SaidRows};
use crate::dispatch::CityWork;
use crate::graph::Graph;

/// Which rows were read: the digest of the last batch that wrote any of their kinds, and the graph they are read beside. After a
/// restore the same numbers may stand for something else; digests do not.
#[derive(Debug, Clone)]
pub(in crate::app) struct WorkKey {
    pub rows: String,
    /// Its heap is not kept for this.
    pub graph: Weak<Graph>,
}

impl PartialEq for WorkKey {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows && self.graph.ptr_eq(&other.graph)
    }
}

/// What people did, and the rows that say it.
pub(in crate::app) struct HeldWork {
    pub city: CityWork,
    pub rows: SaidRows,
}

impl Deref for HeldWork {
    type Target = CityWork;

    fn deref(&self) -> &CityWork {
        &self.city
    }
}

/// The work of the last version that was asked for.
#[derive(Default)]
pub(in crate::app) struct WorkThen(Mutex<Option<(WorkKey, Arc<HeldWork>)>>);

impl std::fmt::Debug for WorkThen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WorkThen").finish_non_exhaustive()
    }
}

impl WorkThen {
    /// The work under a key, read by whoever asks first; the others wait for it.
    pub async fn of(
        &self,
        key: WorkKey,
        read: impl Future<Output = Result<HeldWork, AppError>>,
    ) -> Result<Arc<HeldWork>, AppError> {
        let mut held = self.0.lock().await;
        if let Some((_, work)) = held.as_ref().filter(|(own, _)| *own == key) {
            return Ok(Arc::clone(work));
        }
        let work = Arc::new(read.await?);
        *held = Some((key, Arc::clone(&work)));
        Ok(work)
    }
}
