//! The rows of one kind as stored, in key order, beside the sorted rows of files.

use crate::app::AppError;
use crate::app::intake::import::job::BlockingStore;
use crate::model::{Journal, Kind, RowKey, Version};
use crate::store::ListFilter;

/// Rows read at a time.
const PAGE: usize = 5_000;

/// A walk along the stored rows, page by page.
#[derive(Debug)]
pub struct StoredRows {
    store: BlockingStore,
    kind: Kind,
    at: Journal,
    page: std::iter::Peekable<std::vec::IntoIter<Version>>,
    after: Option<RowKey>,
    ended: bool,
}

impl StoredRows {
    /// The rows of a kind as they stood at a number.
    pub fn at(kind: Kind, at: Journal, store: BlockingStore) -> Self {
        Self { store, kind, at, page: Vec::new().into_iter().peekable(), after: None, ended: false }
    }

    /// The next row whose key is not behind `bound`; without one, the next row.
    pub fn next_until(&mut self, bound: Option<&RowKey>) -> Result<Option<Version>, AppError> {
        if self.page.peek().is_none() && !self.ended {
            let filter = ListFilter { kind: self.kind, a: None, after: self.after.take(), limit: PAGE };
            let rows = self.store.call(|store| store.list(filter, Some(self.at)))?;
            self.ended = rows.len() < PAGE;
            self.after = rows.last().map(|version| version.key.clone());
            self.page = rows.into_iter().peekable();
        }
        Ok(self.page.next_if(|version| bound.is_none_or(|bound| version.key <= *bound)))
    }
}
