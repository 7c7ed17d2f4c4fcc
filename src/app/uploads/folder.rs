//! A folder of one process: locked while it lives, removed with it, swept after it was killed.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Result};
use std::path::{Path, PathBuf};

use crate::app::{AppError, random_id};
use crate::model::failure_told;

/// How the lock beside a folder is called: the folder's name and this.
const LOCK: &str = "lock";
/// Tries to make a folder that others sweep meanwhile.
const TRIES: usize = 20;

/// A folder that nobody else may look into.
#[derive(Debug)]
pub struct PrivateFolder {
    path: PathBuf,
    lock: PathBuf,
    /// Locked while the process lives.
    held: File,
}

impl PrivateFolder {
    /// A new folder below `parent`, which is made where it is not there; folders of dead processes are swept.
    pub fn below(parent: &Path) -> Result<Self> {
        sweep(parent);
        let mut last = ErrorKind::WouldBlock.into();
        for _ in 0..TRIES {
            match Self::once(parent) {
                Ok(Some(made)) => return Ok(made),
                Ok(None) => {}
                // Who swept last removed the parent between two steps of ours.
                Err(error) if error.kind() == ErrorKind::NotFound => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }

    /// None where somebody swept the lock before it was held.
    fn once(parent: &Path) -> Result<Option<Self>> {
        make(parent)?;
        let name = random_id();
        let (path, lock) = (parent.join(&name), parent.join(&name).with_extension(LOCK));
        let held = new_file(&lock)?;
        if held.try_lock().is_err() || !lock.exists() {
            return Ok(None);
        }
        make(&path)?;
        Ok(Some(Self { path, lock, held }))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for PrivateFolder {
    fn drop(&mut self) {
        remove(&self.path, &self.lock);
        // The lock's file is gone: nobody else can have it.
        let _ = self.held.unlock();
    }
}

/// Removes the folders below `parent` whose processes died, and `parent` where none is left.
pub fn sweep(parent: &Path) {
    let Ok(entries) = std::fs::read_dir(parent) else { return };
    for lock in entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == LOCK)) {
        if File::open(&lock).is_ok_and(|file| file.try_lock().is_ok()) {
            remove(&lock.with_extension(""), &lock);
        }
    }
    remove_empty(parent);
}

/// The folder first, so that nothing is left without its lock.
fn remove(folder: &Path, lock: &Path) {
    // What is not there, or cannot be removed by this user, stays as it is.
    let _ = std::fs::remove_dir_all(folder);
    let _ = std::fs::remove_file(lock);
    if let Some(parent) = folder.parent() {
        remove_empty(parent);
    }
}

fn remove_empty(parent: &Path) {
    // Only an empty one goes.
    let _ = std::fs::remove_dir(parent);
}

/// A folder of the owner's alone, unless it is there.
pub fn make(path: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

/// A new file of the owner's alone.
pub fn new_file(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// What came in cannot be written.
pub fn not_kept(error: &std::io::Error) -> AppError {
    AppError::BadRequest(format!("收到的文件不能写到磁盘上，没有收下：{}", failure_told(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dead_folder_is_swept_and_a_living_one_stays() {
        let root = tempfile::tempdir().unwrap();
        let parent = root.path().join("uploads");
        let living = PrivateFolder::below(&parent).unwrap();
        let dead = PrivateFolder::below(&parent).unwrap();
        std::fs::write(dead.path().join("1.csv"), "a").unwrap();
        let (folder, lock) = (dead.path().to_owned(), dead.lock.clone());
        // As after a kill: the lock is let go, nothing is removed.
        dead.held.unlock().unwrap();
        std::mem::forget(dead);
        sweep(&parent);
        assert!(!folder.exists() && !lock.exists() && living.path().exists());
        drop(living);
        assert!(!parent.exists(), "the last one takes the parent along");
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_looks_in() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().unwrap();
        let folder = PrivateFolder::below(&root.path().join("uploads")).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        let file = folder.path().join("1.csv");
        new_file(&file).unwrap();
        assert_eq!((mode(folder.path()), mode(&file)), (0o700, 0o600));
    }
}
