//! Files that are not whole yet: beside their target, their owner's alone, gone when dropped, swept after a crash.
//!
//! Invariant: **Nothing half, nothing forgotten.** What will be a database is written into a part beside its target
//! and gets its name when it is whole and checked. A part is locked while its process lives, so whoever comes next
//! knows the dead ones and removes them: the next part in the folder, and the next opening of a store there.

use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{Result, StoreError};

/// How a part's name ends, and those of what SQLite lays beside it.
const ENDING: &str = ".liantu-part";
const BESIDE: [&str; 4] = ["-journal", "-wal", "-shm", "-lock"];

/// A file that is not whole yet.
#[derive(Debug)]
pub struct PartFile {
    file: NamedTempFile,
}

impl PartFile {
    /// An empty part beside a target; parts there whose processes died are swept.
    ///
    /// # Errors
    /// The folder is not there or may not be written to.
    pub fn beside(target: &Path) -> Result<Self> {
        let folder = folder_of(target);
        sweep(folder);
        let prefix = prefix(target);
        loop {
            let file = tempfile::Builder::new().prefix(&prefix).suffix(ENDING).tempfile_in(folder);
            let file = file.map_err(|error| StoreError::file(folder, &error))?;
            // Somebody may have swept it before it was locked.
            if lock(file.as_file()) && file.path().exists() {
                return Ok(Self { file });
            }
        }
    }

    /// Where it is while it is not whole.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Its content.
    pub fn file(&mut self) -> &mut File {
        self.file.as_file_mut()
    }

    /// Gives it its name, in place of what was there; durable when this returns.
    ///
    /// # Errors
    /// The disk is full or fails, or the target may not be replaced; the part is then gone.
    pub fn persist(self, target: &Path) -> Result<()> {
        let failed = |error: std::io::Error| StoreError::file(target, &error);
        self.file.as_file().sync_all().map_err(failed)?;
        self.file.persist(target).map_err(|error| failed(error.error))?;
        sync_folder(folder_of(target)).map_err(failed)
    }
}

/// The name of a part beside a target, for a file that is whole and has none.
pub fn part_name(target: &Path, unique: &str) -> PathBuf {
    folder_of(target).join(format!("{}{unique}{ENDING}", prefix(target)))
}

/// How a part's name begins.
fn prefix(target: &Path) -> String {
    format!(".{}.", target.file_name().unwrap_or_default().to_string_lossy())
}

fn lock(file: &File) -> bool {
    file.try_lock().is_ok()
}

/// Removes the parts in a folder whose processes died. What cannot be removed stays, for those who may.
pub fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let parts = entries.flatten().map(|entry| entry.path()).filter(|path| path.to_string_lossy().ends_with(ENDING));
    for path in parts {
        let Ok(file) = File::open(&path) else { continue };
        if lock(&file) {
            // What lies beside it first, so that nothing is left of which nobody knows.
            remove_beside(&path);
            remove(&path);
        }
    }
}

fn remove(path: &Path) {
    // What is not there, or cannot be removed by this user, stays as it is.
    let _ = std::fs::remove_file(path);
}

fn remove_beside(path: &Path) {
    for ending in BESIDE {
        let mut name: OsString = path.as_os_str().to_owned();
        name.push(ending);
        remove(Path::new(&name));
    }
}

/// The folder a file lies in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A new name is durable once its folder is.
///
/// # Errors
/// The folder cannot be opened or written through to the disk.
pub fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
