//! Backups of the whole store, and putting one back.

use std::path::{Path, PathBuf};

use crate::access::{Caller, Right, Scope};
use crate::app::{AppError, StoreDesk, names};
use crate::model::Journal;
use crate::store::{Store, StoreError, same_file};

impl StoreDesk {
    /// Writes a backup and reads it through; gives the journal number it holds.
    ///
    /// # Errors
    /// The caller may not, something else is at `target`, the disk is full, or what was written does not hold.
    pub async fn backup(&self, target: &Path) -> Result<u64, AppError> {
        Ok(self.may(Right::Users, Scope::City)?.store().backup(target).await?.batches)
    }
}

/// What was put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The journal number it holds.
    pub number: u64,
    /// Where the store as it was before was kept, if it held anything.
    pub kept: Option<PathBuf>,
    /// How many accounts there are.
    pub accounts: usize,
    /// Whether they are those of before; else they came with the backup, as they were then.
    pub accounts_kept: bool,
    /// Somebody reads an older state of the store, so that what it held still stands in its files.
    pub traces_left: bool,
}

/// Replaces the store at `path` by a backup. A broken or newer backup changes nothing; what was there before is kept in a
/// file beside it.
///
/// # Errors
/// The caller may not, `from` is no whole backup or of a newer version, both are one file, or an import is under way.
pub async fn restore(caller: &Caller, path: &Path, from: &Path) -> Result<Restored, AppError> {
    if !caller.holds(Right::Users, Scope::City, &names::KnownTies(None)) {
        return Err(AppError::Forbidden(Right::Users));
    }
    if same_file(path, from) {
        return Err(AppError::BadRequest("不能用数据库自己恢复自己；请指明备份文件".into()));
    }
    // Before the store is opened: a mistyped name makes no new one.
    let backup = Store::check_backup(from, path).await.map_err(|error| match error {
        StoreError::Corrupt(why) => AppError::BadRequest(format!("备份不能用，没有恢复任何内容：{why}")),
        other => other.into(),
    })?;
    let store = Store::open(path).await.map_err(|error| match error {
        StoreError::Corrupt(why) => {
            let text = format!("现有的数据库 {} 不能打开（{why}）；请先把它改名移走，再恢复", path.display());
            AppError::BadRequest(text)
        }
        other => other.into(),
    })?;
    let before = store.journal().await?;
    let kept = (before > Journal(0)).then(|| beside(path, before));
    let accounts_kept = !store.accounts().await?.is_empty();
    store.restore(backup, kept.as_deref()).await?;
    let (number, accounts) = (store.journal().await?.0, store.accounts().await?.len());
    Ok(Restored { number, kept, accounts, accounts_kept, traces_left: store.traces_left().await? })
}

/// A free name beside the store.
fn beside(path: &Path, number: Journal) -> PathBuf {
    let named = |ending: String| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".before-restore-{}{ending}.db", number.0));
        PathBuf::from(name)
    };
    let mut names = std::iter::once(named(String::new())).chain((2..).map(|nth: u32| named(format!("-{nth}"))));
    names.find(|name| !name.exists()).expect("invariant: some name is free")
}
