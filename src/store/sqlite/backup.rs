//! Copies of the whole file by SQLite's online backup, out of it and back into it.
//!
//! Invariant: **A backup is checked before it is anything.** It gets its name once it was read through. Before a restore
//! `Store::check_backup` reads a private copy through, which lies beside the store and is swept after a crash; only
//! the `CheckedBackup` it gives can be restored, in one transaction under the lease, after what was there has been
//! backed up beside the store. Who may log in is not of the past: the accounts stay those of the store, where it has any, and
//! whatever lets somebody in without a password goes. A backup takes the place of an older backup (a liantu store that is not in WAL mode)
//! and of nothing else. A process that follows the store knows a restore by the digest of the batch it shows.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::check::check;
use super::head::FileHead;
use super::{Sqlite, accounts, connect, sessions, traces, with_ending};
use crate::store::{Checkup, PartFile, Result, StoreError, stop_point};

/// How long a copy waits for another process to let go of the file.
const PATIENCE: Duration = Duration::from_secs(30);
/// All pages in one step: the source is read as of one moment.
const ALL: i32 = -1;
/// Pages a restore copies in one step; the target's transaction stays open between steps.
const STEP: i32 = 16;

/// A backup that was read through and agrees with itself. It is a copy of its own, so it stays as it was checked.
#[derive(Debug)]
pub struct CheckedBackup {
    /// What was found in it.
    pub found: Checkup,
    from: PathBuf,
    copy: PartFile,
}

impl Sqlite {
    pub(in crate::store) fn backup(&self, target: &Path) -> Result<Checkup> {
        self.refuse_own(target, "不能把数据库备份到它自己的文件；请换一个文件名")?;
        refuse_what_is_no_backup(target)?;
        let part = self.copy_beside(target)?;
        let found = sound(check(&connect::plain(part.path())?)?, target)?;
        stop_point("backup:checked");
        part.persist(target)?;
        stop_point("backup:named");
        Ok(found)
    }

    /// All that is there now, under no name yet.
    fn copy_beside(&self, target: &Path) -> Result<PartFile> {
        let part = PartFile::beside(target)?;
        let mut copy = connect::plain(part.path())?;
        self.reading(|connection| copy_all(connection, &mut copy, ALL, "backup:copying"))?;
        copy.query_row("PRAGMA journal_mode=DELETE", [], |_| Ok(()))?;
        stop_point("backup:written");
        Ok(part)
    }

    /// Reads a backup through without changing it: its layout, its pages, its digests.
    pub(in crate::store) fn check_backup(from: &Path, store: &Path) -> Result<CheckedBackup> {
        refuse_unreadable(from)?;
        let copy = PartFile::beside(store)?;
        copied(from, copy.path())?;
        // A copy of a store that was in use has its last changes in a file beside it.
        let log = with_ending(from, "-wal");
        if log.exists() {
            copied(&log, &with_ending(copy.path(), "-wal"))?;
        }
        stop_point("restore:copied");
        let found = sound(Sqlite::open(copy.path())?.check()?, from)?;
        let plain = connect::plain(copy.path())?;
        sessions::let_nobody_in(&plain)?;
        // Whoever takes it over has the pages of before in its log.
        traces::mark(&plain)?;
        plain.query_row("PRAGMA journal_mode=DELETE", [], |_| Ok(()))?;
        stop_point("restore:checked");
        Ok(CheckedBackup { found, from: from.to_owned(), copy })
    }

    pub(in crate::store) fn restore(&self, backup: &CheckedBackup, keep: Option<&Path>) -> Result<()> {
        self.refuse_own(&backup.from, "不能用数据库自己恢复自己；请指明备份文件")?;
        let Some(_lease) = self.leases.try_take()? else {
            return Err(StoreError::Unavailable("另一个导入正在进行；请等它结束后再恢复".into()));
        };
        if let Some(keep) = keep {
            // As it is: a restore may be what mends it.
            self.copy_beside(keep)?.persist(keep)?;
        }
        stop_point("restore:begun");
        let source = connect::plain(backup.copy.path())?;
        if let Some(own) = &self.path {
            accounts::keep_those_of(&source, own)?;
        }
        let mut writer = self.writer()?;
        copy_all(&source, &mut writer, STEP, "restore:copying")?;
        stop_point("restore:done");
        traces::empty_log(&mut writer)
    }

    fn refuse_own(&self, path: &Path, text: &str) -> Result<()> {
        if self.owns(path) { Err(StoreError::Unavailable(format!("{}：{text}", path.display()))) } else { Ok(()) }
    }
}

/// A backup may take the place of an older one, and of nothing else.
fn refuse_what_is_no_backup(target: &Path) -> Result<()> {
    if !target.exists() {
        return Ok(());
    }
    let refused = |why: &str| {
        let text = format!("{}：{why}，没有覆盖它；请换一个文件名", target.display());
        Err(StoreError::Unavailable(text))
    };
    match FileHead::read(target)? {
        FileHead::Store { wal: false, .. } => Ok(()),
        FileHead::Store { wal: true, .. } => refused("这是使用中的链图数据库，不是备份"),
        FileHead::Empty | FileHead::Foreign => refused("已有这个文件，它不是链图的备份"),
    }
}

/// What is no whole backup of this program's layouts.
fn refuse_unreadable(from: &Path) -> Result<()> {
    let corrupt = |why: &str| Err(StoreError::Corrupt(format!("{}：{why}", from.display())));
    match FileHead::read(from)? {
        FileHead::Empty => corrupt("文件是空的，不是链图的备份"),
        FileHead::Foreign => corrupt("这不是链图的备份"),
        FileHead::Store { version, .. } if i64::from(version) > connect::VERSION => {
            Err(StoreError::Unavailable(format!("{}：{}", from.display(), connect::newer(version.into()))))
        }
        FileHead::Store { wal: false, bytes: Some(whole), .. } => {
            let there = from.metadata().map_err(|error| StoreError::file(from, &error))?.len();
            let text = format!("文件不完整，应有 {whole} 字节，只有 {there} 字节");
            if there < whole { corrupt(&text) } else { Ok(()) }
        }
        FileHead::Store { .. } => Ok(()),
    }
}

/// The content of a file, in one that only its owner may read.
fn copied(from: &Path, to: &Path) -> Result<()> {
    connect::private_file(to)?;
    let mut read = File::open(from).map_err(|error| StoreError::file(from, &error))?;
    let written = File::options().write(true).open(to).and_then(|mut to| std::io::copy(&mut read, &mut to));
    written.map(drop).map_err(|error| StoreError::file(to, &error))
}

/// What was found, where nothing is damaged.
fn sound(found: Checkup, path: &Path) -> Result<Checkup> {
    match found.problems.first() {
        Some(problem) => Err(StoreError::Corrupt(format!("{}：{problem}", path.display()))),
        None => Ok(found),
    }
}

/// Copies every page; the target changes in one transaction.
fn copy_all(source: &Connection, target: &mut Connection, pages: i32, place: &str) -> Result<()> {
    let backup = Backup::new(source, target)?;
    let started = Instant::now();
    loop {
        match backup.step(pages)? {
            StepResult::Done => return Ok(()),
            StepResult::Busy | StepResult::Locked if started.elapsed() > PATIENCE => {
                return Err(StoreError::Timeout("另一个进程正在写入，等了 30 秒仍未结束".into()));
            }
            StepResult::Busy | StepResult::Locked => std::thread::sleep(Duration::from_millis(5)),
            _ => stop_point(place),
        }
    }
}
