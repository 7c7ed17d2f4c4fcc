//! Backups of the whole store, and putting one back.

use std::path::{Path, PathBuf};

use super::AppError;
use crate::model::Journal;
use crate::store::Store;

/// Writes a backup and reads it through; gives the journal number it holds.
pub async fn backup(store: &Store, target: &Path) -> Result<u64, AppError> {
    store.backup(target).await?;
    let found = Store::check_backup(target).await?;
    match found.problems.first() {
        None => Ok(found.batches),
        Some(problem) => Err(AppError::Internal(format!("the backup is faulty: {problem}"))),
    }
}

/// What was put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    pub number: u64,
    /// Where the store as it was before was kept, if it held anything.
    pub kept: Option<PathBuf>,
}

/// Replaces the store at `path` by a backup. A broken or newer backup changes nothing; what was there before is kept in a
/// file beside it.
pub async fn restore(path: &Path, from: &Path) -> Result<Restored, AppError> {
    if path.exists() && path.canonicalize().ok() == from.canonicalize().ok() {
        return Err(AppError::BadRequest("不能用数据库自己恢复自己；请指明备份文件".into()));
    }
    let found = Store::check_backup(from).await?;
    if let Some(problem) = found.problems.first() {
        let reason = format!("备份已损坏，没有恢复任何内容：{problem}");
        return Err(AppError::File { path: from.display().to_string(), reason });
    }
    let store = Store::open(path).await?;
    let before = store.journal().await?;
    let kept = (before > Journal(0)).then(|| beside(path, before));
    if let Some(kept) = &kept {
        store.backup(kept).await?;
    }
    store.restore(from).await?;
    Ok(Restored { number: store.journal().await?.0, kept })
}

fn beside(path: &Path, number: Journal) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".before-restore-{}.db", number.0));
    name.into()
}
