//! What people did, read once for as long as nothing is written.

use std::sync::Arc;

use tokio::sync::Mutex;

use crate::app::AppError;
use crate::dispatch::CityWork;

/// Which rows were read: the digest of the last batch known, and that of the graph they are read beside. After a restore the same
/// numbers may stand for something else; digests do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) struct WorkKey {
    pub rows: String,
    pub graph: String,
}

/// The work of the last version that was asked for.
#[derive(Debug, Default)]
pub(in crate::app) struct WorkThen(Mutex<Option<(WorkKey, Arc<CityWork>)>>);

impl WorkThen {
    /// The work under a key, read by whoever asks first; the others wait for it.
    pub async fn of(
        &self,
        key: WorkKey,
        read: impl Future<Output = Result<CityWork, AppError>>,
    ) -> Result<Arc<CityWork>, AppError> {
        let mut held = self.0.lock().await;
        if let Some((_, work)) = held.as_ref().filter(|(own, _)| *own == key) {
            return Ok(Arc::clone(work));
        }
        let work = Arc::new(read.await?);
        *held = Some((key, Arc::clone(&work)));
        Ok(work)
    }
}
