//! One import at a time a store.
//!
//! The lease is a lock the operating system holds on a file beside the store: it ends the moment its process does,
//! however that ends, and never before. So no clock decides whether an import is dead, and a stalled one is never swept.
//! A store in memory has no other process; there a count of its own does the same.
//!
//! Invariant: **The lease of an import is a lock held by the operating system** on `…-lock` beside the store, instead
//! of the heartbeat of the design: it ends the moment its process does and never before, so nothing waits for a clock
//! and a stalled import is never swept. On several machines (the later shared store) a heartbeat will be needed.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

use super::with_ending;
use crate::store::{Result, StoreError};

/// Held while an import runs.
#[derive(Debug)]
pub(super) enum Lease {
    Locked { _file: File },
    Counted { _held: Arc<()> },
}

/// Where the leases of a store come from.
#[derive(Debug)]
pub(super) enum Leases {
    /// A lock on the file beside this one.
    Beside(PathBuf),
    /// Alive while somebody holds it.
    Within(std::sync::Mutex<Weak<()>>),
}

impl Leases {
    /// Takes the lease unless another import has it.
    pub fn try_take(&self) -> Result<Option<Lease>> {
        match self {
            Self::Beside(store) => lock(store),
            Self::Within(held) => {
                let mut held = held.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                if held.strong_count() > 0 {
                    return Ok(None);
                }
                let lease = Arc::new(());
                *held = Arc::downgrade(&lease);
                Ok(Some(Lease::Counted { _held: lease }))
            }
        }
    }
}

fn lock(store: &Path) -> Result<Option<Lease>> {
    let path = with_ending(store, "-lock");
    let unavailable = |error: std::io::Error| StoreError::file(&path, &error);
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(&path).map_err(unavailable)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Lease::Locked { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(unavailable(error)),
    }
}
