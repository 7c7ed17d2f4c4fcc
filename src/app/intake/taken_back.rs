//! What a record stands at, once it is seen that undos give back what was there before.

use std::collections::HashMap;

use crate::app::AppError;
use crate::model::{BatchRecord, Deed, Journal, RowKey};
use crate::store::Store;

/// The imports that undos took back: numbers by number.
#[derive(Debug, Default)]
pub struct TakenBack(HashMap<Journal, Journal>);

impl TakenBack {
    /// Out of the whole journal.
    pub fn of(batches: &[BatchRecord]) -> Self {
        let numbers: HashMap<&str, u64> = batches.iter().map(|batch| (batch.id.as_str(), batch.number)).collect();
        let taken = batches.iter().filter_map(|batch| match &batch.deed {
            Deed::Undo { import } => Some((Journal(batch.number), Journal(*numbers.get(import.as_str())?))),
            _ => None,
        });
        Self(taken.collect())
    }

    /// The batch whose words a record says, where its current version is of this number: an undo says again what an earlier
    /// one said, and that may itself be an undo.
    pub async fn origin(&self, store: &Store, key: &RowKey, current: Journal) -> Result<Journal, AppError> {
        if !self.0.contains_key(&current) {
            return Ok(current);
        }
        let versions = store.versions(key.clone()).await?;
        let mut at = current;
        while let Some(import) = self.0.get(&at) {
            let said = versions.iter().find(|version| version.number == at);
            let before = versions.iter().rev().find(|version| version.number < *import);
            // A contact whose words were gone did not come back: the undo closed it.
            match (said, before) {
                (Some(said), Some(before)) if said.values == before.values => at = before.number,
                _ => break,
            }
        }
        Ok(at)
    }
}
