//! Taking a change in place back, from where it was made.

use super::subject::right_to_edit;
use crate::access::{Right, Scope};
use crate::app::{AppError, Desk, undo_batch};
use crate::model::{Deed, Journal, Kind};

impl Desk {
    /// Takes a change in place back, by its id: it needs the right its form needed.
    ///
    /// # Errors
    /// The caller may not, there is no such change, it was taken back before, what it said was changed since, or files are
    /// imported meanwhile.
    pub async fn undo_edit(&self, edit: &str) -> Result<u64, AppError> {
        let at = self.may(Right::SeeFacts, Scope::City)?;
        let batches = at.store().batches(Journal(0), usize::MAX).await?;
        let found = batches.into_iter().find(|batch| batch.id == edit);
        let table = match found.map(|batch| batch.deed) {
            Some(Deed::Edit { table, .. }) => table,
            Some(Deed::Assessment { .. }) => Kind::Assessment,
            _ => return Err(AppError::NotFound { what: "改动", text: edit.to_owned(), near: Vec::new() }),
        };
        let at = self.may(right_to_edit(table), Scope::City)?;
        let report = undo_batch(at.store(), edit, at.who(None)?, at.clock()).await?;
        at.follow().await;
        match report.undo {
            Some(number) if report.left.is_empty() => Ok(number),
            _ => Err(AppError::BadRequest("这一处后来又改过，没有撤销；请先撤销后面那一次".into())),
        }
    }
}
