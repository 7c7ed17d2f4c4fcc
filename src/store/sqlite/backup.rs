//! Copies of the whole file by SQLite's online backup, out of it and back into it.

use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, params};

use super::{Sqlite, connect};
use crate::model::NodeId;
use crate::store::{Checkup, Result, StoreError, stop_point};

impl Sqlite {
    pub(in crate::store) fn backup(&self, target: &Path) -> Result<()> {
        let same = |path: &Path| path.canonicalize().ok() == target.canonicalize().ok();
        if target.exists() && self.path.as_deref().is_some_and(same) {
            return Err(StoreError::Unavailable("a store cannot be backed up onto itself".into()));
        }
        // Written beside the target and renamed, so that a crash leaves no half backup under its name.
        let mut part = target.as_os_str().to_owned();
        part.push(".part");
        let part = Path::new(&part);
        let _ = std::fs::remove_file(part);
        let mut copy = connect::plain(part)?;
        self.reading(|connection| copy_all(connection, &mut copy))?;
        copy.query_row("PRAGMA journal_mode=DELETE", [], |_| Ok(()))?;
        drop(copy);
        stop_point("backup:written");
        let unavailable = |error: std::io::Error| StoreError::Unavailable(format!("{}: {error}", target.display()));
        std::fs::rename(part, target).map_err(unavailable)
    }

    /// Looks at a backup without changing it: its layout, its pages, its digests.
    pub(in crate::store) fn check_backup(path: &Path) -> Result<Checkup> {
        if !path.exists() {
            return Err(StoreError::Unavailable(format!("{}: no such file", path.display())));
        }
        let folder = tempfile::tempdir().map_err(|error| StoreError::Unavailable(error.to_string()))?;
        let copy = folder.path().join("backup.db");
        std::fs::copy(path, &copy).map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Sqlite::open(&copy)?.check()
    }

    pub(in crate::store) fn restore(&self, from: &Path) -> Result<()> {
        let source = connect::plain(from)?;
        let mut writer = self.writer();
        copy_all(&source, &mut writer)?;
        stop_point("restore:copied");
        Ok(())
    }

    pub(in crate::store) fn erase_contacts(&self, nodes: &[NodeId]) -> Result<u64> {
        let writer = self.writer();
        writer.execute_batch("PRAGMA secure_delete=ON")?;
        let mut erased = 0;
        for node in nodes {
            erased += writer.execute("DELETE FROM contact WHERE of = ?1", params![node.0])? as u64;
        }
        stop_point("erase:deleted");
        // What is deleted must not live on in the log of changes.
        writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        writer.execute_batch("PRAGMA secure_delete=OFF")?;
        Ok(erased)
    }
}

/// All pages in one step: the source is read as of one moment, and the target changes in one transaction.
fn copy_all(source: &Connection, target: &mut Connection) -> Result<()> {
    let backup = Backup::new(source, target)?;
    loop {
        match backup.step(-1)? {
            StepResult::Done => return Ok(()),
            StepResult::Busy | StepResult::Locked => std::thread::sleep(std::time::Duration::from_millis(5)),
            _ => {}
        }
    }
}
