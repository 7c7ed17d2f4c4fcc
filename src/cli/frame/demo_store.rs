//! Where the demo keeps its store, and every process what it can work out again.

use std::path::{Path, PathBuf};

/// Whether a path is a store of the demo's.
pub fn owns(store: &Path) -> bool {
    let folder = folder();
    let same = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned()).starts_with(&folder);
    let real = folder.canonicalize().unwrap_or_else(|_| folder.clone());
    same(store) || store.canonicalize().is_ok_and(|path| path.starts_with(real))
}

/// Where answers about past days are kept from one process to the next.
pub fn trends() -> PathBuf {
    folder().join("trends")
}

/// Our own folder in the user's cache.
pub fn folder() -> PathBuf {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = variable("XDG_CACHE_HOME")
        .or_else(|| variable("LOCALAPPDATA"))
        .or_else(|| variable("HOME").map(|home| home.join(".cache")))
        .unwrap_or_else(std::env::temp_dir);
    cache.join("liantu")
}
