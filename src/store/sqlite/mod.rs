//! The embedded store: one SQLite file, WAL, `synchronous=FULL`, mode 0600.
//!
//! Invariant: **While a store is open, nobody but SQLite opens its files in this process** ([`Sqlite::owns`]): closing one would
//! let go of the locks that keep other processes from making the index of the log anew under us.

mod accounts;
mod audit;
mod backup;
mod batches;
mod blocks;
mod check;
mod connect;
mod contacts;
mod contacts_check;
mod current;
mod digest;
mod erase;
mod evidence;
mod evidence_check;
mod evidence_held;
mod factors;
mod frozen;
mod head;
mod identity;
mod lease;
mod nodes;
mod person;
mod read;
mod rebuild;
mod scan;
mod sessions;
mod shares;
mod traces;
mod versions;
mod waiting;
mod words;
mod words_check;
mod write;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use rusqlite::Connection;

use super::{Result, StoreError, same_file};
use crate::model::Kind;
pub use backup::CheckedBackup;
use batches::KnownNumbers;
use lease::Leases;
pub use write::Staging;

/// What the files of a store are called after its name.
const FILES: [&str; 5] = ["", "-journal", "-wal", "-shm", "-lock"];

/// A store in one file, or in memory.
#[derive(Debug)]
pub struct Sqlite {
    /// `None` in memory: then the one connection serves readers too.
    path: Option<PathBuf>,
    leases: Leases,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    /// What readers know of the journal.
    numbers: Mutex<KnownNumbers>,
    /// Why it can only be read, where that is so.
    frozen: Option<StoreError>,
}

impl Sqlite {
    /// Opens the file, making it where it is missing. Where its disk is full or may not be written, it can be read.
    ///
    /// # Errors
    /// `Unavailable` where it cannot be opened, or a newer version wrote it; `Corrupt` where it is no store.
    pub fn open(path: &Path) -> Result<Self> {
        let (writer, frozen) = match connect::writer(path) {
            Ok(writer) => (writer, None),
            Err(error @ StoreError::Unavailable(_)) => match frozen::connection(path) {
                Some(reader) => (reader, Some(frozen::reason(path))),
                None => return Err(error),
            },
            Err(error) => return Err(error),
        };
        let leases = Leases::Beside(path.to_owned());
        let (path, writer) = (Some(path.to_owned()), Mutex::new(writer));
        Ok(Self { path, leases, writer, readers: Mutex::default(), numbers: Mutex::default(), frozen })
    }

    /// A store that is gone when dropped.
    ///
    /// # Errors
    /// `Backend`: SQLite could not make its tables.
    pub fn in_memory() -> Result<Self> {
        let writer = Mutex::new(connect::in_memory()?);
        let leases = Leases::Within(Mutex::default());
        Ok(Self { path: None, leases, writer, readers: Mutex::default(), numbers: Mutex::default(), frozen: None })
    }

    /// What lies beside the file under its name and an ending; none where there is no file.
    pub fn beside(&self, ending: &str) -> Option<PathBuf> {
        self.path.as_ref().map(|path| with_ending(path, ending))
    }

    /// Whether a path leads to one of the store's own files. Whatever a process holds locked of a file it lets go when it closes
    /// that file once, however it was opened (<https://www.sqlite.org/howtocorrupt.html>, 2.2).
    pub fn owns(&self, path: &Path) -> bool {
        self.path.as_ref().is_some_and(|own| FILES.iter().any(|ending| same_file(&with_ending(own, ending), path)))
    }

    /// The connection that writes, where there may be one.
    fn writer(&self) -> Result<MutexGuard<'_, Connection>> {
        match &self.frozen {
            Some(why) => Err(why.clone()),
            None => Ok(self.only()),
        }
    }

    /// The connection that was opened first: in memory, and of a store that can only be read, there is no other.
    fn only(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Runs `read` on a connection of its own, so that readers never wait for the writer.
    fn reading<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let Some(path) = self.path.as_ref().filter(|_| self.frozen.is_none()) else { return read(&self.only()) };
        let idle = self.readers.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => connect::reader(path)?,
        };
        let done = read(&connection);
        self.readers.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(connection);
        done
    }
}

/// Tells what SQLite's failures mean for the caller.
impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{
            CannotOpen, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase, PermissionDenied,
            ReadOnly, SystemIoFailure,
        };
        let text = error.to_string();
        match error.sqlite_error_code() {
            Some(DiskFull) => Self::Unavailable(format!("磁盘已满（{text}）")),
            Some(CannotOpen) => Self::Unavailable(format!("文件不能打开（{text}）")),
            Some(PermissionDenied | ReadOnly) => Self::Unavailable(format!("只读，不能写入（{text}）")),
            Some(SystemIoFailure)
                if error.sqlite_extended_error_code() == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE) =>
            {
                Self::Unavailable(format!("磁盘已满（{text}）"))
            }
            Some(SystemIoFailure) => Self::Unavailable(format!("读写磁盘失败（{text}）")),
            Some(DatabaseBusy | DatabaseLocked) => Self::Timeout("另一个进程正在写入，等了 30 秒仍未结束".into()),
            Some(DatabaseCorrupt) => Self::Corrupt(format!("文件内部结构有误（{text}）")),
            Some(NotADatabase) => Self::Corrupt("这个文件不是链图数据库".into()),
            _ => Self::Backend(format!("SQLite 报告：{text}")),
        }
    }
}

/// The bit of a kind in a batch's `kinds`.
fn bit(kind: Kind) -> i64 {
    1 << kind.number()
}

/// The bits of every kind that makes the graph another one.
fn fact_bits() -> i64 {
    Kind::stored().filter(|k| k.shapes_graph()).map(bit).fold(0, |all, one| all | one)
}

/// Reads a stored number that is never negative.
fn unsigned<T: TryFrom<i64>>(number: i64) -> Result<T> {
    T::try_from(number).map_err(|_| StoreError::Corrupt(format!("数字 {number} 超出范围")))
}

/// What lies beside a file under its name and an ending.
fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
