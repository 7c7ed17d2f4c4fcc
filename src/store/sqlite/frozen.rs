//! A store that can only be read: its disk is full to the last byte, or it or its folder may not be written.
//!
//! SQLite needs a file beside the store (`-shm`) for every reader of a log. Where that cannot be made, the store is read
//! without it: as a file that nobody changes, where the log is empty, and else alone, with the log's index in memory.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;

use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use rusqlite::{Connection, OpenFlags};

use super::{connect, with_ending};
use crate::model::failure_told;
use crate::store::{StoreError, folder_of};

/// A connection that can only read, where there is a way to; none else.
pub(super) fn connection(path: &Path) -> Option<Connection> {
    let ways: [fn(&Path) -> rusqlite::Result<Connection>; 3] = [beside_others, unchanged, alone];
    ways.iter().find_map(|way| way(path).ok().filter(|connection| readable(connection).is_ok()))
}

/// Why a store can only be read, as people read it.
pub(super) fn reason(path: &Path) -> StoreError {
    let why = match probe(path) {
        Ok(()) => "现在不能写入".to_owned(),
        Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied) => "数据库或它的文件夹是只读的".to_owned(),
        Err(error) => failure_told(&error),
    };
    StoreError::Unavailable(format!("{}：{why}，只能读，没有写入任何内容", path.display()))
}

/// Writes what a small change would, into a file without a name.
fn probe(path: &Path) -> std::io::Result<()> {
    File::options().append(true).open(path)?;
    let mut file = tempfile::tempfile_in(folder_of(path))?;
    file.write_all(&vec![0; 1 << 16])?;
    file.sync_all()
}

fn beside_others(path: &Path) -> rusqlite::Result<Connection> {
    opened(path, "")
}

fn unchanged(path: &Path) -> rusqlite::Result<Connection> {
    let logged = with_ending(path, "-wal").metadata().is_ok_and(|log| log.len() > 0);
    if logged { Err(rusqlite::Error::InvalidQuery) } else { opened(path, "?immutable=1") }
}

fn alone(path: &Path) -> rusqlite::Result<Connection> {
    let connection = opened(path, "")?;
    connection.query_row("PRAGMA locking_mode=EXCLUSIVE", [], |_| Ok(()))?;
    Ok(connection)
}

fn opened(path: &Path, how: &str) -> rusqlite::Result<Connection> {
    let address = format!("file:{}{how}", percent_encode(path.as_os_str().as_encoded_bytes(), NON_ALPHANUMERIC));
    let flags = if how.is_empty() { OpenFlags::SQLITE_OPEN_READ_WRITE } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
    let flags = flags | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(address, flags)?;
    connection.execute_batch("PRAGMA query_only=ON")?;
    Ok(connection)
}

/// It is a store of this layout, and its rows can be read. An older one would have to be taken to this layout first.
fn readable(connection: &Connection) -> rusqlite::Result<()> {
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    connection.query_row("SELECT count(*) FROM batch", [], |_| Ok(()))?;
    if version == connect::VERSION { Ok(()) } else { Err(rusqlite::Error::InvalidQuery) }
}
