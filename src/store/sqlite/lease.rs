//! One import at a time a store.
//!
//! The lease is a lock the operating system holds on a file beside the store: it ends the moment its process does,
//! however that ends, and never before. So no clock decides whether an import is dead, and a stalled one is never swept.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use crate::store::{Result, StoreError};

/// Held while an import runs.
#[derive(Debug)]
pub(super) struct Lease {
    _file: Option<File>,
}

impl Lease {
    /// Takes the lease unless another import has it. A store in memory has no other process.
    pub fn try_take(store: Option<&Path>) -> Result<Option<Self>> {
        let Some(store) = store else { return Ok(Some(Self { _file: None })) };
        let path = beside(store);
        let unavailable = |error: std::io::Error| StoreError::Unavailable(format!("{}: {error}", path.display()));
        let mut options = std::fs::OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(unavailable)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: Some(file) })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(unavailable(error)),
        }
    }
}

fn beside(store: &Path) -> PathBuf {
    let mut name = store.as_os_str().to_owned();
    name.push("-lock");
    name.into()
}
