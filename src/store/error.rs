use std::path::Path;

use crate::model::failure_told;

/// The store failed. What is merely absent is `Ok(None)`. The texts are Chinese: people read them behind a heading.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// It cannot be opened, read or written now: missing rights, a full disk, a newer version, another import.
    #[error("store unavailable: {0}")]
    Unavailable(String),
    /// Another process held the lock for too long.
    #[error("store timed out: {0}")]
    Timeout(String),
    /// What the change was based on has moved.
    #[error("conflict: {0}")]
    Conflict(String),
    /// What is stored contradicts itself, or is no liantu store.
    #[error("store corrupt: {0}")]
    Corrupt(String),
    /// Anything else the backend says.
    #[error("store backend: {0}")]
    Backend(String),
}

/// What every method of a store returns.
pub type Result<T> = std::result::Result<T, StoreError>;

impl StoreError {
    /// A file of the store cannot be reached.
    pub fn file(path: &Path, error: &std::io::Error) -> Self {
        Self::Unavailable(format!("{}：{}", path.display(), failure_told(error)))
    }
}
